"""DISCOVER, FETCH: the calendar, the question lists and the answer files of the Lok Sabha's site."""

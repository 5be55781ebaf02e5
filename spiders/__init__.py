"""DISCOVER and FETCH: reads the question lists of the Lok Sabha's site and fetches the answer files."""

"""The printed answer: heading, members, clauses, ministers, items, statement, annexures."""

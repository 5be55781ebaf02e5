"""Writes a crawl's results: list pages as served, rows of the tables, session tallies."""

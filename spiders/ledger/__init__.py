"""What a crawl writes: list pages as served, rows of the tables, session tallies."""

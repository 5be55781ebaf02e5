"""Faults of the site: their names, and what each does to a reply."""

"""Faults of the site: their names, and the middleware that implements each."""

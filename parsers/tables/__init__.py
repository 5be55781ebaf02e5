"""Reads data tables: finds them, joins them over pages, splits header and rows, checks totals."""

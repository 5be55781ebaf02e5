"""Reads the text of a page: lines, paragraphs, labels, dates, page furniture; rules are data."""

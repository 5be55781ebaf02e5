"""Parses and checks the site's replies: list API, calendar, list rows, links, files."""

"""The site's replies, read strictly: list API, calendar, list rows, links, files."""

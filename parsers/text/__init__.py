"""Text of a page: lines, paragraphs, labels, dates, page furniture; rules as data."""

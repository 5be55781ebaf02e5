"""Generated answer files: PDF, Word, HTML; the same bytes each time."""

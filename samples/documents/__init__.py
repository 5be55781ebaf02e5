"""Generated answer files (PDF, Word) with reproducible bytes."""

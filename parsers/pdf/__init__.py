"""One PDF: bytes to pages of words and ruled grids, read by pdfium, pdfplumber or OCR."""

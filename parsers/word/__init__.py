"""Word (.doc, .docx) and HTML documents, laid out as pages like those of a PDF."""

"""Ruling lines to lattices, and lattices with words to grids of cells; shared by PDF, Word and tables."""

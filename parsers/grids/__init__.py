"""Ruling lines to lattices, lattices and words to grids of cells; shared by PDF, Word and tables."""

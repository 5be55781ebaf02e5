"""Devanagari: legacy fonts to Unicode, Hindi inside English lines, romanised names."""

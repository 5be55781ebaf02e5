"""Data tables: found, joined over pages, split into header and rows, captioned, totals checked."""

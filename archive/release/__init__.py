"""Releases: drafted from the tables, checked, written, then pointed to."""

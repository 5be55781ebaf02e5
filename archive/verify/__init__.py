"""Finds what is missing or damaged in a store, and what is still known of it."""

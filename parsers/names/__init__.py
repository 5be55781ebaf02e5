"""Matches spellings of members' names, and names of ministries across renames."""

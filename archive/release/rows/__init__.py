"""The rows of a release that are computed from the records."""

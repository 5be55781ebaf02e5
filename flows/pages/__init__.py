"""Pages of docs/ generated from the code."""

"""The commands' work and output: records, search and browse, status, verify, the demo."""

"""What the commands print: records, searches, states, the demo."""

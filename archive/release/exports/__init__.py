"""Files of a release besides its tables, one module per product."""

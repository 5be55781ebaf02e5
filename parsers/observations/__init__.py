"""Makes observations from a record: every figure of every table, with value, unit, place and period."""

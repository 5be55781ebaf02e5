"""Where all rests: the bucket's keys, the object store, the Delta tables, releases."""

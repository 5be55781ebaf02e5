"""S3: the client for many small objects, errors in plain words, the embedded server."""

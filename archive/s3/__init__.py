"""S3: the client, the bucket, error messages, and the embedded server."""

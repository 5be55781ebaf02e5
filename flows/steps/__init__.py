"""Steps of the pipeline: parse, account, publish."""

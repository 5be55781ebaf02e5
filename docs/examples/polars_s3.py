"""One session's answers straight from the bucket: Polars on S3, without downloading the rest.

    python docs/examples/polars_s3.py s3://BUCKET/releases ENDPOINT_URL

The keys are those in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.
"""

import json
import os
import sys

import boto3
import polars as pl

releases, endpoint = sys.argv[1:]
bucket, _, prefix = releases.removeprefix("s3://").partition("/")
s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
latest = json.load(s3.get_object(Bucket=bucket, Key=f"{prefix}/latest.json")["Body"])
options = {
    "aws_endpoint": endpoint,
    "aws_region": "us-east-1",
    "aws_access_key_id": os.environ["AWS_ACCESS_KEY_ID"],
    "aws_secret_access_key": os.environ["AWS_SECRET_ACCESS_KEY"],
    "aws_allow_http": "true",
}
clauses = pl.scan_parquet(
    f"{releases}/{latest['version']}/clauses/lok=18/session=5/*.parquet", storage_options=options
)
print(clauses.select("citation", "text", "answer_text").sort("citation").head(5).collect())

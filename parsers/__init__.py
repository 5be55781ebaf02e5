"""EXTRACT, PARSE, CHECK: bytes -> text layer -> record. Pure: no network, no bucket, no Prefect."""

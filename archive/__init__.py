"""Storage: objects in an S3 bucket, Delta tables, releases.

Layout. `archive.keys` maps the bucket: each key that is written has one function there. `archive.store`
reads and writes objects. Files as served are stored under their SHA-256 and never replaced.
`archive.tables` merges rows into four Delta tables (`archive.schemas`): questions, files, answers,
changes.

Versions. A file has a row in `files` for each version of its bytes. Each merge into a table is a new
version of that table. `archive.release` publishes plain files under `releases/<version>/`, which never
change, and then moves the pointer `releases/latest.json`.

Success and failure. A merge is committed whole or not at all, session by session; writing the same rows
or bytes again changes nothing, so an interrupted run is simply repeated. An interrupted publication
leaves the current release as it was. Temporary failures are repeated (`archive.retries`); all others are
raised as one of `archive.errors`.
"""

"""WHEN, IN WHAT ORDER: daily, sweep, backfill, reparse, publish; the run summary; the command line."""

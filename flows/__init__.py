"""Orchestration: the flows daily, sweep, backfill, reparse and publish; run summaries; the command line."""

"""Command line, Prefect flows (daily, sweep, backfill, reparse, publish), verify and repair.

May import spiders, archive and parsers.
"""

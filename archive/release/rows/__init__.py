"""Rows computed for a release from questions, files and answers.

Tables: clauses, tables, cells, missing, chunks and qa.
"""

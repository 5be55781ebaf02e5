"""Full-text search with the standard library: the clause, its answer and the page.

python docs/examples/sqlite_search.py RELEASE WORDS…
"""

import sqlite3
import sys

release, *words = sys.argv[1:]
query = " ".join('"' + word.replace('"', "") + '"' for word in words)
with sqlite3.connect(f"file:{release}/search.sqlite?mode=ro", uri=True) as db:
    found = db.execute(
        """
        SELECT citation, url, snippet(passages_fts, 1, '[', ']', '…', 20),
          snippet(passages_fts, 2, '[', ']', '…', 20)
        FROM passages_fts JOIN passages ON passages.id = passages_fts.rowid
        WHERE passages_fts MATCH ? ORDER BY rank LIMIT 10
        """,
        (query,),
    )
    for citation, url, asked, answered in found:
        print(citation, url, asked, answered, sep="\n  ")

"""The layout of the bucket: every key that is written.

```
raw/sha256/ab/<sha256>                             the bytes as served; written once, never changed
listings/lok=18/session=5/<run>/p0001.json.zst     each list page as served, before it is read
listings/lok=18/session=5/latest.json              counts of the last walk over the session
listings/reference/<run>/calendar.json.zst         the calendar as served
listings/reference/<run>/lok=18/members.json.zst   the lists of codes of a Lok Sabha as served
text/<extractor>/ab/<sha256>.json.zst              the text layer of a document
tables/<name>                                      Delta Lake tables
releases/<version>/<name>  releases/latest.json    plain files for consumers; the pointer is moved last
releases/records/<question_id>.json                one record, one address: as in the newest release
releases/tables/<question_id>-t1.csv               one table, one address
releases/feed/all.atom  …/ministry/… …/member/…    the newest changes for feed readers
releases/claims/<version>                          the run that publishes a version: create-only
releases/damaged/<version>.json                    which files of a release are damaged
damaged/<run>/<key>                                what `verify --repair` set aside, under its key
runs/<run>/summary.json                            also for runs that failed
runs/create-only                                   proof that the store honours If-None-Match
runs/cool-down                                     end of the pause after the site blocked a crawl
```
"""

from __future__ import annotations

import hashlib

LATEST = "releases/latest.json"
"""The pointer to the current release."""
CREATE_ONLY = "runs/create-only"
"""An empty object that every opening of the store tries to create; see `archive.store.open_store`."""
COOL_DOWN = "runs/cool-down"
"""End of the pause after the site blocked a crawl (ISO 8601)."""


def sha256_of(data: bytes) -> str:
    """SHA-256 in lower-case hexadecimal.

    >>> sha256_of(b"NIL")[:8]
    '69e69621'
    """
    return hashlib.sha256(data).hexdigest()


def short_hash(text: str) -> str:
    """32 hexadecimal digits of the SHA-256 of a text.

    >>> len(short_hash("NIL"))
    32
    """
    return sha256_of(text.encode())[:32]


def raw_key(sha256: str) -> str:
    """Key of the bytes of a file, as served.

    >>> raw_key("ab" * 32)
    'raw/sha256/ab/abababababababababababababababababababababababababababababababab'
    """
    return f"raw/sha256/{sha256[:2]}/{sha256}"


def listing_prefix(lok_sabha: int, session: int, run_id: str | None = None) -> str:
    """Prefix of a session's list pages, of all runs or of one.

    >>> listing_prefix(18, 5)
    'listings/lok=18/session=5/'
    >>> listing_prefix(18, 5, "20250729T133000-3f2a")
    'listings/lok=18/session=5/20250729T133000-3f2a/'
    """
    session_prefix = f"listings/lok={lok_sabha}/session={session}/"
    return f"{session_prefix}{run_id}/" if run_id else session_prefix


def listing_key(lok_sabha: int, session: int, run_id: str, page: int) -> str:
    """Key of a list page; pages count from 1.

    >>> listing_key(18, 5, "20250729T133000-3f2a", 12)
    'listings/lok=18/session=5/20250729T133000-3f2a/p0012.json.zst'
    """
    return f"{listing_prefix(lok_sabha, session, run_id)}p{page:04}.json.zst"


def tally_key(lok_sabha: int, session: int) -> str:
    """Key of the counts of the last walk over a session.

    >>> tally_key(18, 5)
    'listings/lok=18/session=5/latest.json'
    """
    return f"{listing_prefix(lok_sabha, session)}latest.json"


def tally_prefix() -> str:
    """Prefix of the counts of all sessions, and of their list pages.

    >>> tally_prefix()
    'listings/lok='
    """
    return "listings/lok="


def reference_key(run_id: str, name: str, lok_sabha: int | None = None) -> str:
    """Key of the calendar, or of a Lok Sabha's list of codes, as served to a run.

    >>> reference_key("20250729T133000-3f2a", "calendar")
    'listings/reference/20250729T133000-3f2a/calendar.json.zst'
    >>> reference_key("20250729T133000-3f2a", "members", 18)
    'listings/reference/20250729T133000-3f2a/lok=18/members.json.zst'
    """
    part = "" if lok_sabha is None else f"lok={lok_sabha}/"
    return f"listings/reference/{run_id}/{part}{name}.json.zst"


def text_key(extractor: str, sha256: str) -> str:
    """Key of the text layer of some bytes, by extractor (name and version).

    >>> text_key("layout-1", "ab" * 32)[:30]
    'text/layout-1/ab/ababababababa'
    """
    return f"text/{extractor}/{sha256[:2]}/{sha256}.json.zst"


def table_prefix(name: str) -> str:
    """Prefix of a Delta table.

    >>> table_prefix("questions")
    'tables/questions'
    """
    return f"tables/{name}"


def release_key(version: str, name: str) -> str:
    """Key of a file of a release.

    >>> release_key("1.2.0", "manifest.json")
    'releases/1.2.0/manifest.json'
    """
    return f"releases/{version}/{name}"


def record_key(question_id: str, language: str) -> str:
    """Key of a record in the newest release; English ones have no suffix.

    >>> record_key("LS18-S5-UNSTARRED-1474", "en"), record_key("LS18-S5-STARRED-3", "hi")
    ('releases/records/LS18-S5-UNSTARRED-1474.json', 'releases/records/LS18-S5-STARRED-3-hi.json')
    """
    return f"releases/records/{_named(question_id, language)}.json"


def table_csv_name(question_id: str, language: str, table_id: str) -> str:
    """The file name of one table as CSV.

    >>> table_csv_name("LS18-S5-UNSTARRED-1474", "en", "t1")
    'LS18-S5-UNSTARRED-1474-t1.csv'
    """
    return f"{_named(question_id, language)}-{table_id}.csv"


def table_csv_key(question_id: str, language: str, table_id: str) -> str:
    """Key of a table as CSV.

    >>> table_csv_key("LS18-S5-UNSTARRED-1474", "hi", "t2")
    'releases/tables/LS18-S5-UNSTARRED-1474-hi-t2.csv'
    """
    return f"releases/tables/{table_csv_name(question_id, language, table_id)}"


def _named(question_id: str, language: str) -> str:
    return question_id if language == "en" else f"{question_id}-{language}"


def atom_key(name: str) -> str:
    """Key of a feed.

    >>> atom_key("all"), atom_key("ministry/heavy-industries")
    ('releases/feed/all.atom', 'releases/feed/ministry/heavy-industries.atom')
    """
    return f"releases/feed/{name}.atom"


def claim_key(version: str) -> str:
    """Key that a run creates first, to reserve a release version.

    >>> claim_key("1.2.0")
    'releases/claims/1.2.0'
    """
    return f"releases/claims/{version}"


def summary_key(run_id: str) -> str:
    """Key of the summary of a run.

    >>> summary_key("20250729T133000-3f2a")
    'runs/20250729T133000-3f2a/summary.json'
    """
    return f"runs/{run_id}/summary.json"


def damaged_release_key(version: str) -> str:
    """Key of the note that a release is damaged.

    >>> damaged_release_key("1.2.0")
    'releases/damaged/1.2.0.json'
    """
    return f"releases/damaged/{version}.json"


def set_aside_key(run_id: str, key: str) -> str:
    """Key of a damaged object after a repair has set it aside.

    >>> set_aside_key("20250729T133000-3f2a", "raw/sha256/ab/ab12")
    'damaged/20250729T133000-3f2a/raw/sha256/ab/ab12'
    """
    return f"damaged/{run_id}/{key}"

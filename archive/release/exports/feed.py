"""The change feed: JSON Lines with cursors, and Atom feeds of all changes, per ministry and per member."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import orjson
from lxml import etree

from archive.keys import record_key
from parsers.names.ministries import ministry_id_or_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_ATOM = "http://www.w3.org/2005/Atom"
_ENTRY = f"{{{_ATOM}}}entry"
MAX_ENTRIES = 100
"""Entries per Atom feed, the newest; `feed.jsonl` has all changes."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_VERBS = {
    "ADD": "new",
    "LATE": "answer added late",
    "MOD": "changed",
    "DEL": "removed from the list",
}
"""The kinds of changes in titles of entries, in the order of changes with the same time."""


def feed_lines(changes: Iterable[dict[str, Any]], first: int) -> Iterator[bytes]:
    r"""The changes as JSON lines in order of time, with cursors from `first`.

    >>> change = {"change_id": "b", "question_id": "LS18-S5-STARRED-3", "kind": "ADD", "what": "question"}
    >>> list(feed_lines([{**change, "at": "2025-07-29T12:00:00Z"}], 7))[0][:28]
    b'{"cursor":7,"change_id":"b",'
    """
    for cursor, change in enumerate(sorted(changes, key=_sort_key), start=first):
        yield orjson.dumps({"cursor": cursor, **change}, option=orjson.OPT_APPEND_NEWLINE)


def _sort_key(change: dict[str, Any]) -> tuple[Any, ...]:
    """Sort by time; at the same time a new question comes before its changes, file versions in order."""
    version = change.get("file_version") or 0
    place = (change["question_id"] or "", tuple(_VERBS).index(change["kind"]))
    return change["at"], *place, change["what"], version, change["change_id"]


def feed_titles(question: dict[str, Any] | None) -> dict[str, str]:
    """Names and titles of the feeds that list the changes of a question.

    >>> feed_titles({"ministry": "COAL", "ministry_id": None, "members": [{"name": "Shri X", "mp_code": 7}]})
    {'all': 'All questions', 'ministry/coal': 'COAL', 'member/7': 'Shri X'}
    """
    feeds = {"all": "All questions"}
    if question and (ministry := ministry_id_or_slug(question)):
        feeds[f"ministry/{ministry}"] = question["ministry"]
    for member in (question or {}).get("members") or []:
        if member["mp_code"] is not None:
            feeds[f"member/{member['mp_code']}"] = member["name"]
    return feeds


def atom_feed(name: str, title: str, new: Iterable[bytes], old: bytes | None) -> bytes:
    """An Atom feed with the entries of the old feed and the new entries, the newest first."""
    entries = {_id_of(entry): entry for entry in _entries(old)}
    entries |= {_id_of(entry): entry for entry in map(etree.fromstring, new)}
    newest = sorted(entries.values(), key=_time_of, reverse=True)[:MAX_ENTRIES]
    root = etree.Element(f"{{{_ATOM}}}feed", nsmap={None: _ATOM})  # type: ignore[dict-item]
    _add(root, "id", f"urn:loksabha:feed:{name}")
    _add(root, "title", f"Questions in the Lok Sabha: {title}")
    _add(root, "updated", newest[0].findtext(f"{{{_ATOM}}}updated") or "")
    _add(_add(root, "author", None), "name", "Lok Sabha Secretariat (the documents)")
    _add(root, "link", None, rel="self", href=name.rpartition("/")[2] + ".atom")
    root.extend(newest)
    return etree.tostring(root, xml_declaration=True, encoding="utf-8")


def atom_entry(change: dict[str, Any], question: dict[str, Any] | None, depth: int) -> bytes:
    """A change as an entry of a feed that is `depth` directories below `releases/`."""
    entry = etree.Element(_ENTRY, nsmap={None: _ATOM})  # type: ignore[dict-item]
    listed = question or {}
    _add(entry, "id", f"urn:loksabha:change:{change['change_id']}")
    subject = f": {listed['subject']}" if listed.get("subject") else ""
    what = f" ({change['what']})" if change["kind"] == "MOD" else ""
    _add(entry, "title", f"{change['question_id']} {_VERBS[change['kind']]}{what}{subject}")
    _add(entry, "updated", change["at"])
    _add(entry, "category", None, term=change["kind"])
    if listed.get("recorded"):
        key = record_key(listed["question_id"], "en").removeprefix("releases/")
        _add(entry, "link", None, rel="alternate", type="application/json", href="../" * depth + key)
    if (listed.get("url") or "").startswith(("http://", "https://")):
        _add(entry, "link", None, rel="related", href=listed["url"])
    _add(entry, "content", _summary(change, listed), type="text")
    return etree.tostring(entry)


def _summary(change: dict[str, Any], listed: dict[str, Any]) -> str:
    """The ministry, the members, and what changed, with the old and new value if there are any.

    >>> change = {"what": "subject", "before": "COAL", "after": "COKE"}
    >>> _summary(change, {"ministry": "COAL", "members": [{"name": "Shri X"}, {"name": "Shri Y"}]})
    'COAL, asked by Shri X, Shri Y; subject: COAL -> COKE'
    """
    members = ", ".join(member["name"] for member in listed.get("members") or [])
    who = ", ".join(filter(None, [listed.get("ministry"), f"asked by {members}" if members else None]))
    what = change["what"]
    if change["before"] or change["after"]:
        what += f": {change['before'] or 'nothing'} -> {change['after'] or 'nothing'}"
    return "; ".join(filter(None, [who, what]))


def _entries(feed: bytes | None) -> list[etree._Element]:
    if feed is None:
        return []
    return etree.fromstring(feed, etree.XMLParser(resolve_entities=False)).findall(_ENTRY)


def _id_of(entry: etree._Element) -> str:
    return entry.findtext(f"{{{_ATOM}}}id") or ""


def _time_of(entry: etree._Element) -> tuple[str, str]:
    return entry.findtext(f"{{{_ATOM}}}updated") or "", _id_of(entry)


def _add(parent: etree._Element, name: str, text: str | None, **attributes: str) -> etree._Element:
    """Add an element; characters that XML does not allow are removed, others escaped by lxml."""
    clean = {key: _NOT_XML.sub("", value) for key, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{_ATOM}}}{name}", clean)
    element.text = _NOT_XML.sub("", text) if text is not None else None
    return element

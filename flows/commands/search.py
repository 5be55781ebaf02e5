"""`loksabha search` and `loksabha browse`, on the search file of the current release."""

from __future__ import annotations

import re
import socket
from typing import TYPE_CHECKING, Any

import click
import msgspec
from rich.console import Console
from rich.text import Text

from archive.release.search import SearchHit, search, search_file
from archive.store import open_store
from flows.errors import BadRequest, FlowsError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from archive.settings import Settings

_OPEN, _CLOSE = "\x02", "\x03"
"""Characters around each match in the text of a search hit."""
_MARKED = re.compile(f"{_OPEN}(.*?){_CLOSE}", re.DOTALL)
_CONTROL_CHARACTERS = re.compile(r"[\x00-\x01\x04-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Characters that control the terminal or the text direction."""
_EXCERPT_LENGTH = 320
"""Characters of an excerpt, about: it ends between words."""

_DATASETTE_TABLES: dict[str, dict[str, Any]] = {
    "passages": {
        "description": "Searchable passages: clauses with their answers, tables, annexures",
        "fts_table": "passages_fts",
        "fts_pk": "id",
        "facets": ["ministry", "lok_sabha", "session", "language", "kind"],
        "sort_desc": "date",
    },
    "questions": {
        "description": "One row per listed question",
        "facets": ["ministry", "lok_sabha", "session", "question_type"],
        "sort_desc": "date",
        "label_column": "question_id",
    },
    "askers": {"description": "Who asks what", "facets": ["name"]},
    "members": {"description": "Members who ask", "sort_desc": "questions", "label_column": "name"},
    "ministries": {"description": "Ministries asked", "sort_desc": "questions", "label_column": "name"},
}


def print_passages(
    settings: Settings, words: str, *, filters: Mapping[str, str | None], limit: int, as_json: bool
) -> None:
    """Prints the passages that contain all the words ("…" is a phrase) as text or JSON lines.

    The keys of `filters` are `ministry`, `member`, `since` and `until` (ISO dates). No hit is not an error.
    Raises ArchiveError when there is no release or no word to search for.
    """
    with open_store(settings) as store:
        path = search_file(store, settings.home)
    if as_json:
        for passage in search(path, words, filters=filters, limit=limit, marks=("«", "»")):
            click.echo(msgspec.json.encode(passage).decode())
        return
    console = Console(highlight=False, soft_wrap=True)
    found = search(path, words, filters=filters, limit=limit, marks=(_OPEN, _CLOSE))
    for passage in found:
        console.print(*_passage_lines(passage, plain=not console.is_terminal), sep="\n", end="\n\n")
    if not found:
        click.echo(f"nothing found for {words!r}", err=True)


def browse(settings: Settings, *, port: int) -> None:
    """Serves the search file with Datasette on loopback, until interrupted."""
    with open_store(settings) as store:
        path = search_file(store, settings.home)
    with _bind(port) as listener:
        _serve(path, listener)


def _bind(port: int) -> socket.socket:
    """The listening socket of the port; raises `FlowsError` if it is taken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
    except OSError as error:
        listener.close()
        raise FlowsError(f"port {port}: {error.strerror}; name another one with --port") from error
    return listener


def _serve(path: Path, listener: socket.socket) -> None:
    try:
        import uvicorn
        from datasette.app import Datasette
    except ImportError as error:
        raise BadRequest("browse needs Datasette: pip install datasette") from error
    metadata = {
        "title": "Questions and answers of the Lok Sabha",
        "license": "CC-BY-4.0",
        "license_url": "https://creativecommons.org/licenses/by/4.0/",
        "source": "Lok Sabha Secretariat",
        "source_url": "https://sansad.in",
        "databases": {"search": {"tables": _DATASETTE_TABLES}},
    }
    limits = {"sql_time_limit_ms": 5000, "facet_time_limit_ms": 2000}
    app = Datasette([str(path)], metadata=metadata, settings=limits).app()
    click.echo(f"http://127.0.0.1:{listener.getsockname()[1]}/search/passages (Ctrl-C to stop)")
    uvicorn.Server(uvicorn.Config(app, log_level="warning")).run(sockets=[listener])


def _passage_lines(passage: SearchHit, *, plain: bool) -> Iterator[Text]:
    head = ", ".join(filter(None, [passage.date, passage.ministry, passage.members]))
    yield Text(f"{passage.question_id}  {head}", style="bold")
    yield _marked_text(passage.subject or "", plain=plain)
    if passage.asked:
        yield Text.assemble("  ", _marked_text(passage.asked, plain=plain))
    if passage.answered:
        place = f"  table {passage.label}: " if passage.kind == "table" else "  answer: "
        yield Text.assemble(place, _marked_text(passage.answered, plain=plain))
    yield Text(f"  {passage.url or passage.citation}", style="dim")


def _marked_text(text: str, *, plain: bool) -> Text:
    """An excerpt of the text; matches are bold, or in guillemets if the output is no terminal."""
    shown, end = Text(), 0
    cut = excerpt(_CONTROL_CHARACTERS.sub("", text))
    for found in _MARKED.finditer(cut):
        shown.append(cut[end : found.start()])
        shown.append(f"«{found[1]}»" if plain else found[1], style="bold yellow")
        end = found.end()
    return shown.append(cut[end:])


def excerpt(text: str) -> str:
    r"""At most about 320 characters of the text, on one line, around its first match.

    >>> excerpt("the \x02Bihar\x03\n quota")
    'the \x02Bihar\x03 quota'
    >>> excerpt("word " * 100 + "\x02Bihar\x03" + " word" * 200)[:12]
    '… word word '
    """
    line = " ".join(text.split())
    if len(line) <= _EXCERPT_LENGTH:
        return line
    start = max(0, line.find(_OPEN) - _EXCERPT_LENGTH // 3)
    start = line.rfind(" ", 0, start) + 1 if start else 0
    end = line.find(" ", start + _EXCERPT_LENGTH)
    cut = line[start : end if end > 0 else None]
    cut += _CLOSE if cut.count(_OPEN) > cut.count(_CLOSE) else ""
    return f"{'… ' if start else ''}{cut}{' …' if end > 0 else ''}"

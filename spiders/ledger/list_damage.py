"""Checks the archived list pages against the session's tally and the table of questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import zstandard
from pydantic import ValidationError

from archive.errors import MissingKey
from archive.keys import reference_key, tally_key, tally_prefix
from archive.verify.damage import Damage, DamageKind
from spiders.ledger.replay import codes_keys, page_keys, replay_walk
from spiders.report import SessionTally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from archive.store import Store


def listed_sessions(store: Store, questions: pl.DataFrame) -> list[tuple[int, int]]:
    """The (Lok Sabha, session) pairs that have list pages, a tally or questions."""
    found = set(questions.select("lok_sabha", "session").unique().iter_rows())
    for key in store.keys(tally_prefix()):
        lok_sabha, session = (part.partition("=")[2] for part in key.split("/")[1:3])
        found.add((int(lok_sabha), int(session)))
    return sorted(found)


def check_lists(
    store: Store, questions: pl.DataFrame | None, session: tuple[int, int], site_url: str, *, quick: bool
) -> Iterator[Damage]:
    """Damage of one session's list pages, tally and, if the table can be read, questions."""
    pages = page_keys(store, *session)
    try:
        tally = SessionTally.model_validate_json(store.get(tally_key(*session)))
    except (MissingKey, ValidationError) as error:
        problem = "does not exist" if isinstance(error, MissingKey) else "cannot be read"
        yield Damage(DamageKind.TALLY, tally_key(*session), problem, session=session)
        return
    if not tally.declared and not pages:
        return
    yield from _page_damages(store, pages, tally, session, quick=quick)
    yield from _reference_damages(store, tally, session)
    if questions is not None and not quick:
        of_session = questions.filter(lok_sabha=session[0], session=session[1])
        yield from _row_damages(store, of_session, pages.get(tally.run_id, []), tally, site_url)


def _page_damages(
    store: Store, pages: dict[str, list[str]], tally: SessionTally, session: tuple[int, int], *, quick: bool
) -> Iterator[Damage]:
    last = pages.get(tally.run_id, [])
    numbers = [int(key[-13:-9]) for key in last]
    if numbers != list(range(1, len(last) + 1)) or not last:
        yield Damage(
            DamageKind.LIST_PAGE, tally_key(*session), f"pages of run {tally.run_id} are lost", None, session
        )
    for key in () if quick else (key for keys in pages.values() for key in keys):
        try:
            zstandard.decompress(store.get(key))
        except zstandard.ZstdError as error:
            yield Damage(DamageKind.LIST_PAGE, key, f"cannot be read: {error}", None, session)


def _reference_damages(store: Store, tally: SessionTally, session: tuple[int, int]) -> Iterator[Damage]:
    codes = codes_keys(store, tally.run_id, tally.lok_sabha)
    for key in (reference_key(tally.run_id, "calendar"), *codes):
        if not store.exists(key):
            yield Damage(DamageKind.LIST_PAGE, key, "does not exist", None, session)


def _row_damages(
    store: Store, questions: pl.DataFrame, pages: list[str], tally: SessionTally, site_url: str
) -> Iterator[Damage]:
    session = tally.lok_sabha, tally.session
    proven = set(replay_walk(store, pages, *session, site_url).rows)
    for question_id in sorted(proven - set(questions["question_id"])):
        yield Damage(DamageKind.ROWS, "questions", "listed, but has no row", question_id, session)
    listed = set(questions.filter(pl.col("delisted").is_null())["question_id"])
    if tally.complete and (unproven := sorted(listed - proven)):
        detail = f"{len(unproven)} listed questions are on no archived page"
        yield Damage(DamageKind.LIST_PAGE, tally_key(*session), detail, unproven[0], session)

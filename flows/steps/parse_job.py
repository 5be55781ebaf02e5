"""Parses one document in a worker process; imports neither tables nor flows, so that workers start fast."""

from __future__ import annotations

import atexit
import re
from contextlib import ExitStack
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import zstandard

from archive.errors import ArchiveError, MissingKey
from archive.keys import raw_key, short_hash, text_key
from archive.settings import Settings
from archive.store import Store, open_store
from parsers.extract import EXTRACTOR, read_text_layer
from parsers.layer import TextLayer, decode_layer, encode_layer
from parsers.parse import parse_record

if TYPE_CHECKING:
    from parsers.records import Listing, Source


@dataclass(frozen=True)
class ParseJob:
    """One document to parse, with the question that lists it."""

    settings: Settings
    listing: Listing
    listing_hash: str
    language: str
    source: Source

    @property
    def question_id(self) -> str:
        """Identifier of the question."""
        return self.listing.question_id


@dataclass(frozen=True)
class ParseResult:
    """A record, and the hashes by which versions of a file are compared."""

    record: dict[str, Any]
    text_hash: str
    numbers_hash: str


@dataclass(frozen=True)
class ExtractJob:
    """A document whose text layer is to be made, by the SHA-256 of its bytes."""

    settings: Settings
    sha256: str


@dataclass(frozen=True)
class StoreFailure:
    """The store failed in a worker; the run fails, the document is not at fault."""

    error: str


def parse_job(job: ParseJob) -> ParseResult | StoreFailure:
    """The record of one document, read from the stored text layer where there is one."""
    try:
        layer = text_layer(_store(job.settings.model_dump_json()), job.source.sha256)
    except ArchiveError as error:
        return StoreFailure(str(error))
    record = parse_record(layer, listing=job.listing, source=job.source)
    text, numbers = fingerprints(layer)
    return ParseResult(record.model_dump(mode="json"), text, numbers)


def extract_job(job: ExtractJob) -> StoreFailure | None:
    """Store the text layer of one document, unless it is stored; the failure of the archive, if it fails."""
    try:
        text_layer(_store(job.settings.model_dump_json()), job.sha256)
    except ArchiveError as error:
        return StoreFailure(str(error))
    return None


def text_layer(store: Store, sha256: str) -> TextLayer:
    """The text layer of a file; extracted and stored if this extractor has not done so yet."""
    key = text_key(EXTRACTOR, sha256)
    try:
        return decode_layer(zstandard.decompress(store.get(key)))
    except MissingKey:
        layer = read_text_layer(store.get(raw_key(sha256)))
        store.put(key, zstandard.compress(encode_layer(layer)))
        return layer


def fingerprints(layer: TextLayer) -> tuple[str, str]:
    """Hashes of a document's words and of the numbers among them.

    A new time stamp in the file changes neither hash, a corrected figure changes both.
    """
    words = [word.text for page in layer.pages for word in page.words]
    words += [cell or "" for page in layer.pages for grid in page.grids for row in grid.rows for cell in row]
    numbers = re.findall(r"\d[\d.,]*", " ".join(words))
    return short_hash("".join(words)), short_hash(" ".join(numbers))


@cache
def _store(settings_json: str) -> Store:
    """The worker's store, opened once and closed when the process ends."""
    stack = ExitStack()
    atexit.register(stack.close)
    return stack.enter_context(open_store(Settings.model_validate_json(settings_json)))

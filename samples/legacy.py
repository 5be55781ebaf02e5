"""Sample answers as legacy Word documents (.doc): a compound file with a text of one piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from samples.case import Document


def render_doc(document: Document) -> bytes:
    """The printed document."""
    raise NotImplementedError(document.subject)


def render_nil_doc() -> bytes:
    """A document that says NIL and nothing else."""
    raise NotImplementedError

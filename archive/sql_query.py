"""Accepts one reading SQL query over known tables; refuses all that reads files or writes.

Polars' SQL has table functions that read local files (`read_csv`), and statements that write. So a query is
split into tokens, and whatever follows FROM or JOIN must be a table, a WITH name or a subquery.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from archive.errors import ArchiveError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<comment>--[^\r\n]*|/\*.*?\*/)
    |(?P<string>'(?:[^']|'')*')
    |(?P<quoted>"(?:[^"]|"")*")
    |(?P<word>[^\W\d]\w*)
    |(?P<number>\d\w*(?:\.\w*)?|\.\d\w*)
    |(?P<mark>[-+*/%<>=!|&^~:@?.,;()\[\]])""",
    re.VERBOSE | re.DOTALL,
)
_WRITES = frozenset(
    (
        "ALTER",
        "ANALYZE",
        "ATTACH",
        "COPY",
        "CREATE",
        "DELETE",
        "DROP",
        "EXECUTE",
        "EXPORT",
        "IMPORT",
        "INSERT",
        "INTO",
        "LOAD",
        "MERGE",
        "TRUNCATE",
        "UNLOAD",
        "UPDATE",
    )
)
_ENDS_FROM = frozenset(
    (
        "EXCEPT",
        "FETCH",
        "GROUP",
        "HAVING",
        "INTERSECT",
        "LIMIT",
        "OFFSET",
        "ORDER",
        "QUALIFY",
        "SELECT",
        "UNION",
        "WHERE",
        "WINDOW",
    )
)
_FROM_IN_CALL = frozenset(("EXTRACT", "OVERLAY", "SUBSTRING", "TRIM"))
"""Functions whose arguments are separated by FROM: `EXTRACT(year FROM date)`."""
_READS_FILES = re.compile(r"(read|scan)_\w+", re.IGNORECASE)


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    spaced: bool
    """Whether a space or a comment precedes it."""

    @property
    def word(self) -> str:
        """The word in upper case, "" for another token."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def name(self) -> str | None:
        """The identifier, None for another token."""
        if self.kind == "quoted":
            return self.text[1:-1].replace('""', '"')
        return self.text if self.kind == "word" else None


def checked_query(query: str, tables: Collection[str]) -> str:
    """The query without comments; raises ArchiveError, in one line, unless it only reads `tables`.

    >>> checked_query("SELECT count(*) FROM questions -- all of them", ["questions"])
    'SELECT count(*) FROM questions'
    >>> checked_query('SELECT * FROM "READ_CSV" ("/etc/passwd")', ["questions"])
    Traceback (most recent call last):
    archive.errors.ArchiveError: SQL: relation 'READ_CSV' was not found; there are questions
    """
    tokens = list(_tokens(query))
    if tokens and tokens[-1].text == ";":
        tokens.pop()
    text = "".join(f"{' ' * token.spaced}{token.text}" for token in tokens).strip()
    words = [token.word for token in tokens]
    if words == ["SHOW", "TABLES"]:
        return text
    if not words or words[0] not in {"SELECT", "WITH"}:
        raise ArchiveError("SQL: one SELECT is accepted, or WITH … SELECT, or SHOW TABLES")
    _Check(tokens, tables).run()
    return text


def _tokens(query: str) -> Iterator[_Token]:
    position, spaced, before = 0, False, ""
    while position < len(query):
        found = _TOKEN.match(query, position)
        if not found or found.lastgroup is None:
            raise ArchiveError(f"SQL: cannot be read from {query[position : position + 20]!r} on")
        kind, text, position = found.lastgroup, found[0], found.end()
        if kind in {"space", "comment"}:
            if "/*" in text[2:]:
                raise ArchiveError("SQL: a comment within a comment is not accepted")
            spaced = True
            continue
        # Parsers differ over these two: where such a string ends is not certain.
        if kind == "string" and ("\\'" in text or (before in {"word", "number"} and not spaced)):
            raise ArchiveError(f"SQL: the string {text[:20]} is not accepted: prefixes and \\' are not")
        yield _Token(kind, text, spaced)
        spaced, before = False, kind


@dataclass
class _Bracket:
    """A bracket that is open, or the query as a whole."""

    content: Literal["expression", "query", "relation"]
    opened_by: str = ""
    """The word before it."""
    in_from: bool = False
    """Whether the last clause begun in it is FROM, where a comma separates tables."""


class _Check:
    """One pass over the tokens of a query."""

    def __init__(self, tokens: list[_Token], tables: Collection[str]) -> None:
        self.tokens = [*tokens, _Token("end", "", spaced=False)]
        self.tables = tables
        self.names = {*tables, *self._with_names()}
        self.brackets = [_Bracket("query")]

    def _with_names(self) -> Iterator[str]:
        """Names that a WITH defines: `WITH name AS (SELECT`, `, name (columns) AS (SELECT`."""
        for index, token in enumerate(self.tokens):
            if token.name is None or self._word(index - 1) not in {"WITH", "RECURSIVE", ","}:
                continue
            after = index + 1
            if self._word(after) == "(":
                after += next((n for n, t in enumerate(self.tokens[after:], start=1) if t.text == ")"), 0)
            if self._word(after) == "AS" and self._word(after + 1) == "(":
                yield token.name

    def _word(self, index: int) -> str:
        token = self.tokens[index] if 0 <= index < len(self.tokens) else self.tokens[-1]
        return token.word or token.text

    def run(self) -> None:
        """Raises ArchiveError at the first token that is not accepted."""
        relation_next = False
        for index, token in enumerate(self.tokens):
            self._refuse(index, token)
            if token.text == "(":
                relation_next = self._open(index, relation_next)
            elif relation_next:
                self._check_relation(index, token)
                relation_next = False
            elif token.text == ")":
                self._close()
            else:
                relation_next = self._expects_relation(index, token)
        if len(self.brackets) > 1:
            raise ArchiveError("SQL: a bracket is not closed")

    def _refuse(self, index: int, token: _Token) -> None:
        if token.text == ";":
            raise ArchiveError("SQL: one query at a time")
        if token.word in _WRITES:
            raise ArchiveError(f"SQL: {token.word} is not accepted: queries only read")
        if token.name and _READS_FILES.fullmatch(token.name) and self._word(index + 1) == "(":
            raise self._no_table(token.name)

    def _open(self, index: int, relation: bool) -> bool:
        """Enters a bracket, `relation` if a table may stand here; returns whether a table is next."""
        if self._word(index + 1) in {"SELECT", "WITH"}:
            self.brackets.append(_Bracket("query"))
            return False
        kind: Literal["relation", "expression"] = "relation" if relation else "expression"
        self.brackets.append(_Bracket(kind, self._word(index - 1), in_from=relation))
        return relation

    def _close(self) -> None:
        self.brackets.pop()
        if not self.brackets:
            raise ArchiveError("SQL: a bracket is closed that was not opened")

    def _expects_relation(self, index: int, token: _Token) -> bool:
        """Whether a table follows this token."""
        bracket = self.brackets[-1]
        if token.word == "FROM":
            return self._begins_from(index)
        if token.word in _ENDS_FROM:
            bracket.in_from = False
        return token.word == "JOIN" or (token.text == "," and bracket.in_from)

    def _begins_from(self, index: int) -> bool:
        """Whether this FROM begins a list of tables, unlike those of EXTRACT and of IS DISTINCT FROM."""
        bracket = self.brackets[-1]
        if self._word(index - 1) == "DISTINCT" and self._word(index - 2) in {"IS", "NOT"}:
            return False
        if bracket.content == "expression" and bracket.opened_by in _FROM_IN_CALL:
            return False
        bracket.in_from = True
        return True

    def _check_relation(self, index: int, token: _Token) -> None:
        if token.name is None or token.name not in self.names or self._word(index + 1) in {"(", "."}:
            raise self._no_table(token.text if token.name is None else token.name)

    def _no_table(self, name: str) -> ArchiveError:
        return ArchiveError(
            f"SQL: relation '{name.strip(chr(39))}' was not found; there are {', '.join(self.tables)}"
        )

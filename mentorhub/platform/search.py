"""Full text on both databases: a table of terms, written by the feature that owns the rows.

The caller analyses text (matching.domain.analyser); here terms are only stored and found. SQLite
uses FTS5 and its bm25(); PostgreSQL an array under a GIN index, and BM25 over the newest hits.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, TextClause, bindparam, text

from mentorhub.platform.db import db

Place = UUID | int
NEWEST = 1000
_SIGNS = str.maketrans({" ": "_", "+": "_p", "#": "_h", ".": "_d"})
_HIT = "tokens @> CAST(:wanted AS text[])"
_RANKED = """
WITH hit AS (
  SELECT key, tokens, cardinality(tokens) AS length FROM {table}
  WHERE {condition} ORDER BY key DESC LIMIT :newest
), seen AS (
  SELECT hit.key, hit.length, word, count(*) AS times FROM hit, unnest(hit.tokens) AS word
  WHERE word = ANY(CAST(:words AS text[])) GROUP BY hit.key, hit.length, word
), rare AS (
  SELECT word, ln(1 + ((SELECT count(*) FROM hit) - count(*) + 0.5) / (count(*) + 0.5)) AS worth
  FROM seen GROUP BY word
)
SELECT key FROM seen JOIN rare USING (word)
GROUP BY key, length
ORDER BY sum(worth * times * 2.2 / (times + 1.2 * (
  0.25 + 0.75 * length / (SELECT avg(length) FROM hit)))) DESC, key DESC
LIMIT :limit
"""
_RANKED_BY_FTS5 = """
SELECT rowid FROM (
  SELECT rowid, bm25({table}) AS worth FROM {table}
  WHERE {table} MATCH :wanted ORDER BY rowid DESC LIMIT :newest
) ORDER BY worth, rowid DESC LIMIT :limit
"""


def create(connection: Connection, table: str) -> None:
    """For migrations."""
    if connection.dialect.name == "sqlite":
        tokenizer = "unicode61 remove_diacritics 0 tokenchars ''~_''"
        columns = f"key UNINDEXED, tokens, tokenize='{tokenizer}'"
        connection.execute(text(f"CREATE VIRTUAL TABLE {table} USING fts5({columns})"))
    else:
        columns = "key uuid PRIMARY KEY, tokens text[] NOT NULL"
        connection.execute(text(f"CREATE TABLE {table} ({columns})"))
        connection.execute(text(f"CREATE INDEX ix_{table} ON {table} USING gin (tokens)"))


def forget_for_good(connection: Connection, table: str) -> None:
    """For migrations: what is deleted leaves no words behind in the pages of FTS5's own tables."""
    if connection.dialect.name == "sqlite":
        statement = f"INSERT INTO {table} ({table}, rank) VALUES ('secure-delete', 1)"
        connection.execute(text(statement))


def drop(connection: Connection, table: str) -> None:
    connection.execute(text(f"DROP TABLE {table}"))


def write(table: str, key: UUID, terms: Iterable[str]) -> None:
    """What a row is found by; replaces what was there."""
    forget(table, key)
    stored = [_stored(term) for term in terms]
    if _is_sqlite():
        row = {"place": _place(key), "key": key.hex, "tokens": " ".join(stored)}
        statement = f"INSERT INTO {table} (rowid, key, tokens) VALUES (:place, :key, :tokens)"
        db.session.execute(text(statement), row)
    else:
        statement = f"INSERT INTO {table} (key, tokens) VALUES (:key, CAST(:tokens AS text[]))"
        db.session.execute(text(statement), {"key": key, "tokens": stored})


def forget(table: str, key: UUID) -> None:
    if _is_sqlite():
        statement = f"DELETE FROM {table} WHERE rowid = :place"
        db.session.execute(text(statement), {"place": _place(key)})
    else:
        db.session.execute(text(f"DELETE FROM {table} WHERE key = :key"), {"key": key})


def find(
    table: str,
    required: Sequence[str],
    *,
    also: Sequence[str] = (),
    limit: int = 48,
    partly: bool = True,
) -> list[UUID]:
    """Keys of the best rows that have every required term, or failing that (`partly`) any of them.

    `also` (the words as typed, pairs) only lifts rows; of more than 1,000 hits the newest count.
    """
    places = find_places(table, required, also=also, limit=limit, partly=partly)
    if not places or not _is_sqlite():
        return [place for place in places if isinstance(place, UUID)]
    rows = db.session.scalars(_keys_at(table), {"places": places})
    keys = {_place(key): key for key in map(UUID, rows)}
    return [keys[place] for place in places if isinstance(place, int)]


def place_of(key: UUID) -> Place:
    """Where the row with this key is."""
    return _place(key) if _is_sqlite() else key


def at_places(table: str, column: str) -> TextClause:
    """For a `where`: the rows whose key (in `column`) is at one of the bound `places`."""
    return _at_places(table, column, _is_sqlite())


@lru_cache
def _at_places(table: str, column: str, on_sqlite: bool) -> TextClause:
    keys = f"(SELECT key FROM {table} WHERE rowid IN :places)" if on_sqlite else ":places"
    among: Any = bindparam("places", expanding=True)
    return text(f"{column} IN {keys}").bindparams(among)


def find_places(
    table: str,
    required: Sequence[str],
    *,
    also: Sequence[str] = (),
    limit: int = 48,
    partly: bool = True,
) -> list[Place]:
    """As `find`, but where the rows are: of a thousand a page needs the keys of two dozen.

    SQLite's FTS5 reads a row's key from its content, which costs more than finding and ranking it.
    """
    wanted = [_stored(term) for term in required]
    if not wanted:
        return []
    words = list(dict.fromkeys([*wanted, *map(_stored, also)]))
    best = _found(table, wanted, words, every=True, limit=limit)
    if best or not partly or not wanted[1:]:
        return best
    return _found(table, wanted, words, every=False, limit=limit)


def _found(
    table: str, wanted: list[str], words: list[str], *, every: bool, limit: int
) -> list[Place]:
    facts: dict[str, object] = {"newest": NEWEST, "limit": limit}
    if _is_sqlite():
        joined = (" AND " if every else " OR ").join(map('"{}"'.format, wanted))
        lifting = " OR ".join(map('"{}"'.format, words))
        facts["wanted"] = f"({joined}) AND ({lifting})"
        return list(db.session.scalars(_by_fts5(table), facts).all())
    condition = _HIT if every else _HIT.replace("@>", "&&")
    statement = text(_RANKED.format(table=table, condition=condition))
    return list(db.session.scalars(statement, {**facts, "wanted": wanted, "words": words}).all())


@lru_cache
def _keys_at(table: str) -> TextClause:
    among: Any = bindparam("places", expanding=True)
    return text(f"SELECT key FROM {table} WHERE rowid IN :places").bindparams(among)


@lru_cache
def _by_fts5(table: str) -> TextClause:
    return text(_RANKED_BY_FTS5.format(table=table))


def _place(key: UUID) -> int:
    """FTS5 numbers its rows: by age, so that the newest come first, then by UUIDv7's counter."""
    milliseconds, counter = key.int >> 80, key.int >> 32
    return milliseconds << 15 | counter & 0x7FFF


def _stored(term: str) -> str:
    """A term as one word of the tokenizer; pairs, c++, c# and node.js keep their difference."""
    return term.translate(_SIGNS)


def _is_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"

"""Which rows of a table of terms have which words: what `search` ranks, on either database."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from sqlalchemy import Integer, TextClause, Uuid, bindparam, text

from mentorhub.platform.db import db

NEWEST = 1000
# one row for each question, in their order: six thousand rows would cost more than the search
_OF_FTS5 = """
SELECT group_concat(rowid) FROM (SELECT rowid FROM {table}
WHERE {table} MATCH :asked{number} ORDER BY rowid DESC LIMIT :newest)
"""
# each hit says with one bit a word which of the telling ones it has; those that say the same come
# as one row: a thousand rows, and a thousand UUIDs to compare in Python, would cost more
_OF_ARRAYS = """
WITH hit AS MATERIALIZED (
  SELECT key, tokens FROM {table} WHERE tokens {has} CAST(:wanted AS text[])
  ORDER BY key DESC LIMIT :newest
)
SELECT string_agg(key::text, ','), (
  SELECT COALESCE(SUM(1 << (at::int - 1)), 0)
  FROM unnest(CAST(:telling AS text[])) WITH ORDINALITY AS told(word, at)
  WHERE word = ANY(tokens)
) AS bits FROM hit GROUP BY bits
"""


def newest(
    table: str, wanted: Sequence[str], telling: Sequence[str], *, every: bool, most: int = NEWEST
) -> tuple[set[Any], list[set[Any]]]:
    """The newest rows with all the words, or any; and with each telling word, the newest.

    A row is named by its number on SQLite, by its key as text on PostgreSQL. On SQLite `most`
    are found for each telling word, on PostgreSQL those among the first.
    """
    ask = _by_fts5 if _is_sqlite() else _in_arrays
    hits, *having = ask(table, wanted, telling, every=every, most=most)
    return hits, having


def tokens_at(table: str, places: Sequence[Any]) -> Iterable[Any]:
    """(place, its words with a space between them), in any order."""
    return db.session.execute(_tokens(table, _is_sqlite()), {"places": places})


def _by_fts5(
    table: str, wanted: Sequence[str], telling: Sequence[str], *, every: bool, most: int
) -> list[set[Any]]:
    needed = (" AND " if every else " OR ").join(map('"{}"'.format, wanted))
    of_itself = set() if every else set(wanted)  # one of any words is enough, so it asks alone
    asked = [needed]
    asked += [f'"{it}"' if it in of_itself else f'({needed}) AND "{it}"' for it in telling]
    facts: dict[str, object] = {f"asked{number}": one for number, one in enumerate(asked)}
    rows = db.session.execute(_questions(len(asked), table), facts | {"newest": most})
    return [set(map(int, places.split(","))) if places else set() for (places,) in rows]


def _in_arrays(
    table: str, wanted: Sequence[str], telling: Sequence[str], *, every: bool, most: int
) -> list[set[Any]]:
    facts = {"wanted": list(wanted), "telling": list(telling), "newest": most}
    rows = db.session.execute(_arrays(table, "@>" if every else "&&"), facts).all()
    alike = [(keys.split(","), int(bits)) for keys, bits in rows]
    hits = {key for keys, _bits in alike for key in keys}
    having = [
        {key for keys, bits in alike if bits >> at & 1 for key in keys}
        for at in range(len(telling))
    ]
    return [hits, *having]


@lru_cache
def _questions(number: int, table: str) -> TextClause:
    return text(" UNION ALL ".join(_OF_FTS5.format(table=table, number=at) for at in range(number)))


@lru_cache
def _arrays(table: str, has: str) -> TextClause:
    return text(_OF_ARRAYS.format(table=table, has=has))


@lru_cache
def _tokens(table: str, on_sqlite: bool) -> TextClause:
    columns = "rowid, tokens" if on_sqlite else "key::text, array_to_string(tokens, ' ')"
    key = "rowid" if on_sqlite else "key"
    query = text(f"SELECT {columns} FROM {table} WHERE {key} IN :places")
    return query.bindparams(among(on_sqlite))


def among(on_sqlite: bool) -> Any:
    """The `places` a statement is bound to."""
    kind = Integer() if on_sqlite else Uuid(as_uuid=False)
    return bindparam("places", expanding=True, type_=kind)


def _is_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"

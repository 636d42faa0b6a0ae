"""Full text on both databases: a table of terms, written by the feature that owns the rows.

The caller analyses text (matching.domain.analyser); here terms are only stored and found: on SQLite
by FTS5, on PostgreSQL in an array under a GIN index. What ranks them is the same: BM25 over the
newest hits alone, so that a search costs the same however many rows there are. (FTS5's own bm25()
counts every row that has a word before it ranks the first.)
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from math import log
from uuid import UUID

from sqlalchemy import Connection, TextClause, text

from mentorhub.platform.db import db
from mentorhub.platform.hits import NEWEST, among, newest, tokens_at

Place = str | int  # the key as text on PostgreSQL: comparing UUIDs is slow in Python
USUAL_LENGTH = 120  # terms of an idea with its texts; only the measure of length
READ = 24  # of those, how many are read to see how often they say what was asked: one page
NEWEST_OF_ANY = 500  # each word of a title that is being typed asks for so many
READ_OF_ANY = 192  # where any word is enough, more rows are alike
_SIGNS = str.maketrans({" ": "_", "+": "_p", "#": "_h", ".": "_d"})


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
        return [UUID(place) for place in places if isinstance(place, str)]
    rows = db.session.scalars(_keys_at(table), {"places": places})
    keys = {_place(key): key for key in map(UUID, rows)}
    return [keys[place] for place in places if isinstance(place, int)]


def place_of(key: UUID) -> Place:
    """Where the row with this key is."""
    return _place(key) if _is_sqlite() else str(key)


def at_places(table: str, column: str) -> TextClause:
    """For a `where`: the rows whose key (in `column`) is at one of the bound `places`."""
    return _at_places(table, column, _is_sqlite())


@lru_cache
def _at_places(table: str, column: str, on_sqlite: bool) -> TextClause:
    keys = f"(SELECT key FROM {table} WHERE rowid IN :places)" if on_sqlite else ":places"
    return text(f"{column} IN {keys}").bindparams(among(on_sqlite))


def find_places(
    table: str,
    required: Sequence[str],
    *,
    also: Sequence[str] = (),
    limit: int = 48,
    partly: bool = True,
    read: int = READ,
    besides: Collection[Place] = (),
) -> list[Place]:
    """As `find`, but where the rows are: of a thousand a page needs the keys of two dozen.

    SQLite's FTS5 reads a row's key from its content, which costs more than finding and ranking it.
    `read`: how many of the best that have every term are ranked by their whole text. Where all
    that have them are known already (`besides`), nothing is ranked again, and nothing found.
    """
    wanted = [_stored(term) for term in required]
    if not wanted or (besides and _holds_nothing_new(table, wanted, besides)):
        return []
    words = list(dict.fromkeys([*wanted, *map(_stored, also)]))
    best = _found(table, wanted, words, every=True, limit=limit, read=read)
    if best or not partly or not wanted[1:]:
        return best
    return _found(table, wanted, words, every=False, limit=limit, read=READ_OF_ANY)


def find_any(table: str, terms: Sequence[str], *, limit: int) -> list[Place]:
    """Where the best rows are that have at least one of these terms; of 500 hits the newest."""
    wanted = list(dict.fromkeys(map(_stored, terms)))
    if not wanted:
        return []
    return _found(table, wanted, wanted, every=False, limit=limit, most=NEWEST_OF_ANY)


def _holds_nothing_new(table: str, wanted: list[str], known: Collection[Place]) -> bool:
    hits, _having = newest(table, wanted, (), every=True)
    return hits <= set(known)


def _found(
    table: str,
    wanted: list[str],
    words: list[str],
    *,
    every: bool,
    limit: int,
    read: int = READ,
    most: int = NEWEST,
) -> list[Place]:
    """Those with the rare words first; of the best few, those first that say them most.

    Two steps, because reading a row costs as much as finding fifty: few read a second page.
    """
    telling = [word for word in words if word not in wanted] if every else words
    hits, having = newest(table, wanted, telling, every=every, most=most)
    rare = dict.fromkeys(words, _rarity(len(hits), len(hits)))
    worth = dict.fromkeys(hits, 0.0)
    for word, found in zip(telling, having, strict=True):
        rare[word] = _rarity(len(found), len(hits))
        for place in hits & found:
            worth[place] += rare[word]
    latest = sorted(hits, reverse=True)
    best = sorted(latest, key=lambda place: -worth[place])[: max(read, limit)]
    if not best[:read]:
        return best
    said = {
        place: sum(rare[word] * times for word, times in _counts(tokens, words))
        for place, tokens in tokens_at(table, best[:read])
    }
    ranked = sorted(best[:read], key=lambda place: -said[place])
    return [*ranked, *best[read:]][:limit]


def _rarity(found: int, hits: int) -> float:
    """Of a word, among the hits: Robertson and Spärck Jones (1976), never below nothing."""
    return log(1 + (hits - found + 0.5) / (found + 0.5))


def _counts(tokens: str, words: list[str]) -> Iterator[tuple[str, float]]:
    """How much each word says of a row: BM25's saturation and its measure of length."""
    padded, long = f" {tokens} ", 1.2 * (0.25 + 0.75 * (tokens.count(" ") + 1) / USUAL_LENGTH)
    for word in words:
        if times := padded.count(f" {word} "):
            yield word, times * 2.2 / (times + long)


@lru_cache
def _keys_at(table: str) -> TextClause:
    return text(f"SELECT key FROM {table} WHERE rowid IN :places").bindparams(among(True))


def _place(key: UUID) -> int:
    """FTS5 numbers its rows: by age, so that the newest come first, then by UUIDv7's counter."""
    milliseconds, counter = key.int >> 80, key.int >> 32
    return milliseconds << 15 | counter & 0x7FFF


def _stored(term: str) -> str:
    """A term as one word of the tokenizer; pairs, c++, c# and node.js keep their difference."""
    return term.translate(_SIGNS)


def _is_sqlite() -> bool:
    return db.session.get_bind().dialect.name == "sqlite"

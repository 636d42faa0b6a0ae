"""What a request changed: only tables that were written to are read again."""

import hashlib
import re

from sqlalchemy import event, select

from mentorhub.platform.db import Base, db

# kept apart from what a request may write whatever its answer is: tries that are counted, the log
# of decisions, and the moment a login was last seen
APART = ("sign_in_attempt", "audit", "login", "pseudonym_key")
READS = ("SELECT", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA", "SET", "SHOW")
# what is taken out may take rows of other tables with it
WRITES_ONE = re.compile(r'(?:INSERT INTO|UPDATE)\s+"?(\w+)"?')


class Written:
    """Names of the tables that statements wrote to, since it was emptied."""

    def __init__(self):
        self.names = set()
        event.listen(db.engines[None], "before_cursor_execute", self._note)

    def _note(self, _connection, _cursor, statement, *_more):
        statement = statement.lstrip()
        if statement.startswith(READS):
            return
        found = WRITES_ONE.match(statement)
        self.names |= {found[1]} if found else set(Base.metadata.tables)


def everything_stored(names=None):
    """A digest for each table (or for each of these), of every row in it."""
    found = {}
    for table in Base.metadata.sorted_tables:
        if (names is None or table.name in names) and not table.name.startswith(APART):
            rows = db.session.execute(select(table)).all()
            text = "\n".join(sorted(map(repr, rows)))
            found[table.name] = hashlib.blake2b(text.encode(), digest_size=8).hexdigest()
    return found

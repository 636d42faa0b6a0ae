"""Alembic's environment: the same migrations build SQLite and PostgreSQL."""

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from mentorhub.platform.db import Base, db

NOT_OURS = ("idea_search", "mentor_search", "contest_search")  # full-text tables, made by hand


def include(thing, name, kind, reflected, compare_to):
    return not (kind == "table" and name.startswith(NOT_OURS))


def run(connection: Connection) -> None:
    sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        include_object=include,
        render_as_batch=sqlite,
        compare_type=True,
        user_module_prefix="mentorhub.platform.db.",
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


def online() -> None:
    with current_app.app_context():
        engine = db.engine
        if engine.dialect.name != "sqlite":
            with engine.connect() as connection:
                run(connection)
                connection.commit()
            return
        with engine.connect() as connection:
            # A batch migration drops the old table; with foreign keys on, its children go too.
            raw = connection.connection.driver_connection
            raw.execute("PRAGMA foreign_keys = OFF")
            run(connection)
            connection.commit()
            broken = raw.execute("PRAGMA foreign_key_check").fetchall()
            raw.execute("PRAGMA foreign_keys = ON")
            if broken:
                raise RuntimeError(f"the migration left rows without their parent: {broken[:5]}")


online()

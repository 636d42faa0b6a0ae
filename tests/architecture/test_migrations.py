"""The migrations build exactly what the models describe, on the database of this run."""

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from mentorhub.platform.db import Base, db


def test_the_migrations_build_what_the_models_describe(app):
    context = MigrationContext.configure(db.session.connection(), opts={"compare_type": True})
    differences = compare_metadata(context, Base.metadata)
    assert [d for d in differences if "_search" not in str(d)] == []

"""Indexes by which the gallery counts without reading a row."""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None

IN_USE = sa.text("state = 'in_use'")
WIDER = {
    'ix_idea_sector_newest': ['sector', 'approved_at', 'id', 'state'],
    'ix_idea_unit_newest': ['unit_id', 'approved_at', 'id', 'state'],
}


def _replace(name, columns, **where):
    op.drop_index(name, table_name='idea')
    op.create_index(name, 'idea', columns, unique=False, **where)


def upgrade():
    for name, columns in WIDER.items():
        _replace(name, columns)
    _replace('ix_idea_in_use', ['approved_at', 'id', 'visibility'],
             sqlite_where=IN_USE, postgresql_where=IN_USE)


def downgrade():
    for name, columns in WIDER.items():
        _replace(name, columns[:-1])
    _replace('ix_idea_in_use', ['approved_at', 'id'], sqlite_where=IN_USE, postgresql_where=IN_USE)

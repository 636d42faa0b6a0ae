"""Deadlines with versions and rules for what comes after them; signed receipts."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)
ADDED = (
    ('contest', 'deadline_version', sa.Integer(), '1'),
    ('contest', 'grace_minutes', sa.Integer(), '0'),
    ('contest', 'late', WORD, 'refuse'),
    ('receipt', 'deadline_version', sa.Integer(), '1'),
    ('receipt', 'grace_minutes', sa.Integer(), '0'),
    ('receipt', 'standing', WORD, 'in_time'),
    ('receipt', 'signature', sa.String(), ''),
    ('entry', 'decision_reason', sa.String(), ''),
)


def upgrade():
    for table, name, kind, before in ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=before))
    op.add_column('entry', sa.Column('decided_at', MOMENT, nullable=True))
    op.add_column('receipt', sa.Column('written_at', MOMENT, nullable=True))
    op.execute('UPDATE receipt SET written_at = at')
    with op.batch_alter_table('receipt') as receipt:
        receipt.alter_column('written_at', existing_type=MOMENT, nullable=False)


def downgrade():
    for table, name in (('receipt', 'written_at'), ('entry', 'decided_at')):
        op.drop_column(table, name)
    for table, name, _kind, _before in ADDED:
        op.drop_column(table, name)

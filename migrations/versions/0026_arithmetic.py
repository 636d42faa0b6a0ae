"""How sheets become points, penalties, withheld prizes, reasons for ties, far sheets confirmed."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)
POINTS = sa.Numeric(precision=6, scale=2)
ADDED = (
    ('contest', 'average', WORD, 'mean'),
    ('contest', 'deciding', WORD, 'given'),
    ('publication', 'tie_reason', sa.String(), ''),
    ('publication', 'withheld', sa.JSON(), '[]'),
    ('publication', 'basis', sa.JSON(), '{}'),
)
PENALTIES = (('entry', 'penalty'), ('entry_measure', 'points'), ('place', 'penalty'))


def upgrade():
    for table, name, kind, before in ADDED:
        op.add_column(table, sa.Column(name, kind, nullable=False, server_default=before))
    for table, name in PENALTIES:
        op.add_column(table, sa.Column(name, POINTS, nullable=True))
    op.create_table('sheet_confirmation',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('scorecard_id', sa.Uuid(), nullable=False),
    sa.Column('total', sa.Numeric(precision=9, scale=2), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_sheet_confirmation_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_sheet_confirmation_contest_id')),
    sa.ForeignKeyConstraint(['scorecard_id'], ['scorecard.id'], name=op.f('fk_sheet_confirmation_scorecard_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_confirmation')),
    sa.UniqueConstraint('scorecard_id', name=op.f('uq_sheet_confirmation_scorecard_id'))
    )
    op.create_index(op.f('ix_sheet_confirmation_contest_id'), 'sheet_confirmation', ['contest_id'])


def downgrade():
    op.drop_table('sheet_confirmation')
    for table, name in PENALTIES:
        op.drop_column(table, name)
    for table, name, _kind, _before in ADDED:
        op.drop_column(table, name)

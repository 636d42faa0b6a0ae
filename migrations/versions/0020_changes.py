"""Versions of announced contests, changes by two, and what two decide about one entry."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def _key(table, column, other):
    return sa.ForeignKeyConstraint([column], [f'{other}.id'], name=op.f(f'fk_{table}_{column}'))


def upgrade():
    op.create_table('contest_change',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('agreed_by_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('contest_change', 'contest_id', 'contest'),
    _key('contest_change', 'by_id', 'person'),
    _key('contest_change', 'agreed_by_id', 'person'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_change')),
    sa.UniqueConstraint('contest_id', 'number', name=op.f('uq_contest_change_contest_id_number')),
    )
    op.create_index(op.f('ix_contest_change_by_id'), 'contest_change', ['by_id'])
    op.create_index(op.f('ix_contest_change_agreed_by_id'), 'contest_change', ['agreed_by_id'])
    op.create_table('contest_amendment',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('matter', WORD, nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('base', sa.Integer(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('contest_amendment', 'contest_id', 'contest'),
    _key('contest_amendment', 'approval_id', 'approval'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_amendment')),
    sa.UniqueConstraint('approval_id', name=op.f('uq_contest_amendment_approval_id')),
    )
    op.create_index(op.f('ix_contest_amendment_contest_id'), 'contest_amendment', ['contest_id'])
    op.add_column('rubric_line', sa.Column('retired_at', MOMENT, nullable=True))
    op.create_table('entry_measure',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('kind', WORD, nullable=False),
    sa.Column('until', MOMENT, nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('entry_measure', 'entry_id', 'entry'),
    _key('entry_measure', 'approval_id', 'approval'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_measure')),
    sa.UniqueConstraint('approval_id', name=op.f('uq_entry_measure_approval_id')),
    )
    op.create_index(op.f('ix_entry_measure_entry_id'), 'entry_measure', ['entry_id'])
    op.add_column('entry', sa.Column('extended_until', MOMENT, nullable=True))
    op.add_column('receipt', sa.Column(
        'is_individual', sa.Boolean(), nullable=False, server_default=sa.false()))
    # requests for a later deadline are kept elsewhere now: those that waited are asked anew
    op.execute(
        "UPDATE approval SET withdrawn_at = CURRENT_TIMESTAMP WHERE action = 'contest.extend'"
        " AND approved_at IS NULL AND withdrawn_at IS NULL"
    )
    op.drop_column('contest', 'proposed_closes_at')


def downgrade():
    op.add_column('contest', sa.Column('proposed_closes_at', MOMENT, nullable=True))
    op.drop_column('receipt', 'is_individual')
    op.drop_column('entry', 'extended_until')
    op.drop_table('entry_measure')
    op.drop_column('rubric_line', 'retired_at')
    op.drop_table('contest_amendment')
    op.drop_table('contest_change')

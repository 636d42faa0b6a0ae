"""Ranked ballots: that a jury puts entries in order, each juror's order, and its receipts."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0039'
down_revision = '0038'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    _table('ranking',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('chosen_by_id', sa.Uuid(), nullable=False),
    sa.Column('chosen_at', MOMENT, nullable=False),
    _key('ranking', 'contest_id', 'contest'),
    _key('ranking', 'chosen_by_id', 'person'),
    sa.UniqueConstraint('contest_id', 'stage', name=op.f('uq_ranking_contest_id_stage')),
    )
    _table('ranked_ballot',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('ranking_id', sa.Uuid(), nullable=False),
    sa.Column('juror_id', sa.Uuid(), nullable=False),
    sa.Column('entries', sa.JSON(), nullable=False),
    sa.Column('last', sa.String(), nullable=False),
    sa.Column('saved_at', MOMENT, nullable=True),
    sa.Column('locked_at', MOMENT, nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    _key('ranked_ballot', 'contest_id', 'contest'),
    _key('ranked_ballot', 'ranking_id', 'ranking'),
    _key('ranked_ballot', 'juror_id', 'juror'),
    sa.UniqueConstraint('ranking_id', 'juror_id', name=op.f('uq_ranked_ballot_ranking_id_juror_id')),
    )
    _index('ranked_ballot', 'contest_id', 'juror_id')
    _table('ballot_receipt',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('ballot_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('signature', sa.String(), nullable=False),
    _key('ballot_receipt', 'contest_id', 'contest'),
    _key('ballot_receipt', 'ballot_id', 'ranked_ballot'),
    sa.UniqueConstraint('code', name=op.f('uq_ballot_receipt_code')),
    )
    _index('ballot_receipt', 'contest_id', 'ballot_id')


def downgrade():
    for table in ('ballot_receipt', 'ranked_ballot', 'ranking'):
        op.drop_table(table)


def _table(name, *parts):
    key = sa.Column('id', sa.Uuid(), nullable=False)
    op.create_table(name, *parts, key, sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')))


def _key(table, column, to):
    return sa.ForeignKeyConstraint([column], [f'{to}.id'], name=op.f(f'fk_{table}_{column}'))


def _index(table, *names):
    for name in names:
        op.create_index(op.f(f'ix_{table}_{name}'), table, [name], unique=False)

"""The talk of a jury: its agenda, remarks, motions and votes."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0031'
down_revision = '0029'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def upgrade():
    _table('deliberation',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=False),
    sa.Column('opened_at', MOMENT, nullable=True),
    sa.Column('closed_at', MOMENT, nullable=True),
    _key('deliberation', 'contest_id', 'contest'),
    _key('deliberation', 'approval_id', 'approval'),
    sa.UniqueConstraint('contest_id', 'stage', name=op.f('uq_deliberation_contest_id_stage')),
    )
    _table('discussion',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('deliberation_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('begun_at', MOMENT, nullable=True),
    sa.Column('ended_at', MOMENT, nullable=True),
    _key('discussion', 'contest_id', 'contest'),
    _key('discussion', 'deliberation_id', 'deliberation'),
    _key('discussion', 'entry_id', 'entry'),
    sa.UniqueConstraint('deliberation_id', 'entry_id', name=op.f('uq_discussion_deliberation_id_entry_id')),
    )
    _index('discussion', 'contest_id', 'deliberation_id', 'entry_id')
    _table('remark',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('discussion_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    _key('remark', 'contest_id', 'contest'),
    _key('remark', 'discussion_id', 'discussion'),
    _key('remark', 'author_id', 'person'),
    )
    _index('remark', 'contest_id', 'discussion_id', 'author_id')
    _table('motion',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('deliberation_id', sa.Uuid(), nullable=False),
    sa.Column('matter', WORD, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('places', sa.JSON(), nullable=False),
    sa.Column('put_at', MOMENT, nullable=False),
    sa.Column('put_by_id', sa.Uuid(), nullable=False),
    sa.Column('settled_at', MOMENT, nullable=True),
    sa.Column('carried', sa.Boolean(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    _key('motion', 'contest_id', 'contest'),
    _key('motion', 'deliberation_id', 'deliberation'),
    _key('motion', 'put_by_id', 'person'),
    )
    _index('motion', 'contest_id', 'deliberation_id')
    _table('juror_vote',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('motion_id', sa.Uuid(), nullable=False),
    sa.Column('juror_id', sa.Uuid(), nullable=False),
    sa.Column('answer', WORD, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    _key('juror_vote', 'contest_id', 'contest'),
    _key('juror_vote', 'motion_id', 'motion'),
    _key('juror_vote', 'juror_id', 'juror'),
    sa.UniqueConstraint('motion_id', 'juror_id', name=op.f('uq_juror_vote_motion_id_juror_id')),
    )
    _index('juror_vote', 'contest_id', 'motion_id')


def downgrade():
    for table in ('juror_vote', 'motion', 'remark', 'discussion', 'deliberation'):
        op.drop_table(table)


def _table(name, *parts):
    key = sa.Column('id', sa.Uuid(), nullable=False)
    op.create_table(name, *parts, key, sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')))


def _key(table, column, to):
    return sa.ForeignKeyConstraint([column], [f'{to}.id'], name=op.f(f'fk_{table}_{column}'))


def _index(table, *names):
    for name in names:
        op.create_index(op.f(f'ix_{table}_{name}'), table, [name], unique=False)

"""Working together: what a team and its mentor agree on, meetings, next steps, reviews, silence."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0037'
down_revision = '0036'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def upgrade():
    _table('commitment',
    sa.Column('mentorship_id', sa.Uuid(), nullable=False),
    sa.Column('goals', sa.String(), nullable=False),
    sa.Column('rhythm', WORD, nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('until', sa.Date(), nullable=False),
    sa.Column('renews', sa.Boolean(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('side', WORD, nullable=False),
    sa.Column('written_by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('agreed_by_id', sa.Uuid(), nullable=True),
    sa.Column('agreed_at', MOMENT, nullable=True),
    sa.Column('replaced_at', MOMENT, nullable=True),
    _key('commitment', 'mentorship_id', 'mentorship'),
    _key('commitment', 'written_by_id', 'person'),
    _key('commitment', 'agreed_by_id', 'person'),
    )
    _index('commitment', 'mentorship_id', 'written_by_id')
    _table('mentor_meeting',
    sa.Column('mentorship_id', sa.Uuid(), nullable=False),
    sa.Column('side', WORD, nullable=False),
    sa.Column('proposed_by_id', sa.Uuid(), nullable=False),
    sa.Column('proposed_at', MOMENT, nullable=False),
    sa.Column('times', sa.JSON(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('format', sa.String(), nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('beside', sa.String(), nullable=False),
    sa.Column('room', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('state', WORD, nullable=False),
    sa.Column('begins_at', MOMENT, nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('done', sa.String(), nullable=False),
    sa.Column('decided', sa.String(), nullable=False),
    sa.Column('noted_by_id', sa.Uuid(), nullable=True),
    sa.Column('noted_side', WORD, nullable=True),
    sa.Column('noted_at', MOMENT, nullable=True),
    sa.Column('confirmed_by_id', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', MOMENT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    _key('mentor_meeting', 'mentorship_id', 'mentorship'),
    *(_key('mentor_meeting', f'{who}_by_id', 'person')
      for who in ('proposed', 'answered', 'noted', 'confirmed')),
    )
    _index('mentor_meeting', 'mentorship_id', 'proposed_by_id', 'noted_by_id')
    _table('next_step',
    sa.Column('meeting_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('side', WORD, nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('done_at', MOMENT, nullable=True),
    sa.Column('done_by_id', sa.Uuid(), nullable=True),
    sa.ForeignKeyConstraint(['meeting_id'], ['mentor_meeting.id'],
                            name=op.f('fk_next_step_meeting_id'), ondelete='CASCADE'),
    _key('next_step', 'done_by_id', 'person'),
    )
    _index('next_step', 'meeting_id')
    _table('mentoring_review',
    sa.Column('mentorship_id', sa.Uuid(), nullable=False),
    sa.Column('stage', WORD, nullable=False),
    sa.Column('side', WORD, nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('reached', sa.Integer(), nullable=False),
    sa.Column('told', sa.String(), nullable=False),
    sa.Column('confided', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    _key('mentoring_review', 'mentorship_id', 'mentorship'),
    _key('mentoring_review', 'author_id', 'person'),
    sa.UniqueConstraint('mentorship_id', 'stage', 'side',
                        name=op.f('uq_mentoring_review_mentorship_id_stage_side')),
    )
    _index('mentoring_review', 'author_id')
    _table('silence_alert',
    sa.Column('mentorship_id', sa.Uuid(), nullable=False),
    sa.Column('since', MOMENT, nullable=False),
    sa.Column('kind', WORD, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.ForeignKeyConstraint(['mentorship_id'], ['mentorship.id'],
                            name=op.f('fk_silence_alert_mentorship_id'), ondelete='CASCADE'),
    sa.UniqueConstraint('mentorship_id', 'since', 'kind',
                        name=op.f('uq_silence_alert_mentorship_id_since_kind')),
    )


def downgrade():
    for table in ('silence_alert', 'mentoring_review', 'next_step', 'mentor_meeting', 'commitment'):
        op.drop_table(table)


def _table(name, *parts):
    key = sa.Column('id', sa.Uuid(), nullable=False)
    op.create_table(name, *parts, key, sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')))


def _key(table, column, to):
    return sa.ForeignKeyConstraint([column], [f'{to}.id'], name=op.f(f'fk_{table}_{column}'))


def _index(table, *names):
    for name in names:
        op.create_index(op.f(f'ix_{table}_{name}'), table, [name], unique=False)

"""Cohorts: many teams and mentors brought together at once; and the weights a match is made with."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0038'
down_revision = '0037'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def upgrade():
    op.create_table('cohort',
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('title', sa.String(), nullable=False),
    sa.Column('need', sa.String(), nullable=False),
    sa.Column('first_meeting', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('dial', WORD, nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', MOMENT, nullable=False),
    sa.Column('weekly_by_id', sa.Uuid(), nullable=True),
    sa.Column('next_at', MOMENT, nullable=True),
    sa.Column('closed_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    _key('cohort', 'unit_id', 'unit'),
    _key('cohort', 'made_by_id', 'person'),
    _key('cohort', 'weekly_by_id', 'person'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort')),
    )
    _index('cohort', 'unit_id', 'made_by_id')
    _of_a_cohort('cohort_team', 'team_id', 'team')
    _of_a_cohort('cohort_mentor', 'profile_id', 'mentor_profile')
    op.create_table('cohort_wish',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('profile_id', sa.Uuid(), nullable=False),
    sa.Column('kind', WORD, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('cohort_wish', 'cohort_id', 'cohort', ondelete='CASCADE'),
    _key('cohort_wish', 'team_id', 'team'),
    _key('cohort_wish', 'profile_id', 'mentor_profile'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort_wish')),
    sa.UniqueConstraint('cohort_id', 'team_id', 'profile_id', name=op.f('uq_cohort_wish_cohort_id_team_id_profile_id')),
    )
    _index('cohort_wish', 'team_id', 'profile_id')
    op.create_table('cohort_sending',
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column('request_id', sa.Uuid(), nullable=False),
    sa.Column('suits', sa.Double(), nullable=False),
    sa.Column('sent_at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('cohort_sending', 'cohort_id', 'cohort', ondelete='CASCADE'),
    _key('cohort_sending', 'request_id', 'mentor_request'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cohort_sending')),
    sa.UniqueConstraint('request_id', name=op.f('uq_cohort_sending_request_id')),
    )
    _index('cohort_sending', 'cohort_id')


def downgrade():
    for name in ('cohort_sending', 'cohort_wish', 'cohort_mentor', 'cohort_team', 'cohort'):
        op.drop_table(name)


def _of_a_cohort(name, column, target):
    op.create_table(name,
    sa.Column('cohort_id', sa.Uuid(), nullable=False),
    sa.Column(column, sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key(name, 'cohort_id', 'cohort', ondelete='CASCADE'),
    _key(name, column, target),
    sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')),
    sa.UniqueConstraint('cohort_id', column, name=op.f(f'uq_{name}_cohort_id_{column}')),
    )
    _index(name, column)


def _key(table, column, target, **more):
    return sa.ForeignKeyConstraint([column], [f'{target}.id'], name=op.f(f'fk_{table}_{column}'), **more)


def _index(table, *columns):
    for column in columns:
        op.create_index(op.f(f'ix_{table}_{column}'), table, [column])

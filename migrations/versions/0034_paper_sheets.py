"""Sheets on paper: who types them, and what they typed until a second person has, too."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0034'
down_revision = '0033'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
STATES = ('printed', 'typing', 'typed', 'confirmed', 'replaced')


def upgrade():
    with op.batch_alter_table('scorecard') as table:
        table.add_column(sa.Column('on_paper_since', MOMENT, nullable=True))
    op.create_table('contest_secretary',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.Column('asked_by_id', sa.Uuid(), nullable=False),
    sa.Column('accepted_at', MOMENT, nullable=True),
    sa.Column('ended_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['person.id'], name=op.f('fk_contest_secretary_asked_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_secretary_contest_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_contest_secretary_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_secretary')),
    sa.UniqueConstraint('contest_id', 'person_id', name=op.f('uq_contest_secretary_contest_id_person_id'))
    )
    op.create_index(op.f('ix_contest_secretary_contest_id'), 'contest_secretary', ['contest_id'])
    op.create_index(op.f('ix_contest_secretary_person_id'), 'contest_secretary', ['person_id'])
    op.create_table('paper_sheet',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('scorecard_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('print', sa.String(), nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='sheetstate', native_enum=False, length=32), nullable=False),
    sa.Column('printed_at', MOMENT, nullable=False),
    sa.Column('printed_by_id', sa.Uuid(), nullable=False),
    sa.Column('typed_by_id', sa.Uuid(), nullable=True),
    sa.Column('typed_at', MOMENT, nullable=True),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('remark', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('confirmed_by_id', sa.Uuid(), nullable=True),
    sa.Column('confirmed_at', MOMENT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['confirmed_by_id'], ['person.id'], name=op.f('fk_paper_sheet_confirmed_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_paper_sheet_contest_id')),
    sa.ForeignKeyConstraint(['printed_by_id'], ['person.id'], name=op.f('fk_paper_sheet_printed_by_id')),
    sa.ForeignKeyConstraint(['scorecard_id'], ['scorecard.id'], name=op.f('fk_paper_sheet_scorecard_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['typed_by_id'], ['person.id'], name=op.f('fk_paper_sheet_typed_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_sheet')),
    sa.UniqueConstraint('code', name=op.f('uq_paper_sheet_code'))
    )
    for column in ('confirmed_by_id', 'contest_id', 'scorecard_id', 'typed_by_id'):
        op.create_index(op.f(f'ix_paper_sheet_{column}'), 'paper_sheet', [column])


def downgrade():
    op.drop_table('paper_sheet')
    op.drop_table('contest_secretary')
    with op.batch_alter_table('scorecard') as table:
        table.drop_column('on_paper_since')

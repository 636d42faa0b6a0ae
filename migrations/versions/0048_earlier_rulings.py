"""What becomes of a sheet of a stage that is over, whose juror declared a conflict since then."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0048'
down_revision = '0046'
branch_labels = None
depends_on = None


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('earlier_ruling',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('scorecard_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', moment, nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_earlier_ruling_approval_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_earlier_ruling_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_earlier_ruling_contest_id')),
    sa.ForeignKeyConstraint(['scorecard_id'], ['scorecard.id'], name=op.f('fk_earlier_ruling_scorecard_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_ruling')),
    sa.UniqueConstraint('scorecard_id', name=op.f('uq_earlier_ruling_scorecard_id'))
    )
    op.create_index(op.f('ix_earlier_ruling_contest_id'), 'earlier_ruling', ['contest_id'])


def downgrade():
    op.drop_table('earlier_ruling')

"""What stood when scoring closed: the signed head of the log, and by which criteria was marked."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0053'
down_revision = '0048'
branch_labels = None
depends_on = None


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('scoring_closing',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('at', moment, nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_scoring_closing_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_scoring_closing')),
    sa.UniqueConstraint('contest_id', 'stage', name=op.f('uq_scoring_closing_contest_id_stage'))
    )


def downgrade():
    op.drop_table('scoring_closing')

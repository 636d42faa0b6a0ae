"""Tallies: files of marks given away from here, given by one and confirmed by another."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0036'
down_revision = '0035'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('given_tally',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('file_digest', sa.String(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=True),
    sa.Column('entered', sa.Integer(), nullable=False),
    sa.Column('entered_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_given_tally_approval_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_given_tally_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_given_tally_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_given_tally')),
    sa.UniqueConstraint('approval_id', name=op.f('uq_given_tally_approval_id'))
    )
    with op.batch_alter_table('given_tally', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_given_tally_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_given_tally_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_given_tally_contest_id'), ['contest_id'], unique=False)


def downgrade():
    op.drop_table('given_tally')

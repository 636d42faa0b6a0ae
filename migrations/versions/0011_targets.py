"""Targets of units, what was posted on the national portal, and indexes that reports count by."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('unit_target',
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('in_use', sa.Integer(), nullable=True),
    sa.Column('approved', sa.Integer(), nullable=True),
    sa.Column('set_by_id', sa.Uuid(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['set_by_id'], ['person.id'], name=op.f('fk_unit_target_set_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_unit_target_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_unit_target')),
    sa.UniqueConstraint('year', 'unit_id', 'number', name=op.f('uq_unit_target_year_unit_id_number'))
    )
    with op.batch_alter_table('unit_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_unit_target_unit_id'), ['unit_id'], unique=False)
    op.create_table('idea_posting',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('link', sa.String(), nullable=False),
    sa.Column('posted_on', sa.Date(), nullable=False),
    sa.Column('noted_by_id', sa.Uuid(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_posting_idea_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['noted_by_id'], ['person.id'], name=op.f('fk_idea_posting_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_posting')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_idea_posting_idea_id'))
    )
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_unit_state')
        batch_op.create_index('ix_idea_counted', ['unit_id', 'state', 'visibility', 'approved_at', 'sent_at'], unique=False)
    with op.batch_alter_table('idea_milestone', schema=None) as batch_op:
        batch_op.create_index('ix_idea_milestone_counted', ['kind', 'idea_id', 'at'], unique=False)


def downgrade():
    with op.batch_alter_table('idea_milestone', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_milestone_counted')
    with op.batch_alter_table('idea', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_counted')
        batch_op.create_index('ix_idea_unit_state', ['unit_id', 'state'], unique=False)
    op.drop_table('idea_posting')
    op.drop_table('unit_target')

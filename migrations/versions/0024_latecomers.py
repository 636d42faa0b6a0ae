"""Codes for late entries, and which entries came in with them."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0024'
down_revision = '0022'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('late_code',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('uses', sa.Integer(), nullable=False),
    sa.Column('until', MOMENT, nullable=False),
    sa.Column('label', sa.String(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=False),
    sa.Column('revoked_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_late_code_approval_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_late_code_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_late_code')),
    sa.UniqueConstraint('approval_id', name=op.f('uq_late_code_approval_id')),
    sa.UniqueConstraint('code', name=op.f('uq_late_code_code'))
    )
    op.create_index(op.f('ix_late_code_contest_id'), 'late_code', ['contest_id'])
    op.create_table('late_use',
    sa.Column('code_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['code_id'], ['late_code.id'], name=op.f('fk_late_use_code_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_late_use_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_late_use')),
    sa.UniqueConstraint('code_id', 'entry_id', name=op.f('uq_late_use_code_id_entry_id')),
    sa.UniqueConstraint('code_id', 'number', name=op.f('uq_late_use_code_id_number'))
    )
    op.create_index(op.f('ix_late_use_entry_id'), 'late_use', ['entry_id'])


def downgrade():
    op.drop_table('late_use')
    op.drop_table('late_code')

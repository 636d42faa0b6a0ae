"""Slips: ideas typed for somebody without an account, and the files many of them come in."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0012'
down_revision = '0011'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('slip_import',
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('file_digest', sa.String(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('added', sa.Integer(), nullable=False),
    sa.Column('applied_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('undone_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_slip_import_by_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_slip_import_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slip_import'))
    )
    with op.batch_alter_table('slip_import', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slip_import_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_slip_import_by_id'), ['by_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_slip_import_unit_id'), ['unit_id'], unique=False)
    op.create_table('slip',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('helper_id', sa.Uuid(), nullable=False),
    sa.Column('created_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('birth_year', sa.Integer(), nullable=True),
    sa.Column('agreed', sa.Enum('signed', 'spoken', 'phoned', name='agreed', native_enum=False, length=32), nullable=False),
    sa.Column('guardian_agreed', sa.Boolean(), nullable=False),
    sa.Column('written_on', sa.Date(), nullable=False),
    sa.Column('sign', sa.String(), nullable=False),
    sa.Column('photo_id', sa.Uuid(), nullable=True),
    sa.Column('code_digest', sa.String(), nullable=True),
    sa.Column('code_expires_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('code_by_id', sa.Uuid(), nullable=True),
    sa.Column('import_id', sa.Uuid(), nullable=True),
    sa.Column('claimed_by_id', sa.Uuid(), nullable=True),
    sa.Column('claimed_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['claimed_by_id'], ['person.id'], name=op.f('fk_slip_claimed_by_id')),
    sa.ForeignKeyConstraint(['code_by_id'], ['person.id'], name=op.f('fk_slip_code_by_id')),
    sa.ForeignKeyConstraint(['helper_id'], ['person.id'], name=op.f('fk_slip_helper_id')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_slip_idea_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['import_id'], ['slip_import.id'], name=op.f('fk_slip_import_id')),
    sa.ForeignKeyConstraint(['photo_id'], ['stored_file.id'], name=op.f('fk_slip_photo_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_slip')),
    sa.UniqueConstraint('code_digest', name=op.f('uq_slip_code_digest')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_slip_idea_id')),
    sa.UniqueConstraint('key', name=op.f('uq_slip_key'))
    )
    with op.batch_alter_table('slip', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_slip_claimed_by_id'), ['claimed_by_id'], unique=False)
        batch_op.create_index('ix_slip_helper', ['helper_id', 'created_at'], unique=False)
        batch_op.create_index(batch_op.f('ix_slip_import_id'), ['import_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_slip_sign'), ['sign'], unique=False)


def downgrade():
    op.drop_table('slip')
    op.drop_table('slip_import')

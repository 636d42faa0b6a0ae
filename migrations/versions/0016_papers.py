"""Files of entries: where they belong, what was taken out, and what is on its way."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('slot', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('removed_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True))
    op.execute("UPDATE attachment SET slot = 'photo'")  # only photos of ideas came before
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.alter_column('slot', server_default=None)
    op.create_table('upload',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('slot', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('mark', sa.String(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('received', sa.Integer(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_upload_by_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_upload_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_upload'))
    )
    with op.batch_alter_table('upload', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_upload_entry_id'), ['entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_upload_by_id'), ['by_id'], unique=False)


def downgrade():
    op.drop_table('upload')
    with op.batch_alter_table('attachment', schema=None) as batch_op:
        batch_op.drop_column('removed_at')
        batch_op.drop_column('slot')

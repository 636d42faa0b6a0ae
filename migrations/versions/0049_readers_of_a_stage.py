"""A stage of judging may have its own number of readers, and be read with or without names."""

import sqlalchemy as sa
from alembic import op

revision = '0049'
down_revision = '0052'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('stage') as table:
        table.add_column(sa.Column('readers', sa.Integer(), nullable=True))
        table.add_column(sa.Column('is_blind', sa.Boolean(), nullable=True))


def downgrade():
    with op.batch_alter_table('stage') as table:
        table.drop_column('is_blind')
        table.drop_column('readers')

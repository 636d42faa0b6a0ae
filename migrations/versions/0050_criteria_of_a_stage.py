"""A criterion may belong to one stage of judging."""

import sqlalchemy as sa
from alembic import op

revision = '0050'
down_revision = '0049'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('rubric_line') as table:
        table.add_column(sa.Column('stage', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('rubric_line') as table:
        table.drop_column('stage')

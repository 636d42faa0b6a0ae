"""What a stage that is over keeps of each entry: its means by criterion, its points as given."""

import sqlalchemy as sa
from alembic import op

revision = '0055'
down_revision = '0050'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('stage_result') as table:
        table.add_column(sa.Column('given', sa.Numeric(precision=9, scale=2), nullable=True))
        table.add_column(sa.Column('means', sa.JSON(), nullable=False, server_default='{}'))


def downgrade():
    with op.batch_alter_table('stage_result') as table:
        table.drop_column('means')
        table.drop_column('given')

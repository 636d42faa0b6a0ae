"""Why an entry was left with fewer readers than the rules promise: a waiver without a juror."""

import sqlalchemy as sa
from alembic import op

revision = '0051'
down_revision = '0054'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('waiver') as table:
        table.alter_column('juror_id', existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column('readers', sa.Integer(), nullable=True))
        table.add_column(sa.Column('promised', sa.Integer(), nullable=True))


def downgrade():
    op.execute('DELETE FROM waiver WHERE juror_id IS NULL')
    with op.batch_alter_table('waiver') as table:
        table.drop_column('promised')
        table.drop_column('readers')
        table.alter_column('juror_id', existing_type=sa.Uuid(), nullable=False)

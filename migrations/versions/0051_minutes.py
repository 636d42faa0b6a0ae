"""Few readers with a reason, points as given beside those evened out, means of earlier stages."""

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
    op.add_column('place', sa.Column('given', sa.Numeric(9, 2), nullable=True))


def downgrade():
    op.drop_column('place', 'given')
    op.execute('DELETE FROM waiver WHERE juror_id IS NULL')
    with op.batch_alter_table('waiver') as table:
        table.drop_column('promised')
        table.drop_column('readers')
        table.alter_column('juror_id', existing_type=sa.Uuid(), nullable=False)

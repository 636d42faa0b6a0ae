"""A question may belong to a later stage of judging, which asks it until a day two agreed to."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0045'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('question') as table:
        table.add_column(sa.Column('stage', sa.Integer(), nullable=False, server_default='1'))
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    with op.batch_alter_table('contest') as table:
        table.add_column(sa.Column('more_until', moment, nullable=True))


def downgrade():
    for name, column in (('contest', 'more_until'), ('question', 'stage')):
        with op.batch_alter_table(name) as table:
            table.drop_column(column)

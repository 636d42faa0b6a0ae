"""A team may let mentors offer themselves, until a day."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0046'
down_revision = '0045'
branch_labels = None
depends_on = None


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    with op.batch_alter_table('team') as table:
        table.add_column(sa.Column('mentors_welcome_until', moment, nullable=True))


def downgrade():
    with op.batch_alter_table('team') as table:
        table.drop_column('mentors_welcome_until')

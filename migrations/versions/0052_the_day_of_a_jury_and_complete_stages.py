"""Jurors are reminded before the day of the jury; a stage may be marked by everybody."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0052'
down_revision = '0051'
branch_labels = None
depends_on = None


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('jury_reminder',
    sa.Column('juror_id', sa.Uuid(), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=False),
    sa.Column('closes_at', moment, nullable=False),
    sa.Column('at', moment, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['juror_id'], ['juror.id'], name=op.f('fk_jury_reminder_juror_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_jury_reminder')),
    sa.UniqueConstraint('juror_id', 'hours', 'closes_at', name=op.f('uq_jury_reminder_juror_id_hours_closes_at'))
    )
    with op.batch_alter_table('stage') as stage:
        stage.add_column(sa.Column('is_complete', sa.Boolean(), nullable=False, server_default=sa.false()))
    with op.batch_alter_table('stage') as stage:
        stage.alter_column('is_complete', server_default=None)


def downgrade():
    with op.batch_alter_table('stage') as stage:
        stage.drop_column('is_complete')
    op.drop_table('jury_reminder')

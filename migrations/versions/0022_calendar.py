"""Secret addresses of people's dates, and which teams were reminded of a deadline."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0022'
down_revision = '0021'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('calendar_feed',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('token_digest', sa.String(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('ended_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_calendar_feed_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('token_digest', name=op.f('uq_calendar_feed_token_digest'))
    )
    op.create_index(op.f('ix_calendar_feed_person_id'), 'calendar_feed', ['person_id'], unique=False)
    held = sa.text('ended_at IS NULL')
    op.create_index('uq_calendar_feed_person', 'calendar_feed', ['person_id'], unique=True, sqlite_where=held, postgresql_where=held)
    op.create_table('deadline_reminder',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=False),
    sa.Column('closes_at', MOMENT, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_deadline_reminder_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_deadline_reminder')),
    sa.UniqueConstraint('entry_id', 'hours', 'closes_at', name=op.f('uq_deadline_reminder_entry_id_hours_closes_at'))
    )


def downgrade():
    op.drop_table('deadline_reminder')
    op.drop_table('calendar_feed')

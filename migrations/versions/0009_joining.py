"""Who would rather join an idea than write it a second time."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0009'
down_revision = '0008'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
OPEN = sa.text("state = 'asked'")


def upgrade():
    op.create_table('idea_join_request',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('state', sa.Enum('asked', 'welcomed', 'declined', 'taken_back', name='joinstate', native_enum=False, length=32), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['answered_by_id'], ['person.id'], name=op.f('fk_idea_join_request_answered_by_id')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_join_request_idea_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_idea_join_request_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_join_request'))
    )
    with op.batch_alter_table('idea_join_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_join_request_person_id'), ['person_id'], unique=False)
        batch_op.create_index('uq_idea_join_request_open', ['idea_id', 'person_id'], unique=True,
                              sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade():
    op.drop_table('idea_join_request')

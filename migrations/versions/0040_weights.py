"""Weights of the recommendation: sets learnt from answers, and which of them is in force."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0040'
down_revision = '0039'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('weight_set',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('weights', sa.JSON(), nullable=False),
    sa.Column('answers', sa.Integer(), nullable=False),
    sa.Column('mentors', sa.Integer(), nullable=False),
    *(sa.Column(name, sa.Double(), nullable=False) for name in ('loss_before', 'loss_after', 'error', 'order_before', 'order_after')),
    sa.Column('is_better', sa.Boolean(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('made_at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_weight_set')),
    sa.UniqueConstraint('number', name=op.f('uq_weight_set_number')),
    )
    op.create_table('weight_choice',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('weight_set_id', sa.Uuid(), nullable=True),
    sa.Column('by_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('holds', sa.Boolean(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['weight_set_id'], ['weight_set.id'], name=op.f('fk_weight_choice_weight_set_id')),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_weight_choice_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_weight_choice')),
    sa.UniqueConstraint('number', name=op.f('uq_weight_choice_number')),
    )
    op.create_index(op.f('ix_weight_choice_by_id'), 'weight_choice', ['by_id'])
    with op.batch_alter_table('mentor_request') as table:
        table.add_column(sa.Column('weight_set_id', sa.Uuid(), nullable=True))
        table.add_column(sa.Column('parts', sa.JSON(), nullable=False, server_default='{}'))
        table.create_foreign_key(op.f('fk_mentor_request_weight_set_id'), 'weight_set', ['weight_set_id'], ['id'])
    with op.batch_alter_table('mentor_request') as table:
        table.alter_column('parts', server_default=None)
    with op.batch_alter_table('mentorship') as table:
        table.add_column(sa.Column('reached', sa.Integer(), nullable=True))


def downgrade():
    with op.batch_alter_table('mentorship') as table:
        table.drop_column('reached')
    with op.batch_alter_table('mentor_request') as table:
        table.drop_constraint(op.f('fk_mentor_request_weight_set_id'), type_='foreignkey')
        table.drop_column('parts')
        table.drop_column('weight_set_id')
    op.drop_table('weight_choice')
    op.drop_table('weight_set')

"""What officers recommend about entries of their units in the eligibility check."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0054'
down_revision = '0053'
branch_labels = None
depends_on = None


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('eligibility_recommendation',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('verdict', sa.String(length=32), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('at', moment, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('replaced_at', moment, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_eligibility_recommendation_by_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_eligibility_recommendation_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_eligibility_recommendation'))
    )
    for name in ('by_id', 'entry_id'):
        op.create_index(op.f(f'ix_eligibility_recommendation_{name}'), 'eligibility_recommendation', [name])


def downgrade():
    op.drop_table('eligibility_recommendation')

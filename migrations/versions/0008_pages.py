"""What an open page saved of a draft: a lost reply begins no second idea."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0008'
down_revision = '0007'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('idea_page_saving',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_page_saving_idea_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_page_saving')),
    sa.UniqueConstraint('key', name=op.f('uq_idea_page_saving_key'))
    )
    with op.batch_alter_table('idea_page_saving', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_page_saving_idea_id'), ['idea_id'], unique=False)


def downgrade():
    op.drop_table('idea_page_saving')

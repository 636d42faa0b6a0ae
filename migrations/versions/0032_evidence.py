"""A photo that shows where an idea is in use."""

import sqlalchemy as sa
from alembic import op

revision = '0032'
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('idea_adoption', schema=None) as batch_op:
        batch_op.add_column(sa.Column('photo_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f('fk_idea_adoption_photo_id'), 'stored_file', ['photo_id'], ['id']
        )


def downgrade():
    with op.batch_alter_table('idea_adoption', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_idea_adoption_photo_id'), type_='foreignkey')
        batch_op.drop_column('photo_id')

"""Comments under ideas, followers, updates, figures before and now, and ideas that are the same."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('comment',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('taken_back_at', MOMENT, nullable=True),
    sa.Column('hidden_at', MOMENT, nullable=True),
    sa.Column('hidden_by_id', sa.Uuid(), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_comment_author_id')),
    sa.ForeignKeyConstraint(['hidden_by_id'], ['person.id'], name=op.f('fk_comment_hidden_by_id')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_comment_idea_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_comment')),
    sa.UniqueConstraint('author_id', 'key', name=op.f('uq_comment_author_id_key'))
    )
    with op.batch_alter_table('comment', schema=None) as batch_op:
        batch_op.create_index('ix_comment_newest', ['idea_id', 'id'], unique=False)
        batch_op.create_index('ix_comment_lately', ['author_id', 'at'], unique=False)
    op.create_table('idea_follow',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_follow_idea_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_idea_follow_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_follow')),
    sa.UniqueConstraint('idea_id', 'person_id', name=op.f('uq_idea_follow_idea_id_person_id'))
    )
    with op.batch_alter_table('idea_follow', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_follow_person_id'), ['person_id'], unique=False)
    op.create_table('idea_update',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('author_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['person.id'], name=op.f('fk_idea_update_author_id')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_update_idea_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_update')),
    sa.UniqueConstraint('author_id', 'key', name=op.f('uq_idea_update_author_id_key'))
    )
    with op.batch_alter_table('idea_update', schema=None) as batch_op:
        batch_op.create_index('ix_idea_update_newest', ['idea_id', 'id'], unique=False)
    with op.batch_alter_table('idea_adoption', schema=None) as batch_op:
        batch_op.add_column(sa.Column('changes', sa.JSON(), nullable=False, server_default='[]'))
    op.create_table('idea_merge',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('into_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('before', sa.String(length=32), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_idea_merge_by_id')),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_merge_idea_id')),
    sa.ForeignKeyConstraint(['into_id'], ['idea.id'], name=op.f('fk_idea_merge_into_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_merge')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_idea_merge_idea_id'))
    )
    with op.batch_alter_table('idea_merge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_merge_into_id'), ['into_id'], unique=False)
    op.create_table('idea_support_question',
    sa.Column('merge_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('follows', sa.Boolean(), nullable=True),
    sa.Column('was_moved', sa.Boolean(), nullable=False),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['merge_id'], ['idea_merge.id'], name=op.f('fk_idea_support_question_merge_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_idea_support_question_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_support_question')),
    sa.UniqueConstraint('merge_id', 'person_id', name=op.f('uq_idea_support_question_merge_id_person_id'))
    )
    with op.batch_alter_table('idea_support_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_idea_support_question_person_id'), ['person_id'], unique=False)
    op.create_table('idea_likeness',
    sa.Column('idea_id', sa.Uuid(), nullable=False),
    sa.Column('twin_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['idea_id'], ['idea.id'], name=op.f('fk_idea_likeness_idea_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['twin_id'], ['idea.id'], name=op.f('fk_idea_likeness_twin_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_idea_likeness')),
    sa.UniqueConstraint('idea_id', name=op.f('uq_idea_likeness_idea_id'))
    )
    with op.batch_alter_table('idea_backing', schema=None) as batch_op:
        batch_op.add_column(sa.Column('settled_at', MOMENT, nullable=True))
        batch_op.create_index('ix_idea_backing_waiting', ['id'], unique=False, sqlite_where=sa.text('settled_at IS NULL'), postgresql_where=sa.text('settled_at IS NULL'))
    op.execute('UPDATE idea_backing SET settled_at = at')  # what counted before goes on counting


def downgrade():
    with op.batch_alter_table('idea_backing', schema=None) as batch_op:
        batch_op.drop_index('ix_idea_backing_waiting')
        batch_op.drop_column('settled_at')
    op.drop_table('idea_likeness')
    op.drop_table('idea_support_question')
    op.drop_table('idea_merge')
    with op.batch_alter_table('idea_adoption', schema=None) as batch_op:
        batch_op.drop_column('changes')
    op.drop_table('idea_update')
    op.drop_table('idea_follow')
    op.drop_table('comment')

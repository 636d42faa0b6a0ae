"""The questions a contest asks beyond the fixed parts of an entry, and their answers."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0018'
down_revision = '0017'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORDS = mentorhub.platform.db.TranslatedText()
KINDS = ('short', 'long', 'number', 'date', 'choice', 'several', 'link', 'file', 'people')


def upgrade():
    op.create_table('question',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum(*KINDS, name='kind', native_enum=False, length=32), nullable=False),
    sa.Column('label', WORDS, nullable=False),
    sa.Column('help', WORDS, nullable=False),
    sa.Column('is_required', sa.Boolean(), nullable=False),
    sa.Column('names_people', sa.Boolean(), nullable=False),
    sa.Column('least', sa.String(), nullable=False),
    sa.Column('most', sa.String(), nullable=False),
    sa.Column('choices', sa.JSON(), nullable=False),
    sa.Column('sectors', sa.JSON(), nullable=False),
    sa.Column('depends_on', sa.String(), nullable=False),
    sa.Column('depends_value', sa.String(), nullable=False),
    sa.Column('added_at', MOMENT, nullable=False),
    sa.Column('removed_at', MOMENT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_question_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_question')),
    sa.UniqueConstraint('contest_id', 'key', name=op.f('uq_question_contest_id_key')),
    )
    op.create_table('entry_part_needed',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('is_needed', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_entry_part_needed_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_part_needed')),
    sa.UniqueConstraint('contest_id', 'name', name=op.f('uq_entry_part_needed_contest_id_name')),
    )
    op.create_table('entry_page_saving',
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_page_saving_entry_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_page_saving')),
    sa.UniqueConstraint('key', name=op.f('uq_entry_page_saving_key')),
    )
    op.create_index(op.f('ix_entry_page_saving_entry_id'), 'entry_page_saving', ['entry_id'], unique=False)
    op.add_column('contest', sa.Column('form_version', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('entry', sa.Column('answers', sa.JSON(), nullable=False, server_default='{}'))


def downgrade():
    op.drop_column('entry', 'answers')
    op.drop_column('contest', 'form_version')
    op.drop_table('entry_page_saving')
    op.drop_table('entry_part_needed')
    op.drop_table('question')

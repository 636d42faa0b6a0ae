"""The check of entries: documents to show, decisions, what was seen, what may still be changed."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def upgrade():
    op.add_column('entry', sa.Column('asked_parts', sa.JSON(), nullable=False, server_default='[]'))
    op.add_column('entry', sa.Column('asked_until', MOMENT, nullable=True))
    op.create_table('contest_document',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('whose', WORD, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_contest_document_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_contest_document'))
    )
    _index('contest_document', 'contest_id')
    op.create_table('eligibility_decision',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('verdict', WORD, nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('parts', sa.JSON(), nullable=False),
    sa.Column('until', MOMENT, nullable=True),
    sa.Column('before', WORD, nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('undone_at', MOMENT, nullable=True),
    sa.Column('undone_by_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_eligibility_decision_contest_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_eligibility_decision_entry_id')),
    *_people('eligibility_decision', 'by_id', 'answered_by_id', 'undone_by_id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_eligibility_decision'))
    )
    _index('eligibility_decision', 'contest_id', 'entry_id', 'batch_id', 'by_id', 'answered_by_id', 'undone_by_id')
    op.create_table('document_sight',
    sa.Column('document_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('undone_at', MOMENT, nullable=True),
    sa.Column('undone_by_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['contest_document.id'], name=op.f('fk_document_sight_document_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_document_sight_entry_id')),
    *_people('document_sight', 'person_id', 'by_id', 'undone_by_id'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_document_sight'))
    )
    _index('document_sight', 'document_id', 'entry_id', 'person_id', 'by_id', 'undone_by_id')


def _people(table, *names):
    return [
        sa.ForeignKeyConstraint([name], ['person.id'], name=op.f(f'fk_{table}_{name}'))
        for name in names
    ]


def _index(table, *names):
    for name in names:
        op.create_index(op.f(f'ix_{table}_{name}'), table, [name], unique=False)


def downgrade():
    for table in ('document_sight', 'eligibility_decision', 'contest_document'):
        op.drop_table(table)
    for name in ('asked_until', 'asked_parts'):
        op.drop_column('entry', name)

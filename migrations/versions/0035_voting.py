"""Public votes, their ballots, and the two numbers of each entry."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0035'
down_revision = '0034'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
TRANSLATED = mentorhub.platform.db.TranslatedText()


def upgrade():
    op.create_table('public_vote',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('award', TRANSLATED, nullable=False),
    sa.Column('opens_at', MOMENT, nullable=False),
    sa.Column('closes_at', MOMENT, nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('set_up_by_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', MOMENT, nullable=False),
    sa.Column('called_off_at', MOMENT, nullable=True),
    sa.Column('called_off_reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=True),
    sa.Column('published_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_public_vote_approval_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_public_vote_contest_id')),
    sa.ForeignKeyConstraint(['set_up_by_id'], ['person.id'], name=op.f('fk_public_vote_set_up_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_public_vote')),
    sa.UniqueConstraint('contest_id', name=op.f('uq_public_vote_contest_id'))
    )
    op.create_table('ballot',
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('place', sa.String(), nullable=False),
    sa.Column('device', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_ballot_entry_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_ballot_person_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['public_vote.id'], name=op.f('fk_ballot_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot')),
    sa.UniqueConstraint('vote_id', 'person_id', name=op.f('uq_ballot_vote_id_person_id'))
    )
    op.create_index(op.f('ix_ballot_entry_id'), 'ballot', ['entry_id'])
    op.create_index(op.f('ix_ballot_person_id'), 'ballot', ['person_id'])
    op.create_table('ballot_ruling',
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('ground', sa.String(length=32), nullable=False),
    sa.Column('lets_count', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_ballot_ruling_by_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_ballot_ruling_entry_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vote_id'], ['public_vote.id'], name=op.f('fk_ballot_ruling_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ballot_ruling'))
    )
    op.create_index(op.f('ix_ballot_ruling_entry_id'), 'ballot_ruling', ['entry_id'])
    op.create_index(op.f('ix_ballot_ruling_vote_id'), 'ballot_ruling', ['vote_id'])
    op.create_table('stood_aside',
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_stood_aside_by_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_stood_aside_entry_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['vote_id'], ['public_vote.id'], name=op.f('fk_stood_aside_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stood_aside')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_stood_aside_entry_id'))
    )
    op.create_index(op.f('ix_stood_aside_vote_id'), 'stood_aside', ['vote_id'])
    op.create_table('vote_count',
    sa.Column('vote_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=False),
    sa.Column('counted', sa.Integer(), nullable=False),
    sa.Column('held', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_vote_count_entry_id')),
    sa.ForeignKeyConstraint(['vote_id'], ['public_vote.id'], name=op.f('fk_vote_count_vote_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_vote_count')),
    sa.UniqueConstraint('vote_id', 'entry_id', name=op.f('uq_vote_count_vote_id_entry_id'))
    )
    op.create_index(op.f('ix_vote_count_entry_id'), 'vote_count', ['entry_id'])


def downgrade():
    op.drop_table('vote_count')
    op.drop_table('stood_aside')
    op.drop_table('ballot_ruling')
    op.drop_table('ballot')
    op.drop_table('public_vote')

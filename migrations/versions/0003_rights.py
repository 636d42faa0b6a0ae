"""requests about personal data; nothing erased stays readable in the search tables of SQLite"""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db
import mentorhub.platform.search


revision = '0003'
down_revision = '0002'
branch_labels = None
depends_on = None
SEARCHED = ("idea_search", "mentor_search", "contest_search")
KINDS = ("access", "erase", "withdraw", "correct", "object")
STATES = ("open", "done", "refused", "taken_back")


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('data_request',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.Enum(*KINDS, name='kind', native_enum=False, length=32), nullable=False),
    sa.Column('words', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('by_guardian', sa.Boolean(), nullable=False),
    sa.Column('asked_at', moment, nullable=False),
    sa.Column('answer_due', moment, nullable=False),
    sa.Column('done_due', moment, nullable=False),
    sa.Column('state', sa.Enum(*STATES, name='requeststate', native_enum=False, length=32), nullable=False),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answered_at', moment, nullable=True),
    sa.Column('closed_at', moment, nullable=True),
    sa.Column('handled_by_id', sa.Uuid(), nullable=True),
    sa.Column('reminded_at', moment, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['handled_by_id'], ['person.id'], name=op.f('fk_data_request_handled_by_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_data_request_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['unit.id'], name=op.f('fk_data_request_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_data_request'))
    )
    with op.batch_alter_table('data_request', schema=None) as batch_op:
        batch_op.create_index('ix_data_request_list', ['unit_id', 'state', 'done_due'], unique=False)
        batch_op.create_index(batch_op.f('ix_data_request_person_id'), ['person_id'], unique=False)
    for table in SEARCHED:
        mentorhub.platform.search.forget_for_good(op.get_bind(), table)


def downgrade():
    op.drop_table('data_request')

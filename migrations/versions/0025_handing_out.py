"""What jurors agreed to and know, wishes for handing out, long sums, and suspicions looked into."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db
from mentorhub.accounts.domain.addresses import address_key

revision = '0025'
down_revision = '0028'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)


def upgrade():
    op.add_column('guardian', sa.Column('contact_key', sa.String(), nullable=False, server_default=''))
    _index('guardian', 'contact_key')
    _fill_contact_keys()
    op.create_table('juror_answer',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('juror_id', sa.Uuid(), nullable=False),
    sa.Column('rules_version', sa.Integer(), nullable=False),
    sa.Column('agreed_at', MOMENT, nullable=False),
    sa.Column('fields', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('knows', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    *_keys('juror_answer', contest_id='contest', juror_id='juror'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_juror_answer')),
    sa.UniqueConstraint('juror_id', name=op.f('uq_juror_answer_juror_id'))
    )
    _index('juror_answer', 'contest_id')
    op.create_table('handing_wishes',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('most', sa.Integer(), nullable=True),
    sa.Column('most_of', sa.JSON(), nullable=False),
    sa.Column('one_per_unit', sa.Boolean(), nullable=False),
    sa.Column('linkage', WORD, nullable=False),
    sa.Column('moves', sa.Boolean(), nullable=False),
    sa.Column('pinned', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    *_keys('handing_wishes', contest_id='contest'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handing_wishes')),
    sa.UniqueConstraint('contest_id', name=op.f('uq_handing_wishes_contest_id'))
    )
    op.create_table('handing_solution',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.Column('done_at', MOMENT, nullable=True),
    sa.Column('found', sa.JSON(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    *_keys('handing_solution', contest_id='contest'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_handing_solution')),
    sa.UniqueConstraint('contest_id', 'digest', name=op.f('uq_handing_solution_contest_id_digest'))
    )
    op.create_table('clearance',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('juror_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('ground', WORD, nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('ended_at', MOMENT, nullable=True),
    sa.Column('ended_by_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    *_keys('clearance', contest_id='contest', juror_id='juror', entry_id='entry', by_id='person', ended_by_id='person'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_clearance'))
    )
    _index('clearance', 'contest_id', 'entry_id')
    held = sa.text('ended_at IS NULL')
    op.create_index('uq_clearance_in_force', 'clearance', ['juror_id', 'entry_id', 'ground'], unique=True, sqlite_where=held, postgresql_where=held)


def downgrade():
    for table in ('clearance', 'handing_solution', 'handing_wishes', 'juror_answer'):
        op.drop_table(table)
    op.drop_index('ix_guardian_contact_key', 'guardian')
    op.drop_column('guardian', 'contact_key')


def _fill_contact_keys():
    guardian = sa.table('guardian', sa.column('id', sa.Uuid()), sa.column('contact', sa.String()), sa.column('contact_key', sa.String()))
    connection = op.get_bind()
    for row in connection.execute(sa.select(guardian.c.id, guardian.c.contact)).all():
        if key := address_key(row.contact):
            connection.execute(sa.update(guardian).where(guardian.c.id == row.id).values(contact_key=key))


def _keys(table, **columns):
    return [
        sa.ForeignKeyConstraint([column], [f'{there}.id'], name=op.f(f'fk_{table}_{column}'))
        for column, there in columns.items()
    ]


def _index(table, *columns):
    for column in columns:
        op.create_index(op.f(f'ix_{table}_{column}'), table, [column], unique=False)

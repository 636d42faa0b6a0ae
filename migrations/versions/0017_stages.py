"""A jury marks stage by stage: who goes on, and what is carried into the next."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0017'
down_revision = '0016'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
ADDED = (
    ('contest', 'judged_stage'),
    ('entry', 'reached_stage'),
    ('judging_round', 'stage'),
)
UNIQUE = ('scorecard', 'waiver')


def upgrade():
    with op.batch_alter_table('juror') as batch_op:
        batch_op.add_column(sa.Column('panel_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_juror_panel_id'), 'panel', ['panel_id'], ['id'])
        batch_op.create_index(op.f('ix_juror_panel_id'), ['panel_id'])
    op.add_column('place', sa.Column('carried', sa.Numeric(precision=9, scale=2), nullable=True))
    for table, name in ADDED:
        op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default='1'))
    for table in UNIQUE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(sa.Column('stage', sa.Integer(), nullable=False, server_default='1'))
            batch_op.drop_constraint(op.f(f'uq_{table}_juror_id_entry_id'), type_='unique')
            batch_op.create_unique_constraint(
                op.f(f'uq_{table}_juror_id_entry_id_stage'), ['juror_id', 'entry_id', 'stage']
            )
    op.create_table('stage_result',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('stage', sa.Integer(), nullable=False),
    sa.Column('place', sa.Integer(), nullable=True),
    sa.Column('total', sa.Numeric(precision=9, scale=2), nullable=True),
    sa.Column('goes_on', sa.Boolean(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_stage_result_contest_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_stage_result_entry_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_result')),
    sa.UniqueConstraint('entry_id', 'stage', name=op.f('uq_stage_result_entry_id_stage'))
    )
    op.create_index(op.f('ix_stage_result_contest_id'), 'stage_result', ['contest_id'])


def downgrade():
    with op.batch_alter_table('juror') as batch_op:
        batch_op.drop_index(op.f('ix_juror_panel_id'))
        batch_op.drop_constraint(op.f('fk_juror_panel_id'), type_='foreignkey')
        batch_op.drop_column('panel_id')
    op.drop_column('place', 'carried')
    op.drop_table('stage_result')
    for table in UNIQUE:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_constraint(op.f(f'uq_{table}_juror_id_entry_id_stage'), type_='unique')
            batch_op.create_unique_constraint(
                op.f(f'uq_{table}_juror_id_entry_id'), ['juror_id', 'entry_id']
            )
            batch_op.drop_column('stage')
    for table, name in ADDED:
        op.drop_column(table, name)

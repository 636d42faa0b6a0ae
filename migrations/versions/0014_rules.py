"""Every rule of a contest as data: ages, fields, numbers, units, panels, rounds, the lot."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0014'
down_revision = '0013'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
ADVANCE = sa.Enum('everyone', 'best', 'best_of_unit', 'points', name='advance', native_enum=False, length=32)
CONTEST = (
    sa.Column('bonus', sa.Numeric(6, 2), nullable=True),
    sa.Column('bonus_for', sa.JSON(), nullable=False, server_default='{}'),
    sa.Column('complaint_days', sa.Integer(), nullable=False, server_default='5'),
    sa.Column('ages_on', sa.Date(), nullable=True),
    sa.Column('share_in_age', sa.String(), nullable=False, server_default='1'),
    sa.Column('sectors', sa.JSON(), nullable=False, server_default='[]'),
    sa.Column('most_entries', sa.Integer(), nullable=False, server_default='1'),
    sa.Column('leads_one', sa.Boolean(), nullable=False, server_default=sa.false()),
    sa.Column('unit_min', sa.Integer(), nullable=True),
    sa.Column('unit_max', sa.Integer(), nullable=True),
)
STAGE = (
    sa.Column('advance', ADVANCE, nullable=False, server_default='everyone'),
    sa.Column('best', sa.Integer(), nullable=True),
    sa.Column('points', sa.Numeric(7, 2), nullable=True),
    sa.Column('carried', sa.Integer(), nullable=False, server_default='0'),
    sa.Column('pitch_minutes', sa.Integer(), nullable=True),
    sa.Column('question_minutes', sa.Integer(), nullable=True),
    sa.Column('is_drawn', sa.Boolean(), nullable=False, server_default=sa.false()),
)


def upgrade():
    _add('contest', CONTEST)
    _add('stage', STAGE)
    _add('rubric_line', [sa.Column('tie_order', sa.Integer(), nullable=True)])
    _add('place', [sa.Column('bonus', sa.Numeric(6, 2), nullable=True)])
    op.create_table('panel',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('name', sa.JSON(), nullable=False),
    sa.Column('readers', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_panel_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_panel'))
    )
    op.create_table('draw',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('stage_id', sa.Uuid(), nullable=False),
    sa.Column('seed', sa.String(), nullable=False),
    sa.Column('codes', sa.JSON(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_draw_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_draw_contest_id')),
    sa.ForeignKeyConstraint(['stage_id'], ['stage.id'], name=op.f('fk_draw_stage_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draw')),
    sa.UniqueConstraint('stage_id', name=op.f('uq_draw_stage_id'))
    )
    op.create_index(op.f('ix_panel_contest_id'), 'panel', ['contest_id'], unique=False)
    op.create_index(op.f('ix_draw_contest_id'), 'draw', ['contest_id'], unique=False)
    op.create_index(op.f('ix_draw_by_id'), 'draw', ['by_id'], unique=False)
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('bonus', sa.Numeric(6, 2), nullable=True))
        batch_op.add_column(sa.Column('led_by_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(op.f('fk_entry_led_by_id'), 'person', ['led_by_id'], ['id'])
        batch_op.create_index(op.f('ix_entry_led_by_id'), ['led_by_id'], unique=False)
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seat', sa.Integer(), nullable=False, server_default='1'))
        batch_op.drop_constraint('uq_participant_contest_id_person_id', type_='unique')
        batch_op.create_unique_constraint(
            'uq_participant_contest_id_person_id_seat', ['contest_id', 'person_id', 'seat'])
        batch_op.create_unique_constraint(
            'uq_participant_entry_id_person_id', ['entry_id', 'person_id'])


def downgrade():
    with op.batch_alter_table('participant', schema=None) as batch_op:
        batch_op.drop_constraint('uq_participant_entry_id_person_id', type_='unique')
        batch_op.drop_constraint('uq_participant_contest_id_person_id_seat', type_='unique')
        batch_op.create_unique_constraint(
            'uq_participant_contest_id_person_id', ['contest_id', 'person_id'])
        batch_op.drop_column('seat')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_index(op.f('ix_entry_led_by_id'))
        batch_op.drop_constraint(op.f('fk_entry_led_by_id'), type_='foreignkey')
        batch_op.drop_column('led_by_id')
        batch_op.drop_column('bonus')
    op.drop_table('draw')
    op.drop_table('panel')
    _drop('place', ['bonus'])
    _drop('rubric_line', ['tie_order'])
    _drop('stage', [column.name for column in STAGE])
    _drop('contest', [column.name for column in CONTEST])


def _add(table, columns):
    with op.batch_alter_table(table, schema=None) as batch_op:
        for column in columns:
            batch_op.add_column(column._copy())


def _drop(table, names):
    with op.batch_alter_table(table, schema=None) as batch_op:
        for name in names:
            batch_op.drop_column(name)

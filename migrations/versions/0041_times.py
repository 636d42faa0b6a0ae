"""Week grid of free times, the check and the code of a mentor, and mentors offered to a team."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0041'
down_revision = '0040'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
WORD = sa.String(length=32)
EVENINGS = [f't{day}_toi' for day in range(2, 7)]
profile = sa.table(
    'mentor_profile', sa.column('id', sa.Uuid()), sa.column('free_times', sa.JSON()),
    sa.column('state', sa.String()), sa.column('checked_at', MOMENT),
    sa.column('checked_by_id', sa.Uuid()),
)
activity = sa.table(
    'activity', sa.column('id', sa.Uuid()), sa.column('verb', sa.String()),
    sa.column('subject_id', sa.Uuid()), sa.column('actor_id', sa.Uuid()), sa.column('at', MOMENT),
)


def upgrade():
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.add_column(sa.Column('free_times', sa.JSON(), nullable=False, server_default='[]'))
    with op.batch_alter_table('mentor_profile', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reach_km', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('checked_at', MOMENT, nullable=True))
        batch_op.add_column(sa.Column('checked_by_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('left_at', MOMENT, nullable=True))
        batch_op.add_column(sa.Column('code_edition', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('code_agreed_at', MOMENT, nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_mentor_profile_checked_by_id'), 'person', ['checked_by_id'], ['id'])
    with op.batch_alter_table('mentor_request', schema=None) as batch_op:
        batch_op.add_column(sa.Column('proposed_by_id', sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_mentor_request_proposed_by_id'), 'person', ['proposed_by_id'], ['id'])
    op.create_table('mentor_offer',
    sa.Column('team_id', sa.Uuid(), nullable=False),
    sa.Column('profile_id', sa.Uuid(), nullable=False),
    sa.Column('made_by_id', sa.Uuid(), nullable=False),
    sa.Column('made_at', MOMENT, nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('state', WORD, nullable=False),
    sa.Column('answered_by_id', sa.Uuid(), nullable=True),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    _key('team_id', 'team'),
    _key('profile_id', 'mentor_profile'),
    _key('made_by_id', 'person'),
    _key('answered_by_id', 'person'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_mentor_offer')),
    )
    op.create_index('ix_mentor_offer_team', 'mentor_offer', ['team_id', 'state', 'id'])
    for column in ('profile_id', 'made_by_id', 'answered_by_id'):
        op.create_index(op.f(f'ix_mentor_offer_{column}'), 'mentor_offer', [column])
    _tick_each_evening()
    _remember_who_checked()


def _tick_each_evening():
    """Weekday evenings were one box; they are five."""
    connection = op.get_bind()
    coarse = sa.cast(profile.c.free_times, sa.String).contains('"t2-t6_toi"')
    for key, times in connection.execute(sa.select(profile.c.id, profile.c.free_times).where(coarse)).all():
        fine = EVENINGS + [time for time in times if time != 't2-t6_toi']
        connection.execute(profile.update().where(profile.c.id == key).values(free_times=fine))


def _remember_who_checked():
    """Nobody is unchecked by having been checked before the column was there."""
    connection = op.get_bind()
    was = activity.c.verb == 'mentor.checked', activity.c.subject_id == profile.c.id
    last = sa.select(activity.c.at).where(*was).order_by(activity.c.id.desc()).limit(1)
    who = sa.select(activity.c.actor_id).where(*was).order_by(activity.c.id.desc()).limit(1)
    connection.execute(
        profile.update()
        .where(profile.c.state.in_(('active', 'paused')))
        .values(checked_at=last.scalar_subquery(), checked_by_id=who.scalar_subquery())
    )


def downgrade():
    op.drop_table('mentor_offer')
    _join_the_evenings()
    with op.batch_alter_table('mentor_request', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_mentor_request_proposed_by_id'), type_='foreignkey')
        batch_op.drop_column('proposed_by_id')
    with op.batch_alter_table('mentor_profile', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_mentor_profile_checked_by_id'), type_='foreignkey')
        for column in ('code_agreed_at', 'code_edition', 'left_at', 'checked_by_id', 'checked_at', 'reach_km'):
            batch_op.drop_column(column)
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_column('free_times')


def _join_the_evenings():
    connection = op.get_bind()
    for key, times in connection.execute(sa.select(profile.c.id, profile.c.free_times)).all():
        if {*times} & {*EVENINGS}:
            coarse = ['t2-t6_toi', *(time for time in times if time not in EVENINGS)]
            connection.execute(profile.update().where(profile.c.id == key).values(free_times=coarse))


def _key(column, target):
    return sa.ForeignKeyConstraint([column], [f'{target}.id'], name=op.f(f'fk_mentor_offer_{column}'))

"""Through which link somebody came in, who was taken out and why, who is asked to lead; one leader."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0019'
down_revision = '0018'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
PRESENT = 'left_at IS NULL'
ONE_LEADER = 'is_owner AND left_at IS NULL'
ONE_ASKED = 'asked_to_lead_at IS NOT NULL AND left_at IS NULL'


def _one_of_a_team(batch_op, name, columns, where):
    condition = sa.text(where)
    batch_op.create_index(
        name, columns, unique=True, sqlite_where=condition, postgresql_where=condition
    )


def _no_longer(batch_op, name, where):
    condition = sa.text(where)
    batch_op.drop_index(name, sqlite_where=condition, postgresql_where=condition)


def upgrade():
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        _no_longer(batch_op, 'uq_team_member_present', PRESENT)
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        batch_op.add_column(sa.Column('invitation_id', sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('asked_to_lead_at', MOMENT, nullable=True))
        batch_op.add_column(sa.Column('taken_out_by_id', sa.Uuid(), nullable=True))
        batch_op.add_column(
            sa.Column('taken_out_why', sa.String(), nullable=False, server_default='')
        )
        batch_op.create_foreign_key(
            op.f('fk_team_member_invitation_id'), 'team_invitation', ['invitation_id'], ['id']
        )
        batch_op.create_foreign_key(
            op.f('fk_team_member_taken_out_by_id'), 'person', ['taken_out_by_id'], ['id']
        )
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        batch_op.alter_column('taken_out_why', server_default=None)
        batch_op.create_index(op.f('ix_team_member_invitation_id'), ['invitation_id'])
        _one_of_a_team(batch_op, 'uq_team_member_present', ['team_id', 'person_id'], PRESENT)
        _one_of_a_team(batch_op, 'uq_team_member_leads', ['team_id'], ONE_LEADER)
        _one_of_a_team(batch_op, 'uq_team_member_asked', ['team_id'], ONE_ASKED)


def downgrade():
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        _no_longer(batch_op, 'uq_team_member_asked', ONE_ASKED)
        _no_longer(batch_op, 'uq_team_member_leads', ONE_LEADER)
        _no_longer(batch_op, 'uq_team_member_present', PRESENT)
        batch_op.drop_index(op.f('ix_team_member_invitation_id'))
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        batch_op.drop_constraint(op.f('fk_team_member_taken_out_by_id'), type_='foreignkey')
        batch_op.drop_constraint(op.f('fk_team_member_invitation_id'), type_='foreignkey')
        batch_op.drop_column('taken_out_why')
        batch_op.drop_column('taken_out_by_id')
        batch_op.drop_column('asked_to_lead_at')
        batch_op.drop_column('invitation_id')
    with op.batch_alter_table('team_member', schema=None) as batch_op:
        _one_of_a_team(batch_op, 'uq_team_member_present', ['team_id', 'person_id'], PRESENT)

"""Addresses that identify nobody until they are proved."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0007'
down_revision = '0006'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)
PROOFS = (('phone', 'phone', 'phone_verified_at'), ('email', 'email_key', 'email_verified_at'))


def upgrade():
    op.create_table('pending_address',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('email', sa.String(), nullable=False),
    sa.Column('asked_at', MOMENT, nullable=False),
    sa.Column('expires_at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_pending_address_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pending_address')),
    sa.UniqueConstraint('person_id', name=op.f('uq_pending_address_person_id'))
    )
    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.add_column(sa.Column('seen_at', MOMENT, nullable=True))

    # env.py has switched foreign keys off: the batch makes the table anew on SQLite
    with op.batch_alter_table('personal_details', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('uq_personal_details_phone'), type_='unique')
        batch_op.drop_constraint(batch_op.f('uq_personal_details_email_key'), type_='unique')
        batch_op.create_index(batch_op.f('ix_personal_details_phone'), ['phone'], unique=False)
        batch_op.create_index(batch_op.f('ix_personal_details_email_key'), ['email_key'], unique=False)

    for kind, column, proof in PROOFS:
        proved = sa.text(f'{proof} IS NOT NULL')
        op.create_index(f'uq_personal_details_proved_{kind}', 'personal_details', [column],
                        unique=True, sqlite_where=proved, postgresql_where=proved)


def downgrade():
    """Refused by the database while two accounts claim one address: nobody is dropped for it."""
    for kind, _column, _proof in PROOFS:
        op.drop_index(f'uq_personal_details_proved_{kind}', table_name='personal_details')

    with op.batch_alter_table('personal_details', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_personal_details_email_key'))
        batch_op.drop_index(batch_op.f('ix_personal_details_phone'))
        batch_op.create_unique_constraint(batch_op.f('uq_personal_details_phone'), ['phone'])
        batch_op.create_unique_constraint(batch_op.f('uq_personal_details_email_key'), ['email_key'])

    with op.batch_alter_table('login', schema=None) as batch_op:
        batch_op.drop_column('seen_at')

    op.drop_table('pending_address')

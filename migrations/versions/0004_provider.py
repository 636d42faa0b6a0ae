"""sign-in with a provider; the order of names in figures alone"""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db
from mentorhub.platform.text import sort_key


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None
AT_ONCE = 1000


def upgrade():
    op.create_table('provider_identity',
    sa.Column('issuer', sa.String(), nullable=False),
    sa.Column('subject', sa.String(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('linked_at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_provider_identity_person_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_identity')),
    sa.UniqueConstraint('issuer', 'subject', name=op.f('uq_provider_identity_issuer_subject')),
    sa.UniqueConstraint('person_id', 'issuer', name=op.f('uq_provider_identity_person_id_issuer'))
    )
    op.create_table('provider_return',
    sa.Column('state_digest', sa.String(), nullable=False),
    sa.Column('at', mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_provider_return')),
    sa.UniqueConstraint('state_digest', name=op.f('uq_provider_return_state_digest'))
    )
    with op.batch_alter_table('provider_return', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_provider_return_at'), ['at'], unique=False)
    for name in ('personal_details', 'roster_line'):
        order_again(name)


def order_again(name):
    """Computed afresh: the key of before put "Mai An" before "Ma An"."""
    table = sa.table(
        name, sa.column('id', sa.Uuid()), sa.column('name', sa.String()),
        sa.column('name_order', sa.String()),
    )
    bind = op.get_bind()
    change = sa.update(table).where(table.c.id == sa.bindparam('key'))
    change = change.values(name_order=sa.bindparam('order'))
    rows = bind.execute(sa.select(table.c.id, table.c.name)).all()
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start:start + AT_ONCE]
        bind.execute(change, [{'key': key, 'order': sort_key(text)} for key, text in some])


def downgrade():
    op.drop_table('provider_return')
    op.drop_table('provider_identity')

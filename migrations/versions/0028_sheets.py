"""A note below a set mark, and receipts of sheets."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0028'
down_revision = '0031'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    with op.batch_alter_table('contest') as batch:
        batch.add_column(sa.Column('note_below', sa.Integer(), nullable=True))
    op.create_table('sheet_receipt',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('scorecard_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('signature', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_sheet_receipt_contest_id')),
    sa.ForeignKeyConstraint(['scorecard_id'], ['scorecard.id'], name=op.f('fk_sheet_receipt_scorecard_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_receipt')),
    sa.UniqueConstraint('code', name=op.f('uq_sheet_receipt_code'))
    )
    op.create_index(op.f('ix_sheet_receipt_contest_id'), 'sheet_receipt', ['contest_id'], unique=False)
    op.create_index(op.f('ix_sheet_receipt_scorecard_id'), 'sheet_receipt', ['scorecard_id'], unique=False)


def downgrade():
    op.drop_table('sheet_receipt')
    with op.batch_alter_table('contest') as batch:
        batch.drop_column('note_below')

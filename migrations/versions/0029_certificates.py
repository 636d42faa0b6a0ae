"""Certificates: what was given at one time, each of them, and the files of their papers."""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0029'
down_revision = '0027'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('certificate_batch',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('finished_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_certificate_batch_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_certificate_batch_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_batch'))
    )
    op.create_index(op.f('ix_certificate_batch_by_id'), 'certificate_batch', ['by_id'], unique=False)
    op.create_index(op.f('ix_certificate_batch_contest_id'), 'certificate_batch', ['contest_id'], unique=False)
    op.create_table('certificate',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('batch_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('award', 'taking_part', 'juror', 'idea', name='kind', native_enum=False, length=32), nullable=False),
    sa.Column('about_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=True),
    sa.Column('award_id', sa.Uuid(), nullable=True),
    sa.Column('code', sa.String(), nullable=False),
    sa.Column('name', sa.String(), nullable=False),
    sa.Column('salt', sa.String(), nullable=False),
    sa.Column('signature', sa.String(), nullable=False),
    sa.Column('given_at', MOMENT, nullable=False),
    sa.Column('revoked_at', MOMENT, nullable=True),
    sa.Column('revoked_by_id', sa.Uuid(), nullable=True),
    sa.Column('cause', sa.Enum('name', 'mistake', 'result', 'asked', name='cause', native_enum=False, length=32), nullable=True),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['award_id'], ['award.id'], name=op.f('fk_certificate_award_id')),
    sa.ForeignKeyConstraint(['batch_id'], ['certificate_batch.id'], name=op.f('fk_certificate_batch_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_certificate_contest_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_certificate_entry_id')),
    sa.ForeignKeyConstraint(['person_id'], ['person.id'], name=op.f('fk_certificate_person_id')),
    sa.ForeignKeyConstraint(['revoked_by_id'], ['person.id'], name=op.f('fk_certificate_revoked_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate')),
    sa.UniqueConstraint('code', name=op.f('uq_certificate_code'))
    )
    for column in ('batch_id', 'contest_id', 'entry_id', 'person_id'):
        op.create_index(op.f(f'ix_certificate_{column}'), 'certificate', [column], unique=False)
    valid = sa.text('revoked_at IS NULL')
    op.create_index('uq_certificate_valid', 'certificate', ['person_id', 'kind', 'about_id'], unique=True, sqlite_where=valid, postgresql_where=valid)
    op.create_table('certificate_bundle',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('shape', sa.Enum('zip', 'pdf', name='shape', native_enum=False, length=32), nullable=False),
    sa.Column('total', sa.Integer(), nullable=False),
    sa.Column('done', sa.Integer(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('last_id', sa.Uuid(), nullable=True),
    sa.Column('file_id', sa.Uuid(), nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_certificate_bundle_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_certificate_bundle_contest_id')),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_certificate_bundle_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_bundle')),
    sa.UniqueConstraint('contest_id', 'shape', name=op.f('uq_certificate_bundle_contest_id_shape'))
    )
    op.create_index(op.f('ix_certificate_bundle_by_id'), 'certificate_bundle', ['by_id'], unique=False)
    op.create_table('certificate_bundle_part',
    sa.Column('bundle_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('file_id', sa.Uuid(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['bundle_id'], ['certificate_bundle.id'], name=op.f('fk_certificate_bundle_part_bundle_id'), ondelete='CASCADE'),
    sa.ForeignKeyConstraint(['file_id'], ['stored_file.id'], name=op.f('fk_certificate_bundle_part_file_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_certificate_bundle_part')),
    sa.UniqueConstraint('bundle_id', 'number', name=op.f('uq_certificate_bundle_part_bundle_id_number'))
    )


def downgrade():
    op.drop_table('certificate_bundle_part')
    op.drop_table('certificate_bundle')
    op.drop_table('certificate')
    op.drop_table('certificate_batch')

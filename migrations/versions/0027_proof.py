"""Scoresheets as a log that cannot be changed unseen: each act gets its place and its leaf."""

import hashlib
import json
import secrets
from datetime import UTC
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0027'
down_revision = '0024'
branch_labels = None
depends_on = None

MOMENT = mentorhub.platform.db.UtcDateTime(timezone=True)


def upgrade():
    op.create_table('score_log',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('size', sa.Integer(), nullable=False),
    sa.Column('checked_at', MOMENT, nullable=True),
    sa.Column('problem', sa.String(), nullable=False),
    sa.Column('emptied_at', MOMENT, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_score_log_contest_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score_log')),
    sa.UniqueConstraint('contest_id', name=op.f('uq_score_log_contest_id'))
    )
    op.create_table('ledger',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_ledger_contest_id')),
    sa.ForeignKeyConstraint(['publication_id'], ['publication.id'], name=op.f('fk_ledger_publication_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_ledger')),
    sa.UniqueConstraint('publication_id', name=op.f('uq_ledger_publication_id'))
    )
    op.create_table('held_remark',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('scorecard_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(), nullable=False),
    sa.Column('by_id', sa.Uuid(), nullable=False),
    sa.Column('at', MOMENT, nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['person.id'], name=op.f('fk_held_remark_by_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_held_remark_contest_id')),
    sa.ForeignKeyConstraint(['scorecard_id'], ['scorecard.id'], name=op.f('fk_held_remark_scorecard_id'), ondelete='CASCADE'),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_remark')),
    sa.UniqueConstraint('scorecard_id', name=op.f('uq_held_remark_scorecard_id'))
    )
    op.create_index(op.f('ix_held_remark_contest_id'), 'held_remark', ['contest_id'], unique=False)
    op.create_table('complaint',
    sa.Column('contest_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('publication_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.Enum('arithmetic', 'eligibility', 'procedure', name='kind', native_enum=False, length=32), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('language', sa.String(), nullable=False),
    sa.Column('filed_by_id', sa.Uuid(), nullable=False),
    sa.Column('filed_at', MOMENT, nullable=False),
    sa.Column('checked', sa.JSON(), nullable=False),
    sa.Column('is_upheld', sa.Boolean(), nullable=True),
    sa.Column('answer', sa.String(), nullable=False),
    sa.Column('answer_language', sa.String(), nullable=False),
    sa.Column('approval_id', sa.Uuid(), nullable=True),
    sa.Column('answered_at', MOMENT, nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['approval_id'], ['approval.id'], name=op.f('fk_complaint_approval_id')),
    sa.ForeignKeyConstraint(['contest_id'], ['contest.id'], name=op.f('fk_complaint_contest_id')),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_complaint_entry_id')),
    sa.ForeignKeyConstraint(['filed_by_id'], ['person.id'], name=op.f('fk_complaint_filed_by_id')),
    sa.ForeignKeyConstraint(['publication_id'], ['publication.id'], name=op.f('fk_complaint_publication_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint')),
    sa.UniqueConstraint('key', name=op.f('uq_complaint_key'))
    )
    op.create_index(op.f('ix_complaint_contest_id'), 'complaint', ['contest_id'], unique=False)
    op.create_index(op.f('ix_complaint_entry_id'), 'complaint', ['entry_id'], unique=False)
    op.create_index(op.f('ix_ledger_contest_id'), 'ledger', ['contest_id'], unique=False)
    with op.batch_alter_table('publication') as batch_op:
        batch_op.add_column(sa.Column('edition', sa.Integer(), nullable=False, server_default='1'))
        batch_op.add_column(sa.Column('reason', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('left_out', sa.JSON(), nullable=False, server_default='[]'))
        batch_op.add_column(sa.Column('publish_at', MOMENT, nullable=True))
        batch_op.add_column(sa.Column('announced_at', MOMENT, nullable=True))
    with op.batch_alter_table('publication') as batch_op:
        batch_op.alter_column('edition', existing_type=sa.Integer(), server_default=None)
        batch_op.alter_column('reason', existing_type=sa.String(), server_default=None)
        batch_op.alter_column('left_out', existing_type=sa.JSON(), server_default=None)
    with op.batch_alter_table('score_event') as batch_op:
        batch_op.add_column(sa.Column('position', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('nonce', sa.String(), nullable=True))
        batch_op.add_column(sa.Column('sheet', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('leaf', sa.String(), nullable=True))
    _enter_what_is_there(op.get_bind())
    with op.batch_alter_table('score_event') as batch_op:
        batch_op.alter_column('position', existing_type=sa.Integer(), nullable=False)
        batch_op.alter_column('nonce', existing_type=sa.String(), nullable=False)
        batch_op.alter_column('sheet', existing_type=sa.String(), server_default=None)
        batch_op.alter_column('leaf', existing_type=sa.String(), nullable=False)
        batch_op.create_unique_constraint(
            op.f('uq_score_event_contest_id_position'), ['contest_id', 'position']
        )


def downgrade():
    with op.batch_alter_table('score_event') as batch_op:
        batch_op.drop_constraint(op.f('uq_score_event_contest_id_position'), type_='unique')
        for name in ('leaf', 'sheet', 'nonce', 'position'):
            batch_op.drop_column(name)
    with op.batch_alter_table('publication') as batch_op:
        for name in ('announced_at', 'publish_at', 'left_out', 'reason', 'edition'):
            batch_op.drop_column(name)
    op.drop_table('complaint')
    op.drop_table('held_remark')
    op.drop_table('ledger')
    op.drop_table('score_log')


def _enter_what_is_there(connection):
    """Older acts come first, in the order of their keys; sheets handed in are committed to as
    they are now: nothing is proved of what came before."""
    event = sa.Table('score_event', sa.MetaData(), autoload_with=connection)
    event.c.at.type = MOMENT
    sizes, handed_in = {}, _handed_in(connection)
    rows = connection.execute(sa.select(event).order_by(event.c.contest_id, event.c.id)).all()
    last = {row.scorecard_id: row.id for row in rows}
    for row in rows:
        position = sizes.get(row.contest_id, 0)
        sizes[row.contest_id] = position + 1
        content, sheet, nonce = dict(row.content), '', secrets.token_hex(16)
        if row.kind == 'submitted' and last[row.scorecard_id] == row.id and row.scorecard_id in handed_in:
            entry, points = handed_in[row.scorecard_id]
            content['points'] = points
            sheet = _commitment(_secret(nonce, 'sheet'), {'entry': str(entry), 'points': points})
        facts = {
            'at': row.at.astimezone(UTC).isoformat(), 'by': row.by_id.hex,
            'card': row.scorecard_id.hex, 'contest': row.contest_id.hex, 'content': content,
            'kind': row.kind, 'version': row.version,
        }
        both = {'facts': _commitment(_secret(nonce, 'facts'), facts), 'sheet': sheet}
        leaf = hashlib.sha256(b'\x00' + _canonical(both)).hexdigest()
        connection.execute(
            sa.update(event).where(event.c.id == row.id).values(
                position=position, nonce=nonce, sheet=sheet, leaf=leaf, content=content
            )
        )
    log = sa.Table('score_log', sa.MetaData(), autoload_with=connection)
    for contest, size in sizes.items():
        connection.execute(sa.insert(log).values(id=uuid4(), contest_id=contest, size=size, problem=''))


def _handed_in(connection):
    """{card: (entry, points by criterion)} of the sheets that are locked now."""
    found = connection.execute(sa.text(
        "SELECT s.id AS card, s.entry_id AS entry, m.line_id AS line, m.points AS points "
        "FROM scorecard s JOIN mark m ON m.scorecard_id = s.id "
        "JOIN rubric_line r ON r.id = m.line_id "
        "WHERE s.state = 'submitted' AND m.points IS NOT NULL AND r.retired_at IS NULL"
    ).columns(card=sa.Uuid(), entry=sa.Uuid(), line=sa.Uuid(), points=sa.Numeric(6, 2)))
    sheets = {}
    for row in found:
        sheets.setdefault(row.card, (row.entry, {}))[1][str(row.line)] = f'{row.points:.2f}'
    return sheets


def _canonical(facts):
    return json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(',', ':')).encode()


def _secret(nonce, what):
    return hashlib.sha256(f'{what}:{nonce}'.encode()).hexdigest()


def _commitment(salt, facts):
    return hashlib.sha256(salt.encode() + _canonical(facts)).hexdigest()

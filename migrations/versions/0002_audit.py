"""audit: pseudonyms instead of people, seals, and triggers that keep the log as it was written"""

import hashlib
import hmac
import secrets

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db
from uuid_utils.compat import uuid7

revision = '0002'
down_revision = '0001'
branch_labels = None
depends_on = None

CONTENT = ("id", "at", "what", "permission", "allowed", "actor", "office", "office_unit_id", "on_whom",
           "subject_type", "subject_id", "unit_id", "contest_id", "request", "facts")
SEALED = ("id", "number", "first_id", "last_id", "count", "newest_at", "rows_digest", "previous",
          "digest", "signature", "made_at")

# A row takes its seal once; it goes when the seal says that all its rows are older than 24 months.
SQLITE = (
    f"""CREATE TRIGGER audit_row_stays BEFORE UPDATE OF {', '.join(CONTENT)} ON audit_row
    BEGIN SELECT RAISE(ABORT, 'audit rows are not changed'); END""",
    """CREATE TRIGGER audit_row_sealed_once BEFORE UPDATE OF seal ON audit_row WHEN OLD.seal IS NOT NULL
    BEGIN SELECT RAISE(ABORT, 'audit rows are sealed once'); END""",
    """CREATE TRIGGER audit_row_kept BEFORE DELETE ON audit_row WHEN NOT EXISTS (
        SELECT 1 FROM audit_seal WHERE number = OLD.seal AND emptied_at IS NOT NULL)
    BEGIN SELECT RAISE(ABORT, 'audit rows are not deleted'); END""",
    f"""CREATE TRIGGER audit_seal_stays BEFORE UPDATE OF {', '.join(SEALED)} ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'seals are not changed'); END""",
    """CREATE TRIGGER audit_seal_emptied_late BEFORE UPDATE OF emptied_at ON audit_seal
    WHEN OLD.emptied_at IS NOT NULL OR OLD.newest_at > datetime('now', '-24 months')
    BEGIN SELECT RAISE(ABORT, 'audit rows are kept for 24 months'); END""",
    """CREATE TRIGGER audit_seal_kept BEFORE DELETE ON audit_seal
    BEGIN SELECT RAISE(ABORT, 'seals are not deleted'); END""",
)
POSTGRES = (
    """CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation'; END $$""",
    """CREATE FUNCTION audit_row_kept() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM audit_seal WHERE number = OLD.seal AND emptied_at IS NOT NULL)
        THEN RETURN OLD; END IF;
        RAISE EXCEPTION 'audit rows are not deleted' USING ERRCODE = 'integrity_constraint_violation';
    END $$""",
    f"""CREATE TRIGGER audit_row_stays BEFORE UPDATE OF {', '.join(CONTENT)} ON audit_row
    FOR EACH ROW EXECUTE FUNCTION audit_refuse('audit rows are not changed')""",
    """CREATE TRIGGER audit_row_sealed_once BEFORE UPDATE OF seal ON audit_row FOR EACH ROW
    WHEN (OLD.seal IS NOT NULL) EXECUTE FUNCTION audit_refuse('audit rows are sealed once')""",
    """CREATE TRIGGER audit_row_kept BEFORE DELETE ON audit_row FOR EACH ROW
    EXECUTE FUNCTION audit_row_kept()""",
    """CREATE TRIGGER audit_row_truncated BEFORE TRUNCATE ON audit_row
    EXECUTE FUNCTION audit_refuse('audit rows are not deleted')""",
    f"""CREATE TRIGGER audit_seal_stays BEFORE UPDATE OF {', '.join(SEALED)} ON audit_seal
    FOR EACH ROW EXECUTE FUNCTION audit_refuse('seals are not changed')""",
    """CREATE TRIGGER audit_seal_emptied_late BEFORE UPDATE OF emptied_at ON audit_seal FOR EACH ROW
    WHEN (OLD.emptied_at IS NOT NULL OR OLD.newest_at > now() - interval '24 months')
    EXECUTE FUNCTION audit_refuse('audit rows are kept for 24 months')""",
    """CREATE TRIGGER audit_seal_kept BEFORE DELETE ON audit_seal FOR EACH ROW
    EXECUTE FUNCTION audit_refuse('seals are not deleted')""",
    """CREATE TRIGGER audit_seal_truncated BEFORE TRUNCATE ON audit_seal
    EXECUTE FUNCTION audit_refuse('seals are not deleted')""",
)


def upgrade():
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table('pseudonym_key',
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('key', sa.String(), nullable=False),
    sa.Column('pseudonym', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pseudonym_key')),
    sa.UniqueConstraint('person_id', name=op.f('uq_pseudonym_key_person_id')),
    sa.UniqueConstraint('pseudonym', name=op.f('uq_pseudonym_key_pseudonym'))
    )
    op.create_table('audit_words',
    sa.Column('row_id', sa.Uuid(), nullable=False),
    sa.Column('text', sa.String(), nullable=False),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_words')),
    sa.UniqueConstraint('row_id', name=op.f('uq_audit_words_row_id'))
    )
    op.create_table('audit_seal',
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('first_id', sa.String(), nullable=False),
    sa.Column('last_id', sa.String(), nullable=False),
    sa.Column('count', sa.Integer(), nullable=False),
    sa.Column('newest_at', moment, nullable=False),
    sa.Column('rows_digest', sa.String(), nullable=False),
    sa.Column('previous', sa.String(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('signature', sa.String(), nullable=False),
    sa.Column('made_at', moment, nullable=False),
    sa.Column('emptied_at', moment, nullable=True),
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_seal')),
    sa.UniqueConstraint('number', name=op.f('uq_audit_seal_number'))
    )
    with op.batch_alter_table('audit_row', schema=None) as batch_op:
        batch_op.add_column(sa.Column('allowed', sa.Boolean(), nullable=False, server_default=sa.true()))
        for name in ('actor', 'office', 'on_whom', 'request'):
            batch_op.add_column(sa.Column(name, sa.String(), nullable=False, server_default=''))
        for name in ('office_unit_id', 'unit_id', 'contest_id'):
            batch_op.add_column(sa.Column(name, sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column('seal', sa.Integer(), nullable=True))
    hide_people(op.get_bind())
    with op.batch_alter_table('audit_row', schema=None) as batch_op:
        batch_op.drop_column('actor_id')
        batch_op.create_index('ix_audit_row_actor', ['actor', 'at'], unique=False)
        for name, column in (('on_whom', 'on_whom'), ('unit', 'unit_id'), ('contest', 'contest_id'), ('seal', 'seal')):
            batch_op.create_index(f'ix_audit_row_{name}', [column, 'id'], unique=False)
    for statement in SQLITE if op.get_bind().dialect.name == 'sqlite' else POSTGRES:
        op.execute(statement)


def rows_before():
    return sa.table('audit_row', sa.column('id', sa.Uuid()), sa.column('what', sa.String()),
                    sa.column('actor_id', sa.Uuid()), sa.column('subject_type', sa.String()),
                    sa.column('subject_id', sa.Uuid()), sa.column('facts', sa.JSON()),
                    sa.column('allowed', sa.Boolean()), sa.column('actor', sa.String()),
                    sa.column('on_whom', sa.String()))


def hide_people(connection):
    """Rows written so far name people by key, and one kind holds a reason somebody typed."""
    rows, names = rows_before(), {}
    words = sa.table('audit_words', *(sa.column(n, sa.Uuid()) for n in ('id', 'row_id')), sa.column('text', sa.String()))
    for row in connection.execute(sa.select(rows)).all():
        facts = dict(row.facts or {})
        reason = facts.pop('reason', '')
        about = row.subject_id if row.subject_type == 'Person' else None
        connection.execute(rows.update().where(rows.c.id == row.id).values(
            allowed=row.what != 'refused', actor=pseudonym(connection, names, row.actor_id),
            on_whom=pseudonym(connection, names, about),
            subject_id=None if about else row.subject_id, facts=facts))
        if reason:
            connection.execute(words.insert().values(id=uuid7(), row_id=row.id, text=str(reason)))


def pseudonym(connection, names, person):
    if person is None:
        return ''
    if person not in names:
        key = secrets.token_hex(32)
        names[person] = hmac.new(bytes.fromhex(key), person.bytes, hashlib.sha256).hexdigest()[:32]
        keys = sa.table('pseudonym_key', *(sa.column(n, sa.Uuid()) for n in ('id', 'person_id')),
                        *(sa.column(n, sa.String()) for n in ('key', 'pseudonym')))
        connection.execute(keys.insert().values(id=uuid7(), person_id=person, key=key, pseudonym=names[person]))
    return names[person]


def downgrade():
    """Who acted is found again by the keys; of the erased it is not."""
    sqlite = op.get_bind().dialect.name == 'sqlite'
    for table, kinds in (('audit_row', ('stays', 'sealed_once', 'kept', 'truncated')),
                         ('audit_seal', ('stays', 'emptied_late', 'kept', 'truncated'))):
        for kind in kinds:
            on = '' if sqlite else f' ON {table}'
            op.execute(f'DROP TRIGGER IF EXISTS {table}_{kind}{on}')
    if not sqlite:
        op.execute('DROP FUNCTION audit_refuse()')
        op.execute('DROP FUNCTION audit_row_kept()')
    with op.batch_alter_table('audit_row', schema=None) as batch_op:
        batch_op.add_column(sa.Column('actor_id', sa.Uuid(), nullable=True))
        for name in ('seal', 'contest', 'unit', 'on_whom', 'actor'):
            batch_op.drop_index(f'ix_audit_row_{name}')
    op.execute('UPDATE audit_row SET actor_id = (SELECT person_id FROM pseudonym_key WHERE pseudonym = actor)')
    op.execute("UPDATE audit_row SET subject_id = (SELECT person_id FROM pseudonym_key WHERE pseudonym = on_whom) WHERE subject_type = 'Person'")
    with op.batch_alter_table('audit_row', schema=None) as batch_op:
        for name in ('allowed', 'actor', 'office', 'on_whom', 'request', 'office_unit_id', 'unit_id', 'contest_id', 'seal'):
            batch_op.drop_column(name)
    op.drop_table('audit_seal')
    op.drop_table('audit_words')
    op.drop_table('pseudonym_key')

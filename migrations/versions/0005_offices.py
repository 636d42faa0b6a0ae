"""offices"""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = '0005'
down_revision = '0004'
branch_labels = None
depends_on = None
ROLES = sa.Enum(
    "unit_officer", "safeguarding_officer", "organiser", "admin",
    name="role", native_enum=False, length=32,
)  # fmt: skip


def upgrade():
    with op.batch_alter_table("grant_of_role") as batch_op:
        batch_op.add_column(sa.Column("agreed_by_id", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("revoked_by_id", sa.Uuid(), nullable=True))
        for column in ("agreed_by_id", "revoked_by_id"):
            batch_op.create_foreign_key(
                batch_op.f(f"fk_grant_of_role_{column}"), "person", [column], ["id"]
            )
    op.create_table(
        "office_proposal",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("role", ROLES, nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("approval_id", sa.Uuid(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["approval_id"], ["approval.id"], name=op.f("fk_office_proposal_approval_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_office_proposal_person_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_office_proposal_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_proposal")),
        sa.UniqueConstraint("approval_id", name=op.f("uq_office_proposal_approval_id")),
    )
    op.create_index(op.f("ix_office_proposal_person_id"), "office_proposal", ["person_id"])
    op.create_index(op.f("ix_office_proposal_unit_id"), "office_proposal", ["unit_id"])
    op.create_table(
        "contact_look",
        sa.Column("person_id", sa.Uuid(), nullable=False),
        sa.Column("by_id", sa.Uuid(), nullable=False),
        sa.Column("at", mentorhub.platform.db.UtcDateTime(timezone=True), nullable=False),
        sa.Column("office", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["by_id"], ["person.id"], name=op.f("fk_contact_look_by_id")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_contact_look_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contact_look")),
    )
    op.create_index("ix_contact_look_by", "contact_look", ["by_id", "at"])
    op.create_index(op.f("ix_contact_look_person_id"), "contact_look", ["person_id"])


def downgrade():
    op.drop_table("contact_look")
    op.drop_table("office_proposal")
    with op.batch_alter_table("grant_of_role") as batch_op:
        for column in ("agreed_by_id", "revoked_by_id"):
            batch_op.drop_constraint(batch_op.f(f"fk_grant_of_role_{column}"), type_="foreignkey")
            batch_op.drop_column(column)

"""Officers are told once how many entries their unit owes before a deadline.

Revision ID: 0033
Revises: 0026
Create Date: 2026-11-27 14:30:00
"""

import sqlalchemy as sa
from alembic import op

import mentorhub.platform.db

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None


def upgrade() -> None:
    moment = mentorhub.platform.db.UtcDateTime(timezone=True)
    op.create_table(
        "unit_reminder",
        sa.Column("contest_id", sa.Uuid(), nullable=False),
        sa.Column("unit_id", sa.Uuid(), nullable=False),
        sa.Column("closes_at", moment, nullable=False),
        sa.Column("at", moment, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["contest_id"], ["contest.id"], name=op.f("fk_unit_reminder_contest_id")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_reminder_unit_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_reminder")),
        sa.UniqueConstraint(
            "contest_id",
            "unit_id",
            "closes_at",
            name=op.f("uq_unit_reminder_contest_id_unit_id_closes_at"),
        ),
    )


def downgrade() -> None:
    op.drop_table("unit_reminder")

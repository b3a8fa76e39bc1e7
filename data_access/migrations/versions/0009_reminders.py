"""Reminders: who was told of the deadlines of which release."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "reminder",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"], name=op.f("fk_reminder_release")),
        sa.PrimaryKeyConstraint("release", "recipient", name=op.f("pk_reminder")),
    )

"""Short codes of numbers of panels."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.create_table(
        "number_code",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("shown", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_number_code")),
        sa.UniqueConstraint("address", name=op.f("uq_number_code_address")),
    )

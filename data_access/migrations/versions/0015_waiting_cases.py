"""Since when cases of the attestation pilot wait: numbers of days that can be added up."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    for stage in ("applied", "portfolio", "assessed", "decided"):
        op.add_column(
            "summary_attestation",
            sa.Column(f"{stage}_day", sa.BigInteger(), nullable=False, server_default="0"),
        )

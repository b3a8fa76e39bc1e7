"""At which rates, and of which days, what is told of contracts was converted."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    op.add_column("summary_variation", sa.Column("rate", sa.BigInteger(), nullable=True))
    for name in ("first_rate_on", "last_rate_on"):
        op.add_column("summary_contract_paid", sa.Column(name, sa.Date(), nullable=True))

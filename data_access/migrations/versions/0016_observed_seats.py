"""Of how many completed seats a lesson was observed later: what the share that applies it is of."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    op.add_column("summary_flow", sa.Column("observed", sa.Integer(), nullable=True))

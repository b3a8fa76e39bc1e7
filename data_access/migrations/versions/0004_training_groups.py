"""Training by sex, place and language of people; the tables are filled anew from the facts."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

COUNTED_ANEW = ("attestation", "gain", "module", "observation", "seats")


def upgrade() -> None:
    for name in COUNTED_ANEW:
        op.drop_table(f"summary_{name}")
    op.create_table(
        "summary_attestation",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("candidates", sa.Integer(), nullable=True),
        sa.Column("portfolios", sa.Integer(), nullable=True),
        sa.Column("assessed", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.Column("refused", sa.Integer(), nullable=True),
        sa.Column("portfolio_days", sa.Integer(), nullable=True),
        sa.Column("assessed_days", sa.Integer(), nullable=True),
        sa.Column("decided_days", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "school",
            "period",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_attestation"),
        ),
    )
    op.create_table(
        "summary_gain",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("both", sa.Integer(), nullable=True),
        sa.Column("sum_pre", sa.BigInteger(), nullable=True),
        sa.Column("sum_post", sa.BigInteger(), nullable=True),
        sa.Column("sum_gain", sa.BigInteger(), nullable=True),
        sa.Column("sum_gain_squared", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "course",
            "period",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_gain"),
        ),
    )
    op.create_table(
        "summary_module",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "module",
            "period",
            "device",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_module"),
        ),
    )
    op.create_table(
        "summary_observation",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("observed", sa.Integer(), nullable=True),
        sa.Column("applies", sa.Integer(), nullable=True),
        sa.Column("uses_ict", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "district",
            "period",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_observation"),
        ),
    )
    op.create_table(
        "summary_seats",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("completions", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "period",
            "district",
            "audience",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_seats"),
        ),
    )
    op.create_table(
        "summary_enrolled",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("starts", sa.Date(), nullable=False),
        sa.Column("ends", sa.Date(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "starts",
            "ends",
            "audience",
            "sex",
            "rural",
            "language",
            name=op.f("pk_summary_enrolled"),
        ),
    )

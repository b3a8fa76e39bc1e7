"""Jobs: long work in the background, and what it found so far."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "job",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("km", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("turn", sa.String(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["release"], ["release.number"], name=op.f("fk_job_release")),
        sa.PrimaryKeyConstraint("release", "km", name=op.f("pk_job")),
    )
    op.create_table(
        "job_part",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("km", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("result", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["release", "km"], ["job.release", "job.km"], name=op.f("fk_job_part_release_km")
        ),
        sa.PrimaryKeyConstraint("release", "km", "part", name=op.f("pk_job_part")),
    )

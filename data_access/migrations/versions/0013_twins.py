"""Codes that look alike and are two, and what was decided about such codes."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

_IS_OPEN = sa.text("superseded_by IS NULL")


def upgrade() -> None:
    for name, first in (("persons_apart", "person"), ("schools_apart", "school")):
        _create_apart(name, first)
    words = ("kind", "code", "other", "before", "after", "stays", "reason")
    op.create_table(
        "twin_decision",
        sa.Column("id", sa.Integer(), nullable=False),
        *(sa.Column(word, sa.String(), nullable=False) for word in words),
        sa.Column("clock", sa.Integer(), nullable=False),
        sa.Column("submission", sa.Integer(), nullable=True),
        sa.Column("import_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["submission"], ["submission.id"], name=op.f("fk_twin_decision_submission")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_twin_decision_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_twin_decision")),
    )


def _create_apart(name: str, first: str) -> None:
    lineage = {"import_id": "import", "source_file_id": "source_file", "superseded_by": "import"}
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        *(sa.Column(column, sa.String(), nullable=False) for column in (first, "other", "reason")),
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in lineage.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("import_id", "superseded_by"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)
    op.create_index(
        f"uq_{name}_open",
        name,
        [first, "other"],
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )

"""Implementation: the work plan, what goes through stages, and what partners did together."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_IS_OPEN = sa.text("superseded_by IS NULL")
_NAMES = ("name_ky", "name_ru", "name_en")


def upgrade() -> None:
    _facts()
    _summaries()


def _facts() -> None:
    _fact(
        "activity",
        ("code",),
        _text("code"),
        _text("line"),
        _text("parent", nullable=True),
        _text("owner"),
        sa.Column("planned_start", sa.Date(), nullable=False),
        sa.Column("planned_end", sa.Date(), nullable=False),
        sa.Column("actual_start", sa.Date(), nullable=True),
        sa.Column("actual_end", sa.Date(), nullable=True),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("planned_cost", sa.BigInteger(), nullable=True),
        *map(_text, _NAMES),
        _refers("activity", "line", "work_line"),
        _refers("activity", "owner", "office"),
    )
    _fact(
        "activity_progress",
        ("activity", "period"),
        _text("activity"),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("progress", sa.BigInteger(), nullable=False),
        sa.Column("actual_cost", sa.BigInteger(), nullable=True),
    )
    _fact(
        "work_item",
        ("code",),
        _text("code"),
        _text("kind"),
        _text("owner"),
        *(_text(name, nullable=True) for name in ("subject", "track", "institute")),
        *(_text(name, nullable=True) for name in ("part", "partner")),
        *map(_text, _NAMES),
        _refers("work_item", "owner", "office"),
        _refers("work_item", "subject", "subject"),
        _refers("work_item", "institute", "provider"),
    )
    _fact(
        "work_stage",
        ("item", "stage"),
        _text("item"),
        _text("stage"),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("actual_on", sa.Date(), nullable=True),
        _text("document", nullable=True),
    )
    _fact(
        "joint_activity",
        ("code",),
        _text("code"),
        _text("agreement"),
        _text("kind"),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=False),
        *map(_text, _NAMES),
    )


def _text(name: str, *, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.String(), nullable=nullable)


def _refers(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.code"], name=op.f(f"fk_{table}_{column}"))


def _fact(name: str, key: tuple[str, ...], *columns: sa.Column | sa.ForeignKeyConstraint) -> None:
    lineage = [("import_id", "import"), ("source_file_id", "source_file")]
    lineage.append(("superseded_by", "import"))
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        *columns,
        *(
            sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_{name}_{column}"))
            for column, table in lineage
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
    )
    for column in ("import_id", "superseded_by"):
        op.create_index(op.f(f"ix_{name}_{column}"), name, [column], unique=False)
    op.create_index(
        f"uq_{name}_open",
        name,
        list(key),
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def _summaries() -> None:
    names = {name: sa.String() for name in _NAMES}
    days = ("planned_start", "planned_end", "actual_start", "actual_end")
    _summary(
        "summary_activity",
        {"activity": sa.String()},
        {
            **names,
            **{name: sa.String() for name in ("line", "parent", "owner")},
            **{name: sa.Date() for name in days},
            "weight": sa.Integer(),
            "planned_cost": sa.BigInteger(),
        },
    )
    _summary(
        "summary_activity_progress",
        {"activity": sa.String(), "period": sa.Date()},
        {"progress": sa.BigInteger(), "actual_cost": sa.BigInteger()},
    )
    told = ("kind", "owner", "subject", "track", "institute", "part", "partner")
    _summary(
        "summary_work_item",
        {"item": sa.String()},
        {**names, **{name: sa.String() for name in told}},
    )
    _summary(
        "summary_work_stage",
        {"item": sa.String(), "stage": sa.String()},
        {"planned_on": sa.Date(), "actual_on": sa.Date(), "document": sa.String()},
    )
    _summary(
        "summary_joint_activity",
        {"joint": sa.String()},
        {
            **names,
            **{name: sa.String() for name in ("agreement", "kind")},
            "held_on": sa.Date(),
            "participants": sa.Integer(),
        },
    )


def _summary(name: str, key: dict[str, sa.types.TypeEngine], values: dict) -> None:
    op.create_table(
        name,
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(column, kind, nullable=False) for column, kind in key.items()),
        *(sa.Column(column, kind, nullable=True) for column, kind in values.items()),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", *key, name=op.f(f"pk_{name}")),
    )

"""Money: lines of work, rates of exchange, withdrawals from funds, and spending of the sector."""

import datetime as dt

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_IS_OPEN = sa.text("superseded_by IS NULL")


def upgrade() -> None:
    _work_lines()
    _budget()
    _payments()
    _facts()
    _summaries()


def _work_lines() -> None:
    op.create_table(
        "work_line",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_work_line_component")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_work_line")),
    )


def _budget() -> None:
    op.add_column("budget", sa.Column("line", sa.String(), nullable=False, server_default=""))
    op.drop_index("uq_budget_open", "budget")
    key = ["fund", "component", "category", "line", "year"]
    _one_open("budget", key)


def _one_open(name: str, key: list[str]) -> None:
    op.create_index(
        f"uq_{name}_open",
        name,
        key,
        unique=True,
        sqlite_where=_IS_OPEN,
        postgresql_where=_IS_OPEN,
    )


def _payments() -> None:
    day, no_day = sa.Date(), "2000-01-01"
    for column in (
        sa.Column("line", sa.String(), nullable=False, server_default=""),
        sa.Column("paid_from", sa.String(), nullable=False, server_default="direct"),
        sa.Column("rate_on", day, nullable=False, server_default=no_day),
        sa.Column("own_rate", sa.BigInteger(), nullable=False, server_default="10000"),
        sa.Column("xdr_rate", sa.BigInteger(), nullable=True),
        sa.Column("month", day, nullable=False, server_default=no_day),
        sa.Column("amount_xdr", sa.BigInteger(), nullable=True),
    ):
        op.add_column("payment", column)
    payment = sa.table(
        "payment",
        sa.column("paid_on", day),
        sa.column("rate_on", day),
        sa.column("month", day),
        sa.column("currency", sa.String()),
        sa.column("rate", sa.BigInteger()),
        sa.column("own_rate", sa.BigInteger()),
    )
    db = op.get_bind()
    for paid_on in db.scalars(sa.select(payment.c.paid_on).distinct()).all():
        after = paid_on.replace(day=28) + dt.timedelta(4)
        db.execute(
            sa.update(payment)
            .where(payment.c.paid_on == paid_on)
            .values(rate_on=paid_on, month=after - dt.timedelta(after.day))
        )
    db.execute(
        sa.update(payment).where(payment.c.currency == "USD").values(own_rate=payment.c.rate)
    )


def _facts() -> None:
    _fact(
        "exchange_rate",
        ("currency", "day"),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
    )
    _fact(
        "withdrawal",
        ("number",),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("rate_on", sa.Date(), nullable=False),
        sa.Column("own_rate", sa.BigInteger(), nullable=False),
        sa.Column("xdr_rate", sa.BigInteger(), nullable=True),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=False),
        sa.Column("amount_kgs", sa.BigInteger(), nullable=False),
        sa.Column("amount_xdr", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_withdrawal_fund")),
    )
    _fact(
        "sector_spending",
        ("area", "year", "level"),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("planned", sa.BigInteger(), nullable=False),
        sa.Column("actual", sa.BigInteger(), nullable=True),
        sa.Column("repair", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.code"], name=op.f("fk_sector_spending_area")),
    )


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
    _one_open(name, list(key))


def _summaries() -> None:
    for name in ("summary_budget", "summary_payment"):
        op.drop_table(name)
    money = {name: sa.BigInteger() for name in ("amount_usd", "amount_kgs", "amount_xdr")}
    line = {name: sa.String() for name in ("fund", "component", "category", "line")}
    days = {"period": sa.Date(), "month": sa.Date()}
    _summary("summary_budget", {**line, "year": sa.Integer()}, {"amount": sa.BigInteger()})
    counts = {name: sa.Integer() for name in ("with_xdr", "older_rates", "refunds")}
    _summary(
        "summary_payment",
        {**line, "paid_from": sa.String(), **days},
        {**money, "contract_usd": sa.BigInteger(), **counts},
    )
    _summary(
        "summary_withdrawal",
        {"fund": sa.String(), "method": sa.String(), **days},
        {**money, "with_xdr": sa.Integer()},
    )
    _summary(
        "summary_rate",
        {"currency": sa.String(), "day": sa.Date()},
        {"rate": sa.BigInteger(), "source": sa.String()},
    )
    _summary(
        "summary_sector",
        {"area": sa.String(), "year": sa.Integer(), "level": sa.String()},
        {
            **{name: sa.BigInteger() for name in ("planned", "actual", "repair")},
            "source": sa.String(),
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

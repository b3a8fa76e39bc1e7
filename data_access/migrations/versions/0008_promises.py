"""Promises: campaign, policy actions, commitments, risks, grievances, statuses set by decision."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_IS_OPEN = sa.text("superseded_by IS NULL")

TEXT, DAY, WHOLE = sa.String(), sa.Date(), sa.Integer()
NAMES = {f"name_{lang}": TEXT for lang in ("ky", "ru", "en")}
RESPONSES = {f"response_{lang}": TEXT for lang in ("ky", "ru", "en")}

TABLES = {
    "campaign_event": (
        ("code",),
        {"code": TEXT, "held_on": DAY, "period": DAY, "channel": TEXT, "area": TEXT}
        | {"people": WHOLE, "women": WHOLE, **NAMES},
        {"area": "area"},
    ),
    "policy_action": (
        ("code",),
        {"code": TEXT, "tranche": WHOLE, "due_on": DAY, "state": TEXT, "met_on": DAY}
        | {"evidence": TEXT, "owner": TEXT, **NAMES},
        {"owner": "office"},
    ),
    "commitment": (
        ("code",),
        {"code": TEXT, "kind": TEXT, "due_on": DAY, "done_on": DAY, "owner": TEXT}
        | {"indicator": TEXT, "evidence": TEXT, **NAMES},
        {"owner": "office", "indicator": "indicator"},
    ),
    "risk": (
        ("code",),
        {"code": TEXT, "category": TEXT, "likelihood": WHOLE, "impact": WHOLE, "owner": TEXT}
        | {**RESPONSES, "indicator": TEXT, "assessed_on": DAY, **NAMES},
        {"owner": "office", "indicator": "indicator"},
    ),
    "grievance": (
        ("code",),
        {"code": TEXT, "received_on": DAY, "period": DAY, "resolved_on": DAY}
        | {"channel": TEXT, "category": TEXT, "district": TEXT},
        {"district": "area"},
    ),
    "status_override": (
        ("indicator", "period"),
        {"indicator": TEXT, "period": DAY, "status": TEXT, "reason": TEXT}
        | {"decided_by": TEXT, "decided_on": DAY},
        {"indicator": "indicator"},
    ),
}
"""Table of facts -> its key, its columns, and the tables of codes that columns refer to."""

MISSING = {
    "campaign_event": {"women"},
    "policy_action": {"met_on", "evidence"},
    "commitment": {"done_on", "indicator", "evidence"},
    "risk": {"indicator"},
    "grievance": {"resolved_on"},
}
"""Columns that may be empty."""

SUMMARIES = {
    "summary_campaign": ("campaign_event", {"event": "code"}),
    "summary_policy": ("policy_action", {"policy_action": "code"}),
    "summary_commitment": ("commitment", {"commitment": "code"}),
    "summary_risk": ("risk", {"risk": "code"}),
    "summary_grievance": ("grievance", {"grievance": "code"}),
    "summary_override": ("status_override", {"indicator": "indicator", "period": "period"}),
}
"""Summary -> the facts that it keeps, and its key: its column -> theirs."""


def upgrade() -> None:
    for name, (key, columns, codes) in TABLES.items():
        _fact(name, key, columns, codes)
    for name, (fact, key) in SUMMARIES.items():
        _summary(name, TABLES[fact][1], key)


def _fact(name: str, key: tuple[str, ...], columns: dict, codes: dict[str, str]) -> None:
    lineage = {"import_id": "import", "source_file_id": "source_file", "superseded_by": "import"}
    refers = {column: f"{table}.id" for column, table in lineage.items()}
    refers |= {column: f"{table}.code" for column, table in codes.items()}
    op.create_table(
        name,
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", WHOLE, nullable=False),
        sa.Column("source_file_id", WHOLE, nullable=False),
        sa.Column("source_row", WHOLE, nullable=False),
        sa.Column("superseded_by", WHOLE, nullable=True),
        *(
            sa.Column(column, kind, nullable=column in MISSING.get(name, ()))
            for column, kind in columns.items()
        ),
        *(
            sa.ForeignKeyConstraint([column], [other], name=op.f(f"fk_{name}_{column}"))
            for column, other in refers.items()
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


def _summary(name: str, columns: dict, key: dict[str, str]) -> None:
    values = {column: kind for column, kind in columns.items() if column not in key.values()}
    op.create_table(
        name,
        sa.Column("release", WHOLE, autoincrement=False, nullable=False),
        *(sa.Column(ours, columns[theirs], nullable=False) for ours, theirs in key.items()),
        *(sa.Column(column, kind, nullable=True) for column, kind in values.items()),
        sa.Column("fact_count", WHOLE, nullable=False),
        sa.Column("demonstration", WHOLE, nullable=False),
        sa.PrimaryKeyConstraint("release", *key, name=op.f(f"pk_{name}")),
    )

"""Procurement: suppliers, packages, steps, variations and deliverables of contracts."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "procurement_method",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("ocds", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_procurement_method")),
    )
    op.create_table(
        "procurement_step",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_procurement_step")),
    )
    op.create_table(
        "summary_contract",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("supplier", sa.String(), nullable=True),
        sa.Column("package", sa.String(), nullable=True),
        sa.Column("fund", sa.String(), nullable=True),
        sa.Column("component", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("currency", sa.String(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "contract", name=op.f("pk_summary_contract")),
    )
    op.create_table(
        "summary_contract_paid",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("amount_kgs", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "contract", "period", name=op.f("pk_summary_contract_paid")
        ),
    )
    op.create_table(
        "summary_deliverable",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("deliverable", sa.Integer(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "contract", "deliverable", name=op.f("pk_summary_deliverable")
        ),
    )
    op.create_table(
        "summary_milestone",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=True),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "package", "step", name=op.f("pk_summary_milestone")),
    )
    op.create_table(
        "summary_procurement",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("method", sa.String(), nullable=True),
        sa.Column("review", sa.String(), nullable=True),
        sa.Column("category", sa.String(), nullable=True),
        sa.Column("component", sa.String(), nullable=True),
        sa.Column("estimate", sa.BigInteger(), nullable=True),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "package", name=op.f("pk_summary_procurement")),
    )
    op.create_table(
        "summary_supplier",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("supplier", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("country", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "supplier", name=op.f("pk_summary_supplier")),
    )
    op.create_table(
        "summary_variation",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("variation", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "contract", "variation", name=op.f("pk_summary_variation")
        ),
    )
    op.create_table(
        "method_step",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["method"], ["procurement_method.code"], name=op.f("fk_method_step_method")
        ),
        sa.ForeignKeyConstraint(
            ["step"], ["procurement_step.code"], name=op.f("fk_method_step_step")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_method_step")),
    )
    op.create_table(
        "deliverable",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("deliverable", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("accepted_on", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_deliverable_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_deliverable_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_deliverable_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliverable")),
    )
    op.create_index(op.f("ix_deliverable_import_id"), "deliverable", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_deliverable_superseded_by"), "deliverable", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_deliverable_open",
        "deliverable",
        ["contract", "deliverable"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "milestone",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("planned_on", sa.Date(), nullable=False),
        sa.Column("actual_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_milestone_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_milestone_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["step"], ["procurement_step.code"], name=op.f("fk_milestone_step")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_milestone_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
    )
    op.create_index(op.f("ix_milestone_import_id"), "milestone", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_milestone_superseded_by"), "milestone", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_milestone_open",
        "milestone",
        ["package", "step"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "procurement_package",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("method", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("estimate", sa.BigInteger(), nullable=False),
        sa.Column("replaces", sa.String(), nullable=True),
        sa.Column("cancelled_on", sa.Date(), nullable=True),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["category"], ["category.code"], name=op.f("fk_procurement_package_category")
        ),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_procurement_package_component")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_procurement_package_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["method"], ["procurement_method.code"], name=op.f("fk_procurement_package_method")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_file.id"],
            name=op.f("fk_procurement_package_source_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_procurement_package_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_procurement_package")),
    )
    op.create_index(
        op.f("ix_procurement_package_import_id"), "procurement_package", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_procurement_package_superseded_by"),
        "procurement_package",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_procurement_package_open",
        "procurement_package",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "supplier",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("country", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_supplier_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_supplier_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_supplier_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
    )
    op.create_index(op.f("ix_supplier_import_id"), "supplier", ["import_id"], unique=False)
    op.create_index(op.f("ix_supplier_superseded_by"), "supplier", ["superseded_by"], unique=False)
    op.create_index(
        "uq_supplier_open",
        "supplier",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "variation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("variation", sa.Integer(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("amount_usd", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_variation_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_variation_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_variation_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_variation")),
    )
    op.create_index(op.f("ix_variation_import_id"), "variation", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_variation_superseded_by"), "variation", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_variation_open",
        "variation",
        ["contract", "variation"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.add_column("contract", sa.Column("supplier", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("package", sa.String(), nullable=True))
    op.add_column("contract", sa.Column("ends_on", sa.Date(), nullable=True))

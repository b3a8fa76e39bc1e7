"""Textbooks: titles, orders, shipments, counts and the rental scheme."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.drop_table("summary_textbooks")
    op.drop_table("school_textbooks")
    op.create_table(
        "summary_books",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("covered", sa.Integer(), nullable=True),
        sa.Column("surplus", sa.Integer(), nullable=True),
        sa.Column("usable", sa.Integer(), nullable=True),
        sa.Column("worn", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Integer(), nullable=True),
        sa.Column("unknown", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "period",
            "district",
            "subject",
            "grade",
            "language",
            "standard",
            "kind",
            name=op.f("pk_summary_books"),
        ),
    )
    op.create_table(
        "summary_counted",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("schools", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "period", "district", name=op.f("pk_summary_counted")),
    )
    op.create_table(
        "summary_reached",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("counted", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "period", "district", "grade", "language", name=op.f("pk_summary_reached")
        ),
    )
    op.create_table(
        "summary_order",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=True),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("unit_price", sa.BigInteger(), nullable=True),
        sa.Column("ordered_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "order", name=op.f("pk_summary_order")),
    )
    op.create_table(
        "summary_printed",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("first_on", sa.Date(), nullable=True),
        sa.Column("last_on", sa.Date(), nullable=True),
        sa.Column("copy_days", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "order", "period", name=op.f("pk_summary_printed")),
    )
    op.create_table(
        "summary_pupils",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("schools", sa.Integer(), nullable=True),
        sa.Column("pupils", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "school_year",
            "district",
            "grade",
            "language",
            name=op.f("pk_summary_pupils"),
        ),
    )
    op.create_table(
        "summary_received",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("leg", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("sent", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.Column("damaged", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Integer(), nullable=True),
        sa.Column("in_time", sa.Integer(), nullable=True),
        sa.Column("copy_days", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "order", "district", "leg", "period", name=op.f("pk_summary_received")
        ),
    )
    op.create_table(
        "summary_rental",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("schools", sa.Integer(), nullable=True),
        sa.Column("full", sa.Integer(), nullable=True),
        sa.Column("half", sa.Integer(), nullable=True),
        sa.Column("exempt", sa.Integer(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=True),
        sa.Column("collected", sa.BigInteger(), nullable=True),
        sa.Column("reported", sa.Integer(), nullable=True),
        sa.Column("due_reported", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "school_year", "district", "stage", name=op.f("pk_summary_rental")
        ),
    )
    op.create_table(
        "summary_rental_spending",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("books", sa.BigInteger(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("other", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "school_year", "district", name=op.f("pk_summary_rental_spending")
        ),
    )
    op.create_table(
        "summary_shelf",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=True),
        sa.Column("expires", sa.Date(), nullable=True),
        sa.Column("usable", sa.Integer(), nullable=True),
        sa.Column("worn", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "school", "title", name=op.f("pk_summary_shelf")),
    )
    op.create_table(
        "summary_shipped",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("leg", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("copy_days", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "order", "district", "leg", "period", name=op.f("pk_summary_shipped")
        ),
    )
    op.create_table(
        "summary_title",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.Column("language", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("standard", sa.String(), nullable=True),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("first_year", sa.String(), nullable=True),
        sa.Column("last_year", sa.String(), nullable=True),
        sa.Column("life", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "title", name=op.f("pk_summary_title")),
    )
    op.create_table(
        "summary_unsettled",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shipment", sa.String(), nullable=False),
        sa.Column("order", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("leg", sa.String(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("dispatched_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received", sa.Integer(), nullable=True),
        sa.Column("damaged", sa.Integer(), nullable=True),
        sa.Column("lost", sa.Integer(), nullable=True),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "shipment", name=op.f("pk_summary_unsettled")),
    )
    op.create_table(
        "summary_written_off",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "order", "district", "period", name=op.f("pk_summary_written_off")
        ),
    )
    op.create_table(
        "printing",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("printed_on", sa.Date(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_printing_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_printing_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_printing_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_printing")),
    )
    op.create_index(op.f("ix_printing_import_id"), "printing", ["import_id"], unique=False)
    op.create_index(op.f("ix_printing_superseded_by"), "printing", ["superseded_by"], unique=False)
    op.create_index(
        "uq_printing_open",
        "printing",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "receipt",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("shipment", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received", sa.Integer(), nullable=False),
        sa.Column("damaged", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("document", sa.String(), nullable=True),
        sa.Column("period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_receipt_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_receipt_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_receipt_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_receipt")),
    )
    op.create_index(op.f("ix_receipt_import_id"), "receipt", ["import_id"], unique=False)
    op.create_index(op.f("ix_receipt_superseded_by"), "receipt", ["superseded_by"], unique=False)
    op.create_index(
        "uq_receipt_open",
        "receipt",
        ["shipment"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "rental",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("stage", sa.String(), nullable=False),
        sa.Column("full", sa.Integer(), nullable=True),
        sa.Column("half", sa.Integer(), nullable=True),
        sa.Column("exempt", sa.Integer(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=True),
        sa.Column("collected", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_rental_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_rental_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_rental_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rental")),
    )
    op.create_index(op.f("ix_rental_import_id"), "rental", ["import_id"], unique=False)
    op.create_index(op.f("ix_rental_superseded_by"), "rental", ["superseded_by"], unique=False)
    op.create_index(
        "uq_rental_open",
        "rental",
        ["school", "school_year"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "rental_spending",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("books", sa.BigInteger(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("other", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"], ["area.code"], name=op.f("fk_rental_spending_district")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_rental_spending_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_rental_spending_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_rental_spending_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rental_spending")),
    )
    op.create_index(
        op.f("ix_rental_spending_import_id"), "rental_spending", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_rental_spending_superseded_by"), "rental_spending", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_rental_spending_open",
        "rental_spending",
        ["district", "school_year"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "shipment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("dispatched_on", sa.Date(), nullable=False),
        sa.Column("leg", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["area.code"], name=op.f("fk_shipment_district")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_shipment_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_shipment_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_shipment_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shipment")),
    )
    op.create_index(op.f("ix_shipment_import_id"), "shipment", ["import_id"], unique=False)
    op.create_index(op.f("ix_shipment_superseded_by"), "shipment", ["superseded_by"], unique=False)
    op.create_index(
        "uq_shipment_open",
        "shipment",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "stock_count",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("counted_on", sa.Date(), nullable=False),
        sa.Column("usable", sa.Integer(), nullable=False),
        sa.Column("worn", sa.Integer(), nullable=False),
        sa.Column("lost", sa.Integer(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("expires", sa.Date(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_stock_count_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_stock_count_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_stock_count_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_count")),
    )
    op.create_index(op.f("ix_stock_count_import_id"), "stock_count", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_stock_count_superseded_by"), "stock_count", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_stock_count_open",
        "stock_count",
        ["school", "title", "counted_on"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "textbook_order",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=True),
        sa.Column("publisher", sa.String(), nullable=False),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("unit_price", sa.BigInteger(), nullable=False),
        sa.Column("ordered_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_textbook_order_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_textbook_order_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_textbook_order_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_textbook_order")),
    )
    op.create_index(
        op.f("ix_textbook_order_import_id"), "textbook_order", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_textbook_order_superseded_by"), "textbook_order", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_textbook_order_open",
        "textbook_order",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "title",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("standard", sa.String(), nullable=False),
        sa.Column("approved_on", sa.Date(), nullable=True),
        sa.Column("first_year", sa.String(), nullable=False),
        sa.Column("last_year", sa.String(), nullable=True),
        sa.Column("life", sa.Integer(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_title_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_title_source_file_id")
        ),
        sa.ForeignKeyConstraint(["subject"], ["subject.code"], name=op.f("fk_title_subject")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_title_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title")),
    )
    op.create_index(op.f("ix_title_import_id"), "title", ["import_id"], unique=False)
    op.create_index(op.f("ix_title_superseded_by"), "title", ["superseded_by"], unique=False)
    op.create_index(
        "uq_title_open",
        "title",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "write_off",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("order", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("copies", sa.Integer(), nullable=False),
        sa.Column("written_off_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["area.code"], name=op.f("fk_write_off_district")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_write_off_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_write_off_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_write_off_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_off")),
    )
    op.create_index(op.f("ix_write_off_import_id"), "write_off", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_write_off_superseded_by"), "write_off", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_write_off_open",
        "write_off",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )

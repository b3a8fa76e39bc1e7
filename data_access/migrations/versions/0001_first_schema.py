"""Geography, schools, training, results, finance, published figures, ledger and summaries."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "area",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("map_code", sa.String(), nullable=False),
        sa.Column("short_ky", sa.String(), nullable=False),
        sa.Column("short_ru", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=False),
        sa.Column("lat", sa.Double(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["area.code"], name=op.f("fk_area_parent")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_area")),
    )
    op.create_index(op.f("ix_area_parent"), "area", ["parent"], unique=False)
    op.create_table(
        "category",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_category")),
    )
    op.create_table(
        "component",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("short_ky", sa.String(), nullable=False),
        sa.Column("short_ru", sa.String(), nullable=False),
        sa.Column("short_en", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_component")),
    )
    op.create_table(
        "event",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_event")),
    )
    op.create_table(
        "fund",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_fund")),
    )
    op.create_table(
        "import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("imported_by", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import")),
    )
    op.create_table(
        "office",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_office")),
    )
    op.create_table(
        "package_kind",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_package_kind")),
    )
    op.create_table(
        "picture",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("original", sa.String(), nullable=False),
        sa.Column("large", sa.LargeBinary(), nullable=False),
        sa.Column("small", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("small_width", sa.Integer(), nullable=False),
        sa.Column("small_height", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_picture")),
    )
    op.create_index(op.f("ix_picture_original"), "picture", ["original"], unique=False)
    op.create_table(
        "provider",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_provider")),
    )
    op.create_table(
        "release_definition",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("meaning", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("release", "subject", "code", name=op.f("pk_release_definition")),
    )
    op.create_table(
        "statistic",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_statistic")),
    )
    op.create_table(
        "subject",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_subject")),
    )
    op.create_table(
        "summary_access",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("ramp", sa.Integer(), nullable=True),
        sa.Column("toilet", sa.Integer(), nullable=True),
        sa.Column("resource_room", sa.Integer(), nullable=True),
        sa.Column("adapted_materials", sa.Integer(), nullable=True),
        sa.Column("pupils_with_disabilities", sa.Integer(), nullable=True),
        sa.Column("pupils_served", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "school", "period", name=op.f("pk_summary_access")),
    )
    op.create_table(
        "summary_action",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("text_ky", sa.String(), nullable=True),
        sa.Column("text_ru", sa.String(), nullable=True),
        sa.Column("text_en", sa.String(), nullable=True),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "code", name=op.f("pk_summary_action")),
    )
    op.create_table(
        "summary_attestation",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
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
        sa.PrimaryKeyConstraint("release", "school", "period", name=op.f("pk_summary_attestation")),
    )
    op.create_table(
        "summary_award",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "fund", "component", "category", "period", name=op.f("pk_summary_award")
        ),
    )
    op.create_table(
        "summary_budget",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "fund", "component", "category", "year", name=op.f("pk_summary_budget")
        ),
    )
    op.create_table(
        "summary_computed",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "indicator", "period", "area", name=op.f("pk_summary_computed")
        ),
    )
    op.create_table(
        "summary_course",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=True),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=True),
        sa.Column("hours", sa.Integer(), nullable=True),
        sa.Column("provider", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "code", name=op.f("pk_summary_course")),
    )
    op.create_table(
        "summary_date",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("happens_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "event", name=op.f("pk_summary_date")),
    )
    op.create_table(
        "summary_district",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("school_count", sa.Integer(), nullable=True),
        sa.Column("innovative_count", sa.Integer(), nullable=True),
        sa.Column("reported_count", sa.Integer(), nullable=True),
        sa.Column("pupil_count", sa.Integer(), nullable=True),
        sa.Column("teacher_count", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "district", name=op.f("pk_summary_district")),
    )
    op.create_table(
        "summary_eligible",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "period",
            "district",
            "subject",
            "language",
            "sex",
            "rural",
            name=op.f("pk_summary_eligible"),
        ),
    )
    op.create_table(
        "summary_enrolment",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=True),
        sa.Column("boys", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "school",
            "school_year",
            "grade",
            "language",
            name=op.f("pk_summary_enrolment"),
        ),
    )
    op.create_table(
        "summary_flow",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("planned_seats", sa.Integer(), nullable=True),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("attended", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.Column("applied", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "session", name=op.f("pk_summary_flow")),
    )
    op.create_table(
        "summary_fund",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "fund", name=op.f("pk_summary_fund")),
    )
    op.create_table(
        "summary_gain",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("both", sa.Integer(), nullable=True),
        sa.Column("sum_pre", sa.BigInteger(), nullable=True),
        sa.Column("sum_post", sa.BigInteger(), nullable=True),
        sa.Column("sum_gain", sa.BigInteger(), nullable=True),
        sa.Column("sum_gain_squared", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "course", "period", name=op.f("pk_summary_gain")),
    )
    op.create_table(
        "summary_item",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=True),
        sa.Column("delivered", sa.Integer(), nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=True),
        sa.Column("defective", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "school", "package", "item", name=op.f("pk_summary_item")
        ),
    )
    op.create_table(
        "summary_module",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("enrolled", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "module", "period", "device", name=op.f("pk_summary_module")
        ),
    )
    op.create_table(
        "summary_module_list",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("units", sa.Integer(), nullable=True),
        sa.Column("live_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "code", name=op.f("pk_summary_module_list")),
    )
    op.create_table(
        "summary_observation",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("observed", sa.Integer(), nullable=True),
        sa.Column("applies", sa.Integer(), nullable=True),
        sa.Column("uses_ict", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "district", "period", name=op.f("pk_summary_observation")
        ),
    )
    op.create_table(
        "summary_package",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=True),
        sa.Column("contracted_planned", sa.Date(), nullable=True),
        sa.Column("contracted_actual", sa.Date(), nullable=True),
        sa.Column("delivered_planned", sa.Date(), nullable=True),
        sa.Column("delivered_actual", sa.Date(), nullable=True),
        sa.Column("installed_planned", sa.Date(), nullable=True),
        sa.Column("installed_actual", sa.Date(), nullable=True),
        sa.Column("accepted_planned", sa.Date(), nullable=True),
        sa.Column("accepted_actual", sa.Date(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("contracted", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "school", "package", name=op.f("pk_summary_package")),
    )
    op.create_table(
        "summary_payment",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=True),
        sa.Column("amount_kgs", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "fund", "component", "category", "period", name=op.f("pk_summary_payment")
        ),
    )
    op.create_table(
        "summary_photo",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=True),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("caption_ky", sa.String(), nullable=True),
        sa.Column("caption_ru", sa.String(), nullable=True),
        sa.Column("caption_en", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "school", "picture", name=op.f("pk_summary_photo")),
    )
    op.create_table(
        "summary_projection",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("awards", sa.BigInteger(), nullable=True),
        sa.Column("disbursement", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "fund", "period", "version", name=op.f("pk_summary_projection")
        ),
    )
    op.create_table(
        "summary_register",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "district", "period", name=op.f("pk_summary_register")),
    )
    op.create_table(
        "summary_school",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("innovative", sa.Boolean(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=True),
        sa.Column("name_ru", sa.String(), nullable=True),
        sa.Column("name_en", sa.String(), nullable=True),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("languages", sa.String(), nullable=True),
        sa.Column("rural", sa.Integer(), nullable=True),
        sa.Column("remote", sa.Integer(), nullable=True),
        sa.Column("girls", sa.Integer(), nullable=True),
        sa.Column("boys", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "school", "district", "innovative", name=op.f("pk_summary_school")
        ),
    )
    op.create_table(
        "summary_scores",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("test", sa.String(), nullable=False),
        sa.Column("band", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "course", "period", "test", "band", name=op.f("pk_summary_scores")
        ),
    )
    op.create_table(
        "summary_seats",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("completions", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "period", "district", "audience", name=op.f("pk_summary_seats")
        ),
    )
    op.create_table(
        "summary_statistic",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("statistic", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "statistic", "area", "year", name=op.f("pk_summary_statistic")
        ),
    )
    op.create_table(
        "summary_target",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "indicator", "period", "area", "cut", name=op.f("pk_summary_target")
        ),
    )
    op.create_table(
        "summary_teaching",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("teachers_eligible", sa.Integer(), nullable=True),
        sa.Column("teachers_trained", sa.Integer(), nullable=True),
        sa.Column("candidates", sa.Integer(), nullable=True),
        sa.Column("attested", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "school", "period", name=op.f("pk_summary_teaching")),
    )
    op.create_table(
        "summary_textbooks",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("usable", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "school", "period", "subject", "language", name=op.f("pk_summary_textbooks")
        ),
    )
    op.create_table(
        "summary_trained",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release",
            "period",
            "district",
            "audience",
            "role",
            "subject",
            "language",
            "sex",
            "rural",
            name=op.f("pk_summary_trained"),
        ),
    )
    op.create_table(
        "summary_unit",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("last_unit", sa.Integer(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=True),
        sa.Column("completed", sa.Integer(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("release", "module", "last_unit", name=op.f("pk_summary_unit")),
    )
    op.create_table(
        "summary_value",
        sa.Column("release", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=True),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("fact_count", sa.Integer(), nullable=False),
        sa.Column("demonstration", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(
            "release", "indicator", "period", "area", "cut", name=op.f("pk_summary_value")
        ),
    )
    op.create_table(
        "write_lock",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_write_lock")),
    )
    op.create_table(
        "equipment",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["package"], ["package_kind.code"], name=op.f("fk_equipment_package")
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_equipment")),
    )
    op.create_table(
        "indicator",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("line", sa.String(), nullable=False),
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("computed", sa.Boolean(), nullable=False),
        sa.Column("ongoing", sa.Boolean(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("weight", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("definition_ky", sa.String(), nullable=False),
        sa.Column("definition_ru", sa.String(), nullable=False),
        sa.Column("definition_en", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_indicator_component")
        ),
        sa.ForeignKeyConstraint(["owner"], ["office.code"], name=op.f("fk_indicator_owner")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_indicator")),
    )
    op.create_table(
        "release",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("next_update", sa.Date(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("corrected_count", sa.Integer(), nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_release_import_id")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_release")),
    )
    op.create_table(
        "source_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("demonstration", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_source_file_import_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_file")),
        sa.UniqueConstraint("sha256", name=op.f("uq_source_file_sha256")),
    )
    op.create_index(op.f("ix_source_file_import_id"), "source_file", ["import_id"], unique=False)
    op.create_table(
        "attendance",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_attendance_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_attendance_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_attendance_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance")),
    )
    op.create_index(op.f("ix_attendance_import_id"), "attendance", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_attendance_superseded_by"), "attendance", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_attendance_open",
        "attendance",
        ["session", "person", "day"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "attestation_case",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=False),
        sa.Column("portfolio_on", sa.Date(), nullable=True),
        sa.Column("assessed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.Column("applied_period", sa.Date(), nullable=False),
        sa.Column("portfolio_period", sa.Date(), nullable=True),
        sa.Column("assessed_period", sa.Date(), nullable=True),
        sa.Column("decided_period", sa.Date(), nullable=True),
        sa.Column("portfolio_days", sa.Integer(), nullable=True),
        sa.Column("assessed_days", sa.Integer(), nullable=True),
        sa.Column("decided_days", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_attestation_case_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_attestation_case_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_attestation_case_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attestation_case")),
    )
    op.create_index(
        op.f("ix_attestation_case_import_id"), "attestation_case", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_attestation_case_superseded_by"),
        "attestation_case",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_attestation_case_open",
        "attestation_case",
        ["person"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "budget",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["category"], ["category.code"], name=op.f("fk_budget_category")),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_budget_component")
        ),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_budget_fund")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_budget_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_budget_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_budget_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_budget")),
    )
    op.create_index(op.f("ix_budget_import_id"), "budget", ["import_id"], unique=False)
    op.create_index(op.f("ix_budget_superseded_by"), "budget", ["superseded_by"], unique=False)
    op.create_index(
        "uq_budget_open",
        "budget",
        ["fund", "component", "category", "year"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "contract",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["category"], ["category.code"], name=op.f("fk_contract_category")),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_contract_component")
        ),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_contract_fund")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_contract_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_contract_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_contract_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contract")),
    )
    op.create_index(op.f("ix_contract_import_id"), "contract", ["import_id"], unique=False)
    op.create_index(op.f("ix_contract_superseded_by"), "contract", ["superseded_by"], unique=False)
    op.create_index(
        "uq_contract_open",
        "contract",
        ["number"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "course",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("audience", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("mode", sa.String(), nullable=False),
        sa.Column("hours", sa.Integer(), nullable=False),
        sa.Column("provider", sa.String(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_course_import_id")),
        sa.ForeignKeyConstraint(["provider"], ["provider.code"], name=op.f("fk_course_provider")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_course_source_file_id")
        ),
        sa.ForeignKeyConstraint(["subject"], ["subject.code"], name=op.f("fk_course_subject")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_course_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course")),
    )
    op.create_index(op.f("ix_course_import_id"), "course", ["import_id"], unique=False)
    op.create_index(op.f("ix_course_superseded_by"), "course", ["superseded_by"], unique=False)
    op.create_index(
        "uq_course_open",
        "course",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "course_session",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("course", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("planned_seats", sa.Integer(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("end_period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"], ["area.code"], name=op.f("fk_course_session_district")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_course_session_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_course_session_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_course_session_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_course_session")),
    )
    op.create_index(
        op.f("ix_course_session_import_id"), "course_session", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_course_session_superseded_by"), "course_session", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_course_session_open",
        "course_session",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "eligible_teachers",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("teachers", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_eligible_teachers_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_eligible_teachers_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject"], ["subject.code"], name=op.f("fk_eligible_teachers_subject")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_eligible_teachers_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_eligible_teachers")),
    )
    op.create_index(
        op.f("ix_eligible_teachers_import_id"), "eligible_teachers", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_eligible_teachers_superseded_by"),
        "eligible_teachers",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_eligible_teachers_open",
        "eligible_teachers",
        ["school", "period", "subject", "language", "sex"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "enrolment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("school_year", sa.String(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=False),
        sa.Column("boys", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_enrolment_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_enrolment_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_enrolment_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_enrolment")),
    )
    op.create_index(op.f("ix_enrolment_import_id"), "enrolment", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_enrolment_superseded_by"), "enrolment", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_enrolment_open",
        "enrolment",
        ["school", "school_year", "grade", "language"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "fund_amount",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_fund_amount_fund")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_fund_amount_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_fund_amount_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_fund_amount_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fund_amount")),
    )
    op.create_index(op.f("ix_fund_amount_import_id"), "fund_amount", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_fund_amount_superseded_by"), "fund_amount", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_fund_amount_open",
        "fund_amount",
        ["fund"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "lesson_observation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("observed_on", sa.Date(), nullable=False),
        sa.Column("applies", sa.Boolean(), nullable=False),
        sa.Column("uses_ict", sa.Boolean(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_lesson_observation_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"],
            ["source_file.id"],
            name=op.f("fk_lesson_observation_source_file_id"),
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_lesson_observation_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lesson_observation")),
    )
    op.create_index(
        op.f("ix_lesson_observation_import_id"), "lesson_observation", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_lesson_observation_superseded_by"),
        "lesson_observation",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_lesson_observation_open",
        "lesson_observation",
        ["person", "observed_on"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "module_enrolment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("module", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("enrolled_on", sa.Date(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("last_unit", sa.Integer(), nullable=False),
        sa.Column("device", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("completed_period", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_module_enrolment_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_module_enrolment_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_module_enrolment_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_module_enrolment")),
    )
    op.create_index(
        op.f("ix_module_enrolment_import_id"), "module_enrolment", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_module_enrolment_superseded_by"),
        "module_enrolment",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_module_enrolment_open",
        "module_enrolment",
        ["module", "person"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "online_module",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("units", sa.Integer(), nullable=False),
        sa.Column("live_on", sa.Date(), nullable=False),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_online_module_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_online_module_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_online_module_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_online_module")),
    )
    op.create_index(
        op.f("ix_online_module_import_id"), "online_module", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_online_module_superseded_by"), "online_module", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_online_module_open",
        "online_module",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "package_item",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("delivered", sa.Integer(), nullable=False),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.Column("defective", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_package_item_import_id")
        ),
        sa.ForeignKeyConstraint(["item"], ["equipment.code"], name=op.f("fk_package_item_item")),
        sa.ForeignKeyConstraint(
            ["package"], ["package_kind.code"], name=op.f("fk_package_item_package")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_package_item_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_package_item_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_package_item")),
    )
    op.create_index(op.f("ix_package_item_import_id"), "package_item", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_package_item_superseded_by"), "package_item", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_package_item_open",
        "package_item",
        ["school", "package", "item"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "participation",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("session", sa.String(), nullable=False),
        sa.Column("person", sa.String(), nullable=False),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("certified", sa.Boolean(), nullable=False),
        sa.Column("pre_test", sa.BigInteger(), nullable=True),
        sa.Column("post_test", sa.BigInteger(), nullable=True),
        sa.Column("period", sa.Date(), nullable=True),
        sa.Column("pre_band", sa.Integer(), nullable=True),
        sa.Column("post_band", sa.Integer(), nullable=True),
        sa.Column("gain", sa.BigInteger(), nullable=True),
        sa.Column("gain_squared", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_participation_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_participation_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_participation_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
    )
    op.create_index(
        op.f("ix_participation_import_id"), "participation", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_participation_superseded_by"), "participation", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_participation_open",
        "participation",
        ["session", "person"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "payment",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("contract", sa.String(), nullable=False),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("component", sa.String(), nullable=False),
        sa.Column("category", sa.String(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(), nullable=False),
        sa.Column("rate", sa.BigInteger(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("amount_usd", sa.BigInteger(), nullable=False),
        sa.Column("amount_kgs", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["category"], ["category.code"], name=op.f("fk_payment_category")),
        sa.ForeignKeyConstraint(
            ["component"], ["component.code"], name=op.f("fk_payment_component")
        ),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_payment_fund")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_payment_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_payment_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_payment_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
    )
    op.create_index(op.f("ix_payment_import_id"), "payment", ["import_id"], unique=False)
    op.create_index(op.f("ix_payment_superseded_by"), "payment", ["superseded_by"], unique=False)
    op.create_index(
        "uq_payment_open",
        "payment",
        ["number"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("school", sa.String(), nullable=True),
        sa.Column("district", sa.String(), nullable=True),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("birth_year", sa.Integer(), nullable=True),
        sa.Column("same_as", sa.String(), nullable=True),
        sa.Column("audience", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["area.code"], name=op.f("fk_person_district")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_person_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_person_source_file_id")
        ),
        sa.ForeignKeyConstraint(["subject"], ["subject.code"], name=op.f("fk_person_subject")),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_person_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    op.create_index(op.f("ix_person_import_id"), "person", ["import_id"], unique=False)
    op.create_index(op.f("ix_person_superseded_by"), "person", ["superseded_by"], unique=False)
    op.create_index(
        "uq_person_open",
        "person",
        ["code", "since"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "programme_date",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("happens_on", sa.Date(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["event"], ["event.code"], name=op.f("fk_programme_date_event")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_programme_date_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_programme_date_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_programme_date_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_date")),
    )
    op.create_index(
        op.f("ix_programme_date_import_id"), "programme_date", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_programme_date_superseded_by"), "programme_date", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_programme_date_open",
        "programme_date",
        ["event"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "projection",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("fund", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("version", sa.String(), nullable=False),
        sa.Column("awards", sa.BigInteger(), nullable=False),
        sa.Column("disbursement", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["fund"], ["fund.code"], name=op.f("fk_projection_fund")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_projection_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_projection_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_projection_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_projection")),
    )
    op.create_index(op.f("ix_projection_import_id"), "projection", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_projection_superseded_by"), "projection", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_projection_open",
        "projection",
        ["fund", "period", "version"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "reported_value",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("numerator", sa.BigInteger(), nullable=False),
        sa.Column("denominator", sa.BigInteger(), nullable=True),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.code"], name=op.f("fk_reported_value_area")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_reported_value_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.code"], name=op.f("fk_reported_value_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_reported_value_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_reported_value_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reported_value")),
    )
    op.create_index(
        op.f("ix_reported_value_import_id"), "reported_value", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_reported_value_superseded_by"), "reported_value", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_reported_value_open",
        "reported_value",
        ["indicator", "period", "area", "cut"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("lon", sa.Double(), nullable=True),
        sa.Column("lat", sa.Double(), nullable=True),
        sa.Column("languages", sa.String(), nullable=False),
        sa.Column("rural", sa.Boolean(), nullable=False),
        sa.Column("remote", sa.Boolean(), nullable=False),
        sa.Column("innovative", sa.Boolean(), nullable=False),
        sa.Column("girls", sa.Integer(), nullable=True),
        sa.Column("boys", sa.Integer(), nullable=True),
        sa.Column("teachers", sa.Integer(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("merged_into", sa.String(), nullable=True),
        sa.Column("name_ky", sa.String(), nullable=False),
        sa.Column("name_ru", sa.String(), nullable=False),
        sa.Column("name_en", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["district"], ["area.code"], name=op.f("fk_school_district")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_school_import_id")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school")),
    )
    op.create_index(op.f("ix_school_import_id"), "school", ["import_id"], unique=False)
    op.create_index(op.f("ix_school_superseded_by"), "school", ["superseded_by"], unique=False)
    op.create_index(
        "uq_school_open",
        "school",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_access",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("ramp", sa.Boolean(), nullable=True),
        sa.Column("toilet", sa.Boolean(), nullable=True),
        sa.Column("resource_room", sa.Boolean(), nullable=True),
        sa.Column("adapted_materials", sa.Boolean(), nullable=True),
        sa.Column("pupils_with_disabilities", sa.Integer(), nullable=True),
        sa.Column("pupils_served", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_access_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_access_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_access_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_access")),
    )
    op.create_index(
        op.f("ix_school_access_import_id"), "school_access", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_school_access_superseded_by"), "school_access", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_school_access_open",
        "school_access",
        ["school", "period"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_action",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text_ky", sa.String(), nullable=False),
        sa.Column("text_ru", sa.String(), nullable=False),
        sa.Column("text_en", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_action_import_id")
        ),
        sa.ForeignKeyConstraint(["owner"], ["office.code"], name=op.f("fk_school_action_owner")),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_action_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_action_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_action")),
    )
    op.create_index(
        op.f("ix_school_action_import_id"), "school_action", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_school_action_superseded_by"), "school_action", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_school_action_open",
        "school_action",
        ["code"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_package",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("contracted_planned", sa.Date(), nullable=True),
        sa.Column("contracted_actual", sa.Date(), nullable=True),
        sa.Column("delivered_planned", sa.Date(), nullable=True),
        sa.Column("delivered_actual", sa.Date(), nullable=True),
        sa.Column("installed_planned", sa.Date(), nullable=True),
        sa.Column("installed_actual", sa.Date(), nullable=True),
        sa.Column("accepted_planned", sa.Date(), nullable=True),
        sa.Column("accepted_actual", sa.Date(), nullable=True),
        sa.Column("budget", sa.BigInteger(), nullable=True),
        sa.Column("contracted", sa.BigInteger(), nullable=True),
        sa.Column("spent", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_package_import_id")
        ),
        sa.ForeignKeyConstraint(["owner"], ["office.code"], name=op.f("fk_school_package_owner")),
        sa.ForeignKeyConstraint(
            ["package"], ["package_kind.code"], name=op.f("fk_school_package_package")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_package_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_package_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_package")),
    )
    op.create_index(
        op.f("ix_school_package_import_id"), "school_package", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_school_package_superseded_by"), "school_package", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_school_package_open",
        "school_package",
        ["school", "package"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_photo",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("picture", sa.String(), nullable=False),
        sa.Column("package", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=False),
        sa.Column("caption_ky", sa.String(), nullable=True),
        sa.Column("caption_ru", sa.String(), nullable=True),
        sa.Column("caption_en", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_photo_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["package"], ["package_kind.code"], name=op.f("fk_school_photo_package")
        ),
        sa.ForeignKeyConstraint(
            ["picture"], ["picture.sha256"], name=op.f("fk_school_photo_picture")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_photo_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_photo_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_photo")),
    )
    op.create_index(op.f("ix_school_photo_import_id"), "school_photo", ["import_id"], unique=False)
    op.create_index(
        op.f("ix_school_photo_superseded_by"), "school_photo", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_school_photo_open",
        "school_photo",
        ["school", "picture"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_teaching",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("teachers_eligible", sa.Integer(), nullable=True),
        sa.Column("teachers_trained", sa.Integer(), nullable=True),
        sa.Column("candidates", sa.Integer(), nullable=True),
        sa.Column("attested", sa.Integer(), nullable=True),
        sa.Column("certified", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_teaching_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_teaching_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_teaching_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_teaching")),
    )
    op.create_index(
        op.f("ix_school_teaching_import_id"), "school_teaching", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_school_teaching_superseded_by"), "school_teaching", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_school_teaching_open",
        "school_teaching",
        ["school", "period"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "school_textbooks",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("usable", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_school_textbooks_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_school_textbooks_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["subject"], ["subject.code"], name=op.f("fk_school_textbooks_subject")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_school_textbooks_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_school_textbooks")),
    )
    op.create_index(
        op.f("ix_school_textbooks_import_id"), "school_textbooks", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_school_textbooks_superseded_by"),
        "school_textbooks",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_school_textbooks_open",
        "school_textbooks",
        ["school", "period", "subject", "language"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "statistic_value",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("statistic", sa.String(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("year", sa.String(), nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.code"], name=op.f("fk_statistic_value_area")),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_statistic_value_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_statistic_value_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["statistic"], ["statistic.code"], name=op.f("fk_statistic_value_statistic")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_statistic_value_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_statistic_value")),
    )
    op.create_index(
        op.f("ix_statistic_value_import_id"), "statistic_value", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_statistic_value_superseded_by"), "statistic_value", ["superseded_by"], unique=False
    )
    op.create_index(
        "uq_statistic_value_open",
        "statistic_value",
        ["statistic", "area", "year"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("indicator", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("area", sa.String(), nullable=False),
        sa.Column("cut", sa.String(), nullable=False),
        sa.Column("target", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["area"], ["area.code"], name=op.f("fk_target_area")),
        sa.ForeignKeyConstraint(["import_id"], ["import.id"], name=op.f("fk_target_import_id")),
        sa.ForeignKeyConstraint(
            ["indicator"], ["indicator.code"], name=op.f("fk_target_indicator")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_target_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_target_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
    )
    op.create_index(op.f("ix_target_import_id"), "target", ["import_id"], unique=False)
    op.create_index(op.f("ix_target_superseded_by"), "target", ["superseded_by"], unique=False)
    op.create_index(
        "uq_target_open",
        "target",
        ["indicator", "period", "area", "cut"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.create_table(
        "training_register",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("source_file_id", sa.Integer(), nullable=False),
        sa.Column("source_row", sa.Integer(), nullable=False),
        sa.Column("superseded_by", sa.Integer(), nullable=True),
        sa.Column("district", sa.String(), nullable=False),
        sa.Column("period", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["district"], ["area.code"], name=op.f("fk_training_register_district")
        ),
        sa.ForeignKeyConstraint(
            ["import_id"], ["import.id"], name=op.f("fk_training_register_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_file_id"], ["source_file.id"], name=op.f("fk_training_register_source_file_id")
        ),
        sa.ForeignKeyConstraint(
            ["superseded_by"], ["import.id"], name=op.f("fk_training_register_superseded_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_register")),
    )
    op.create_index(
        op.f("ix_training_register_import_id"), "training_register", ["import_id"], unique=False
    )
    op.create_index(
        op.f("ix_training_register_superseded_by"),
        "training_register",
        ["superseded_by"],
        unique=False,
    )
    op.create_index(
        "uq_training_register_open",
        "training_register",
        ["district", "period"],
        unique=True,
        sqlite_where=sa.text("superseded_by IS NULL"),
        postgresql_where=sa.text("superseded_by IS NULL"),
    )
    op.execute(sa.table("write_lock", sa.column("id")).insert().values(id=1))

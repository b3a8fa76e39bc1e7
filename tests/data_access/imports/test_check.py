"""Every mistake of a sheet is told at once, each of them once."""

from dataclasses import replace
from decimal import Decimal

import pytest

from data_access.imports import check as door
from data_access.imports.check import check
from data_access.imports.headings import match
from data_access.imports.sheets.people import FIRST_DAY
from data_access.imports.table import Table
from data_access.indicators.formulas import FORMULAS
from data_access.models.schools import STAGES
from tests.data_access.imports.samples import AK_SUU, good, sheet_named, table
from tests.factories import SPRING

A_SHARE = {"indicator": "R9.1", "denominator": 120}


def problems_of(codes, name, *rows):
    return checked(codes, name, *rows).problems


def checked(codes, name, *rows):
    cells = [[("" if cell is None else cell) for cell in row] for row in table(name, rows)]
    raw, _ = match(Table(name, cells), sheet_named(name), "file.xlsx")
    return check(raw, codes)


def places(problems):
    return [(problem.code, problem.row, problem.column) for problem in problems]


def test_all_problems_are_told_in_the_order_of_rows(codes):
    found = problems_of(
        codes,
        "funds",
        good("funds", amount="a lot", source=""),
        good("funds", fund="GOV"),
        good("funds", fund="XYZ", amount=-1.0),
    )

    assert places(found) == [
        ("not_a_number", 2, "Amount, USD"),
        ("missing_cell", 2, "Source"),
        ("unknown_code", 4, "Fund"),
        ("negative", 4, "Amount, USD"),
    ]


def test_the_same_mistake_in_many_rows_is_told_once(codes):
    found = problems_of(
        codes,
        "statistics",
        *(good("statistics", value="x", year=str(y)) for y in range(2000, 2010)),
    )

    [problem] = found
    assert (problem.code, problem.row) == ("not_a_number", 2)
    assert problem.details == {"more_rows": [3, 4, 5, 6, 7], "row_count": 10}


def test_very_many_mistakes_are_counted(codes, monkeypatch):
    monkeypatch.setattr(door, "MOST_PROBLEMS", 3)
    rows = (good("statistics", value=f"x{y}", year=str(y)) for y in range(2000, 2010))

    *listed, last = problems_of(codes, "statistics", *rows)

    assert len(listed) == 3
    assert (last.code, last.sheet, last.details) == ("more_problems", "statistics", {"count": 7})


def test_a_similar_code_is_suggested(codes):
    [problem] = problems_of(codes, "packages", good("packages", package="labs"))

    assert (problem.code, problem.value) == ("unknown_code_near", "labs")
    assert problem.details == {"suggestion": "lab"}


def test_a_doubled_key_names_both_rows(codes):
    found = problems_of(
        codes, "dates", good("dates"), good("dates", event="closing"), good("dates")
    )

    [problem] = found
    assert (problem.code, problem.row, problem.value) == ("duplicate_key", 4, "signed")
    assert problem.details == {"first_row": 2}


def test_keys_that_are_written_differently_are_still_the_same(codes):
    rows = (good("targets", period="2026-Q3"), good("targets", period="30.09.2026", cut=None))

    [problem] = problems_of(codes, "targets", *rows)

    assert problem.code == "duplicate_key"


@pytest.mark.parametrize(
    ("name", "cells", "code", "column"),
    [
        ("schools", {"lon": 60.0}, "outside_country", "Longitude"),
        ("schools", {"lon": 42.2, "lat": 79.3}, "swapped_position", "Longitude"),
        ("schools", {"merged_into": "SC-0012"}, "merged_but_open", "Merged into school"),
        (
            "schools",
            {"closed_on": "31.08.2026", "merged_into": "IS-07"},
            "merged_into_itself",
            "Merged into school",
        ),
        ("items", {"item": "lab-physics"}, "item_of_other_package", "Item"),
        ("items", {"defective": 3}, "more_than_delivered", "Accepted"),
        ("enrolment", {"school_year": "2025/27"}, "years_apart", "School year"),
        ("teaching", {"attested": 5}, "above_whole", "Attested"),
        ("teaching", {"certified": 4}, "above_whole", "Certified"),
        ("teaching", {"attested": None, "certified": 5}, "above_whole", "Certified"),
        ("schools", {"lon": None}, "half_a_position", "Latitude"),
        (
            "packages",
            {"contracted_actual": "02.02.2026", "accepted_actual": "01.02.2026"},
            "stages_backwards",
            "Actual: accepted",
        ),
        ("values", {**A_SHARE, "numerator": 121.0}, "above_whole", "Value"),
        ("values", {"area": AK_SUU}, "wrong_level", "Area"),
        ("values", {"area": "KG-Y"}, "wrong_level", "Area"),
        ("values", {"indicator": "R9.1"}, "share_without_denominator", "Denominator"),
        ("values", {"denominator": 120}, "denominator_of_count", "Denominator"),
        ("targets", {"indicator": "R2.2", "target": 85.0}, "not_a_fraction", "Target"),
        ("targets", {"indicator": "R2.2", "target": 1.0001}, "not_a_fraction", "Target"),
        ("statistics", {"statistic": "reading", "value": 46.0}, "not_a_fraction", "Value"),
        ("contracts", {"ends_on": "05.05.2025"}, "end_before_signing", "Ends on"),
        ("milestones", {"step": "terms"}, "step_of_another_method", "Step"),
        ("procurement_packages", {"replaces": "PP-G-12"}, "replaces_itself", "In place of package"),
        ("variations", {"currency": "USD"}, "other_currency", "Currency"),
        ("variations", {"signed_on": "05.05.2025"}, "variation_too_early", "Signed on"),
        ("variations", {"ends_on": "05.05.2025"}, "end_before_signing", "New end date"),
        ("deliverables", {"accepted_on": "05.05.2025"}, "accepted_before_signing", "Accepted on"),
        (
            "deliverables",
            {"amount": 8_750_000.01},
            "deliverables_above_contract",
            "Part of the contract amount",
        ),
        ("statistics", {"statistic": "reading", "value": 1.5001}, "not_a_fraction", "Value"),
        ("payments", {"fund": "GOV"}, "contract_of_others", "Contract number"),
        ("payments", {"component": "1", "line": ""}, "contract_of_others", "Contract number"),
        ("sessions", {"starts_on": "14.03.2026"}, "ends_before_start", "Ends on"),
        ("persons", {"school": None}, "without_place", "District"),
        ("participation", {"completed_on": None}, "certified_not_completed", "Certified"),
        ("participation", {"completed_on": "01.03.2026"}, "completed_too_early", "Completed on"),
        (
            "attestation",
            {"portfolio_on": "05.05.2026"},
            "stages_backwards",
            "Decided on",
        ),
        ("attestation", {"portfolio_on": None}, "stage_skipped", "Decided on"),
        ("attestation", {"decided_on": None}, "half_a_decision", "Result"),
        (
            "module_enrolments",
            {"completed_on": "11.01.2026"},
            "completed_too_early",
            "Completed on",
        ),
        ("targets", {"area": "KG-Y"}, "wrong_level", "Area"),
        ("targets", {"indicator": "R1.1", "area": AK_SUU}, "wrong_level", "Area"),
    ],
)
def test_rules_across_cells_are_kept(codes, name, cells, code, column):
    found = problems_of(codes, name, good(name, **cells))

    assert places(found) == [(code, 2, column)]


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("schools", {"lon": None, "lat": None}),
        ("schools", {"closed_on": "31.08.2026", "merged_into": "SC-0012"}),
        ("schools", {"closed_on": "31.08.2026"}),
        ("items", {"delivered": 30, "accepted": 29}),
        ("enrolment", {"school_year": "2099/00"}),
        ("access", {"pupils_with_disabilities": None}),
        ("teaching", {"teachers_eligible": None, "candidates": None}),
        ("packages", {"contracted_planned": None, "accepted_planned": "01.02.2026"}),
        ("values", A_SHARE),
        ("values", {"indicator": "R9.2", "area": None, "denominator": None}),
        ("sessions", {"district": None, "ends_on": "02.03.2026"}),
        ("persons", {"school": None, "district": AK_SUU, "subject": None, "birth_year": None}),
        ("persons", {"same_as": "P-000124"}),
        ("participation", {"completed_on": None, "certified": "жок", "pre_test": None}),
        ("participation", {"completed_on": "02.03.2026"}),
        ("attestation", {"assessed_on": None, "decided_on": None, "result": None}),
        ("registers", {"closed_on": "31.03.2026"}),
        ("targets", {"area": AK_SUU}),
        ("targets", {"indicator": "R3.1"}),
        ("targets", {"indicator": "R2.2", "target": 1.0}),
        ("statistics", {"statistic": "primary_completion", "value": 1.176}),
        ("contracts", {"ends_on": "06.05.2025"}),
        ("milestones", {"actual_on": None, "planned_on": "31.12.2027"}),
        ("procurement_packages", {"cancelled_on": "23.11.2026"}),
        ("variations", {"ends_on": None, "amount": 0}),
        ("deliverables", {"amount": 8_750_000, "accepted_on": None}),
        ("payments", {"contract": None, "fund": "GOV"}),
        ("payments", {"contract": None, "amount": -5.0}),
    ],
)
def test_what_is_missing_or_allowed_breaks_no_rule(codes, name, cells):
    assert problems_of(codes, name, good(name, **cells)) == ()


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("payments", "paid_on"),
        ("contracts", "signed_on"),
        ("milestones", "actual_on"),
        ("procurement_packages", "cancelled_on"),
        ("deliverables", "accepted_on"),
        *(("packages", f"{stage}_actual") for stage in STAGES),
    ],
)
def test_nothing_has_happened_tomorrow(codes, name, field):
    other = {f"{stage}_actual": None for stage in STAGES} if name == "packages" else {}

    today = problems_of(codes, name, good(name, **{**other, field: "23.11.2026"}))
    [problem] = problems_of(codes, name, good(name, **{**other, field: "24.11.2026"}))

    assert today == ()
    heading = sheet_named(name).field(field).headings[2]
    assert (problem.code, problem.column, problem.value) == ("future_date", heading, "24.11.2026")
    assert problem.details == {"today": codes.today}


@pytest.mark.parametrize(
    ("name", "field"), [("dates", "happens_on"), ("packages", "accepted_planned")]
)
def test_what_is_expected_may_lie_in_the_future(codes, name, field):
    assert problems_of(codes, name, good(name, **{field: "31.12.2028"})) == ()


@pytest.mark.parametrize("code", FORMULAS)
def test_nobody_reports_what_is_counted_from_the_facts(codes, code):
    [problem] = problems_of(codes, "values", good("values", indicator=code))

    assert (problem.code, problem.value) == ("computed_indicator", code)


def linked(code, same_as):
    return good("persons", code=code, same_as=same_as)


@pytest.mark.parametrize(
    "rows",
    [
        [linked("P-000123", "P-000124"), linked("P-000124", "P-000125"), linked("P-000125", None)],
        [linked("P-000125", "P-000123")],
        [linked("P-000124", "P-000125"), linked("P-000125", None)],
    ],
    ids=["in one sheet", "to a second code", "from a first code"],
)
def test_a_second_code_names_the_first_one_and_no_other_second_code(codes, rows):
    known = {} if len(rows) == 3 else {("P-000123", FIRST_DAY): "P-000124"}
    codes = codes.with_more("person", ["P-000125"]).told("person", known)

    found = problems_of(codes, "persons", *rows)

    assert {problem.code for problem in found} == {"same_as_second_code"}


def test_a_code_that_no_longer_stands_for_another_may_be_named(codes):
    codes = codes.with_more("person", ["P-000125"])
    codes = codes.told("person", {("P-000123", FIRST_DAY): "P-000124"})

    rows = [linked("P-000123", None), linked("P-000125", "P-000123")]

    assert problems_of(codes, "persons", *rows) == ()


def test_what_follows_from_a_participation_is_kept_beside_it(codes):
    rows = [
        good("participation", pre_test=9.99, post_test=100.0),
        good("participation", person="P-000124", pre_test=70.5, post_test=60.25),
        good("participation", person="P-000125", pre_test=None, completed_on=None, certified="no"),
    ]

    found = checked(codes.with_more("person", ["P-000125"]), "participation", *rows).rows

    columns = ["period", "pre_band", "post_band", "gain", "gain_squared"]
    assert found[columns].to_numpy().tolist() == [
        [SPRING, 0, 90, Decimal("90.01"), Decimal("8101.8001")],
        [SPRING, 70, 60, Decimal("-10.25"), Decimal("105.0625")],
        [None, None, 90, None, None],
    ]


def test_days_in_a_stage_are_counted_from_the_stage_before(codes):
    row = good("attestation", assessed_on=None, decided_on=None, result=None)

    found = checked(codes, "attestation", row).rows.iloc[0]

    assert (found.portfolio_days, found.assessed_days, found.decided_days) == (46, None, None)
    assert (found.applied_period, found.decided_period) == (SPRING, None)


def test_a_contract_with_a_mistake_says_nothing_about_its_payments(codes):
    unsure = codes.told("contract", {"SERSDP/G-12": None})

    assert problems_of(unsure, "payments", good("payments", fund="GOV")) == ()


def test_a_contract_names_a_supplier_and_a_package_that_are_known(codes):
    unknown = good("contracts", supplier="S-99", package="XY")
    without = good("contracts", number="CT-2", supplier=None, package=None, ends_on=None)

    assert places(problems_of(codes, "contracts", unknown, without)) == [
        ("unknown_code", 2, "Supplier code"),
        ("unknown_code", 2, "Procurement package code"),
        ("missing_cell", 3, "Supplier code"),
        ("missing_cell", 3, "Procurement package code"),
        ("missing_cell", 3, "Ends on"),
    ]


def test_a_step_that_a_method_lacks_is_told_with_those_that_it_has(codes):
    [problem] = problems_of(codes, "milestones", good("milestones", step="terms"))

    assert problem.details["steps"].startswith("documents, cleared, advertised, opened")


def test_deliverables_are_measured_against_the_contract_with_its_variations(codes):
    rows = [
        good("deliverables", amount=5_000_000),
        good("deliverables", deliverable=2, amount=4_000_000),
    ]
    known = codes.told("deliverable", {("SERSDP/G-12", 1): 6_000_000})
    larger = codes.told("variation", {("SERSDP/G-12", 1): Decimal(250_000)})
    smaller = codes.told("variation", {("SERSDP/G-12", 1): Decimal(-1)})
    unsure = codes.told("contract", {"SERSDP/G-12": None})

    above = problems_of(codes, "deliverables", *rows)
    assert [(each.code, each.row) for each in above] == [
        ("deliverables_above_contract", 2),
        ("deliverables_above_contract", 3),
    ]
    assert above[0].details == {"limit_amount": Decimal(8_750_000)}
    assert problems_of(codes, "deliverables", rows[0]) == ()
    assert problems_of(known, "deliverables", rows[1])[0].code == "deliverables_above_contract"
    assert problems_of(larger, "deliverables", *rows) == ()
    assert problems_of(smaller, "deliverables", good("deliverables", amount=8_750_000)) != ()
    assert problems_of(unsure, "deliverables", *rows) == ()


def test_a_package_with_a_mistake_says_nothing_about_its_steps(codes):
    unsure = codes.told("procurement_package", {"PP-G-12": None})

    assert problems_of(unsure, "milestones", good("milestones", step="terms")) == ()


def test_a_row_with_a_bad_cell_is_not_measured_by_rules(codes):
    found = problems_of(codes, "schools", good("schools", lon="east"))

    assert places(found) == [("not_a_number", 2, "Longitude")]


def test_without_a_required_column_rules_and_keys_are_left_alone(codes):
    sheet = sheet_named("values")
    cells = Table("Values", [["Area", "Value", "Denominator"], ["KG", 5.0, 1.0], ["KG", 5.0, 1.0]])
    raw, _ = match(cells, sheet, "file.xlsx")

    assert check(raw, codes).problems == ()


def test_rows_with_mistakes_still_tell_whom_they_speak_of(codes):
    found = checked(codes, "schools", good("schools", girls=-1.0), good("schools", code="IS-08"))

    assert found.subjects == ["IS-07", "IS-08"]
    assert found.rows["code"].tolist() == ["IS-08"]


def test_a_frame_without_rows_is_a_normal_answer(codes):
    for name in ("schools", "packages", "payments", "values"):
        found = checked(codes, name)

        assert found.problems == ()
        assert found.rows.empty


def test_the_value_shown_is_shortened(codes):
    [problem] = problems_of(codes, "funds", good("funds", amount="x" * 500))

    assert len(problem.value) == 61


def test_repairs_need_a_single_code_that_is_meant(codes):
    two = replace(codes, lists={**codes.lists, "fund": codes.lists["fund"].with_more(["l4217"])})

    [problem] = problems_of(two, "funds", good("funds", fund="L 4217"))

    assert problem.code.startswith("unknown_code")

"""Do the totals agree with what is published, and are the stories of the plot really there?"""

from itertools import pairwise

import pandas as pd
import pytest

from dashboard.demonstration import money
from dashboard.demonstration.packages import NOT_BEGUN, STAGES, STALLED
from dashboard.demonstration.schools import PUPILS, TEACHERS, UNPLACED
from data_access import reference
from geo import boundaries

FUNDS = {"G0851": 5_000_000, "G0852": 15_000_000, "L4217": 20_000_000, "GOV": 4_000_000}
RELEASES = {
    "2025-Q4": "2025-12-31",
    "2026-Q1": "2026-03-31",
    "2026-Q2": "2026-06-30",
    "2026-Q3": "2026-09-30",
}


def usd(rows: pd.DataFrame) -> pd.Series:
    rate = rows["rate"] if "rate" in rows else pd.to_datetime(rows["paid_on"]).map(money.rates())
    return rows["amount"].where(rows["currency"] == "USD", rows["amount"] / rate)


def packages(books, quarter: str) -> pd.DataFrame:
    rows = books[f"packages-{quarter}.xlsx"].tables["packages"].copy()
    for stage in STAGES:
        for kind in ("planned", "actual"):
            rows[f"{stage}_{kind}"] = pd.to_datetime(rows[f"{stage}_{kind}"])
    return rows


# published facts


def test_every_published_row_names_an_address(books):
    for table in books["published.xlsx"].tables.values():
        assert table["source"].str.startswith("http").all()


def test_every_statistic_of_the_reference_is_published(facts):
    known = {row["code"] for row in reference.read("statistics")}

    assert set(facts("statistics")["statistic"]) == known


def test_published_shares_are_fractions(facts):
    shares = {row["code"] for row in reference.read("statistics") if row["unit"] == "share"}
    rows = facts("statistics")

    assert rows[rows["statistic"].isin(shares)]["value"].between(0.1, 1.5).all()


def test_primary_completion_of_2022_is_as_published(facts):
    rows = facts("statistics")
    rows = rows[(rows["statistic"] == "primary_completion") & (rows["year"] == "2022")]

    assert len(rows) == 10
    assert rows.set_index("area")["value"]["KG"] == 0.964


def test_published_workbook_holds_the_three_funds_and_four_dates(books):
    tables = books["published.xlsx"].tables

    assert dict(zip(tables["funds"]["fund"], tables["funds"]["amount"], strict=True)) == {
        fund: amount for fund, amount in FUNDS.items() if fund != "GOV"
    }
    assert [str(day)[:10] for day in tables["dates"]["happens_on"]] == [
        "2022-09-23",
        "2023-07-21",
        "2024-06-27",
        "2024-07-16",
    ]


def test_what_nobody_published_is_marked_a_demonstration(books):
    plan = books["plan.xlsx"]

    assert plan.is_demonstration
    assert plan.tables["funds"]["fund"].tolist() == ["GOV"]
    assert plan.tables["dates"]["event"].tolist() == ["closing"]


# schools


def test_schools_pupils_and_teachers_add_up_to_the_published_totals(facts):
    schools = facts("schools")

    assert len(schools) == 2394
    assert (schools["girls"].sum() + schools["boys"].sum()) == pytest.approx(PUPILS, rel=0.005)
    assert schools["teachers"].sum() == pytest.approx(TEACHERS, rel=0.005)


def test_bishkek_and_osh_have_as_many_schools_as_published(facts):
    counts = facts("schools")["district"].value_counts()

    assert (counts["41711000000000"], counts["41721000000000"]) == (121, 71)


def test_thirty_innovative_schools_stand_in_villages_of_all_oblasts(facts):
    schools = facts("schools")
    chosen = schools[schools["innovative"].isin(["ооба", "да"])]
    regions = {boundaries.unit(code).parent for code in chosen["district"]}

    assert chosen["code"].tolist() == [f"IS-{turn:02d}" for turn in range(1, 31)]
    assert chosen["rural"].eq("ооба").all()
    assert chosen["district"].nunique() >= 20
    assert len(regions) == 7


def test_one_innovative_school_is_unplaced_and_all_others_lie_in_their_district(facts):
    schools = facts("schools")
    placed = schools[schools["lon"].notna()]
    found = [
        boundaries.district_at(lon, lat)
        for lon, lat in zip(placed["lon"], placed["lat"], strict=True)
    ]

    assert schools[schools["lon"].isna()]["code"].tolist() == [UNPLACED]
    assert found == [boundaries.unit(code).map_code for code in placed["district"]]


def test_a_few_schools_have_no_number_of_pupils(facts):
    schools = facts("schools")

    assert 3 <= schools["girls"].isna().sum() <= 15
    assert not (schools["girls"] == 0).any()


# packages


@pytest.mark.parametrize(("quarter", "last"), RELEASES.items())
def test_no_stage_is_dated_after_the_quarter_that_reports_it(books, quarter, last):
    rows = packages(books, quarter)

    for stage in STAGES:
        assert not (rows[f"{stage}_actual"] > last).any()


@pytest.mark.parametrize("quarter", RELEASES)
def test_no_stage_comes_before_the_one_it_follows(books, quarter):
    rows = packages(books, quarter)

    for kind in ("planned", "actual"):
        for before, after in pairwise(STAGES):
            assert not (rows[f"{after}_{kind}"] < rows[f"{before}_{kind}"]).any()
            assert not (rows[f"{before}_{kind}"].isna() & rows[f"{after}_{kind}"].notna()).any()


def test_schools_are_completed_one_after_another(books):
    complete = [
        int(packages(books, quarter).groupby("school")["accepted_actual"].count().eq(6).sum())
        for quarter in RELEASES
    ]

    assert complete == [1, 3, 7, 12]


def test_accessibility_is_accepted_least_often(books):
    accepted = packages(books, "2026-Q3").groupby("package")["accepted_actual"].count()

    assert accepted.idxmin() == "access"


def test_packages_are_late_by_months_under_different_owners(books):
    rows = packages(books, "2026-Q3")
    late = rows[rows["accepted_actual"].isna() & (rows["accepted_planned"] < "2026-07-01")]

    assert late["owner"].nunique() >= 3
    assert (pd.Timestamp("2026-09-30") - late["accepted_planned"].min()).days > 180


def test_two_schools_have_nothing_at_all(books):
    begun = packages(books, "2026-Q3").groupby("school")["contracted_actual"].count()

    assert begun[begun == 0].index.tolist() == list(NOT_BEGUN)


def test_one_repair_stands_still_since_spring_and_got_a_new_plan_once(books):
    march, june, september = (
        packages(books, quarter).query(f"school == '{STALLED}' and package == 'repair'").iloc[0]
        for quarter in ("2026-Q1", "2026-Q2", "2026-Q3")
    )

    assert september["delivered_actual"] == pd.Timestamp("2026-03-11")
    assert pd.isna(september["installed_actual"])
    assert march["accepted_planned"] < june["accepted_planned"] == september["accepted_planned"]


def test_nothing_is_spent_beyond_the_contract_and_nothing_contracted_without_one(books):
    rows = packages(books, "2026-Q3")

    assert (rows["contracted"].notna() == rows["contracted_actual"].notna()).all()
    assert (rows["contracted"].dropna() <= rows["budget"].loc[rows["contracted"].notna()]).all()
    assert not (rows["spent"] > rows["contracted"].fillna(0)).any()


# passports


def passports(books, quarter: str, name: str) -> pd.DataFrame:
    return books[f"passports-{quarter}.xlsx"].tables[name]


@pytest.mark.parametrize("quarter", RELEASES)
def test_items_follow_the_stages_of_their_package(books, quarter):
    stages = packages(books, quarter)[["school", "package", "delivered_actual", "accepted_actual"]]
    rows = passports(books, quarter, "items").merge(stages, on=["school", "package"])
    accepted = rows["accepted_actual"].notna()

    assert len(rows) == 30 * len(reference.read("equipment"))
    assert (rows["accepted"] + rows["defective"] <= rows["delivered"]).all()
    assert not rows.loc[rows["delivered_actual"].isna(), "delivered"].any()
    whole = rows["accepted"] + rows["defective"]
    assert (whole[accepted] == rows["delivered"][accepted]).all()
    assert (rows["delivered"][accepted] >= rows["planned"][accepted]).all()


def test_some_items_are_defective_some_in_excess_and_computers_of_one_school_still_broken(books):
    rows = passports(books, "2026-Q3", "items")
    broken = rows[(rows["school"] == "IS-04") & (rows["item"] == "ict-computer")]

    assert 5 <= (rows["defective"] > 0).sum() <= 60
    assert 1 <= (rows["delivered"] > rows["planned"]).sum() <= 30
    assert broken["defective"].tolist() == [3]


def test_grades_and_languages_add_up_to_the_pupils_of_the_school_in_its_year(books, facts):
    rows = facts("enrolment")
    rows = rows[rows["school"].str.startswith("IS-")]
    enrolled = rows.groupby(["school_year", "school"])[["girls", "boys"]].sum()
    first, newest = books["schools.xlsx"].tables["schools"], facts("schools")

    assert enrolled.index.levels[0].tolist() == ["2023/24", "2024/25", "2025/26", "2026/27"]
    for year, schools in (("2025/26", first), ("2026/27", newest)):
        reported = schools.set_index("code").loc[enrolled.loc[year].index, ["girls", "boys"]]
        assert (reported == enrolled.loc[year]).all(axis=None)


def test_schools_become_accessible_and_never_less_so(books):
    rows = pd.concat(passports(books, quarter, "access") for quarter in RELEASES)
    order = rows.sort_values(["school", "period"])
    for feature in ("ramp", "toilet", "resource_room", "adapted_materials"):
        known = order[order[feature].notna()]
        known = known.assign(there=(known[feature] == "ооба").astype(int))
        assert (known.groupby("school")["there"].diff().dropna() >= 0).all()
    now = rows[rows["period"] == "2026-Q3"]
    assert now["ramp"].notna().all()
    assert rows[rows["ramp"].isna()]["school"].unique().tolist() == list(NOT_BEGUN)


def test_the_attestation_pilot_grows_from_its_first_quarter_on(books):
    taking_part = [
        int((passports(books, quarter, "teaching")["candidates"] > 0).sum())
        for quarter in list(RELEASES)[1:]
    ]

    assert "candidates" not in passports(books, "2025-Q4", "teaching")
    assert taking_part[0] < taking_part[1] < taking_part[2] <= 24


def test_some_commitments_are_overdue_and_some_are_done(facts):
    rows = facts("actions")
    is_open = rows["done_on"].isna()
    overdue = rows[is_open & (pd.to_datetime(rows["due_on"]) < "2026-09-30")]

    assert 8 <= len(rows) <= 12
    assert sorted(overdue["school"]) == ["IS-08", "IS-09", "IS-17", "IS-22", "IS-26"]
    assert (~is_open).sum() == 3


def test_one_school_is_closed_and_one_merged_and_no_pupil_is_lost(books, facts):
    before = books["schools.xlsx"].tables["schools"].set_index("code")
    after = facts("schools").set_index("code")
    gone = after[after["closed_on"].notna()]
    heirs = after.loc[["SC-0319", "SC-0152"]]

    assert gone["merged_into"].dropna().to_dict() == {"SC-0299": "SC-0319"}
    assert gone.index.tolist() == ["SC-0155", "SC-0299"]
    for name in ("girls", "boys", "teachers"):
        assert (heirs[name] - before.loc[heirs.index, name]).sum() == gone[name].sum()


# results


def test_targets_of_the_districts_add_up_to_ten_thousand_teachers(facts):
    rows = facts("targets").query("indicator == 'R2.1' and period == '2028-Q4'")

    assert len(rows) == 54
    assert rows["target"].sum() == 10_000


def test_targets_never_fall(facts):
    rows = facts("targets").sort_values("period")

    assert (rows.groupby(["indicator", "area"])["target"].diff().dropna() >= 0).all()


def test_every_indicator_has_an_end_target(facts):
    ends = facts("targets").query("period == '2028-Q4'")

    assert set(ends["indicator"]) == {row["code"] for row in reference.read("indicators")}


def test_every_indicator_is_counted_so_that_no_workbook_reports_values(books):
    assert {row["computed"] for row in reference.read("indicators")} == {"yes"}
    assert all("values" not in book.tables for book in books.values())


# money


def test_budget_and_projections_add_up_to_the_funds(facts):
    projections = (
        facts("projections").groupby(["fund", "version"])[["awards", "disbursement"]].sum()
    )

    assert facts("budget").groupby("fund")["amount"].sum().to_dict() == FUNDS
    for (fund, _), row in projections.iterrows():
        assert row["disbursement"] == FUNDS[fund]
        assert row["awards"] == (0 if fund == "G0851" else FUNDS[fund])


def moved(facts) -> pd.DataFrame:
    """Return the applications that moved money."""
    rows = facts("withdrawals")
    return rows[rows["method"] != "soe"]


def test_every_direct_withdrawal_has_its_payments_and_no_advance_is_overdrawn(facts):
    payments = facts("payments")
    paid = usd(payments).groupby([payments["fund"], payments["paid_from"]]).sum()
    drawn = facts("withdrawals")
    sums = drawn.groupby(["fund", "method"])["amount"].sum()

    for fund in ("G0852", "L4217"):
        assert sums[fund, "direct"] == pytest.approx(paid[fund, "direct"], abs=5)
        got = sums[fund, "advance"] + sums[fund, "replenishment"]
        assert 0 < got - paid[fund, "advance"] < 0.1 * sums[fund].sum()


def test_one_withdrawal_came_in_wrong_and_was_corrected_a_quarter_later(facts):
    then = facts("withdrawals", "2026-Q2").set_index("number")["amount"]
    now = facts("withdrawals").set_index("number")["amount"].loc[then.index]

    assert sorted((then - now)[then != now]) == [18_000]


def test_spending_of_the_sector_agrees_with_what_is_published_for_the_country(facts):
    rows = facts("sector_spending")
    spent = rows.groupby("year")["actual"].sum() / 1e9
    published = facts("statistics").query("statistic == 'education_spending'")
    for year, value in zip(published["year"].astype(int), published["value"], strict=True):
        if year in spent.index:
            assert spent[year] == pytest.approx(value, rel=0.001)


def test_about_a_third_of_the_forty_million_is_disbursed(facts):
    payments = facts("payments")
    paid = usd(payments[payments["fund"] != "GOV"]).sum()
    disbursed = moved(facts)["amount"].sum()

    assert 0.30 <= paid / 40_000_000 <= 0.36
    assert 0 < disbursed - paid < 0.03 * 40_000_000
    assert len(payments) == pytest.approx(6_000, rel=0.02)


def test_actual_money_is_below_the_original_projection_and_near_the_revised_one(facts):
    projections = facts("projections").query("period <= '2026-Q3' and fund != 'GOV'")
    expected = projections.groupby("version")[["awards", "disbursement"]].sum()
    contracts = facts("contracts")
    for rows, column in ((contracts, "awards"), (moved(facts), "disbursement")):
        actual = usd(rows[rows["fund"] != "GOV"]).sum()
        assert actual / expected[column]["original"] < 0.7
        assert 0.9 < actual / expected[column]["revised"] < 1


def test_every_payment_falls_into_the_quarter_of_its_workbook(books):
    for name, book in books.items():
        if name.startswith("finance"):
            for table, column in (("contracts", "signed_on"), ("payments", "paid_on")):
                days = pd.to_datetime(book.tables[table][column])
                assert set(days.dt.to_period("Q").astype(str)) == {name[8:15].replace("-", "")}


def test_no_contract_is_paid_before_it_is_signed_or_above_its_amount(facts):
    contracts = facts("contracts").set_index("number")
    payments = facts("payments").dropna(subset="contract")
    payments = payments.assign(usd=usd(payments), day=pd.to_datetime(payments["paid_on"]))
    paid = payments.groupby("contract").agg(usd=("usd", "sum"), first=("day", "min"))
    signed = contracts.loc[paid.index]

    assert (paid["usd"] <= usd(signed) + 0.05).all()
    assert (paid["first"] > pd.to_datetime(signed["signed_on"])).all()


def test_some_statements_are_refunds(facts):
    payments = facts("payments")

    assert 5 <= (payments["amount"] < 0).sum() <= 20


def test_component_four_spends_more_of_its_budget_than_the_others(facts):
    payments = facts("payments")
    spent = usd(payments).groupby(payments["component"]).sum()
    share = spent / facts("budget").groupby("component")["amount"].sum()

    assert share.idxmax() == "4"
    assert share["4"] > 0.5 > 0.4 > share.drop("4").max()

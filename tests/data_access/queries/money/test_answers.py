"""What the page of the budget asks, on small programmes."""

from datetime import date
from decimal import Decimal

import pytest

from data_access.queries.money import costs, curves, execution, periods, rating, sector
from tests import factories, factories_procurement
from tests import factories_promises as promises
from tests.factories import AUTUMN, NARYN, SPRING, SUMMER, asked

WINTER = date(2026, 12, 31)


def test_committed_is_what_was_contracted_and_what_was_spent_without_a_contract(publish):
    def facts(session):
        factories.budget(session, 1000)
        factories.contract(session, 300)
        factories.payment(session, 100, contract="C-1")
        factories.payment(session, 50)
        factories.withdrawal(session, 150)
        factories.withdrawal(session, 70, method="soe")

    with publish(facts) as db:
        [part] = execution.parts(db, asked(), "fund")
        standing = execution.standing(db, asked())

    assert (part.budget, part.committed, part.disbursed, part.spent) == (1000, 350, 150, 150)
    assert part.share == pytest.approx(0.15)
    assert (standing.unpaid, standing.free) == (200, 650)


def test_a_variation_commits_more_from_its_own_quarter_on(publish):
    def facts(session):
        factories.budget(session, 1000)
        factories.contract(session, 300, "CT-01", signed_on=date(2026, 5, 4), period=SUMMER)
        factories_procurement.variation(session, "CT-01", usd=10)

    with publish(facts) as db:
        before, after = asked(period=SUMMER), asked()
        for cut in ("fund", "component", "category"):
            [part] = execution.parts(db, after, cut)
            assert part.committed == 310
        [earlier] = execution.parts(db, before, "fund")
        standing = execution.standing(db, after)

    assert earlier.committed == 300
    assert (standing.unpaid, standing.free) == (310, 690)


def test_one_fund_can_be_asked_for(publish):
    def facts(session):
        factories.payment(session, 1)
        factories.payment(session, 2, fund="GOV")

    with publish(facts) as db:
        found = execution.parts(db, asked(fund="GOV"), "fund")

    assert [(part.code, part.spent) for part in found] == [("GOV", 2)]


def test_without_a_rate_the_budget_is_not_told_in_som(publish):
    with publish(lambda session: factories.budget(session, 10)) as db:
        assert execution.standing(db, asked(currency="KGS")) is None
        assert execution.standing(db, asked()).budget == 10


def test_the_pace_is_the_mean_of_the_last_four_quarters_and_leads_to_the_end_of_the_year(publish):
    def facts(session):
        factories.budget(session, 5000)
        for period, amount in (
            (date(2025, 9, 30), 1000),
            (date(2025, 12, 31), 40),
            (SPRING, 20),
            (AUTUMN, 60),
        ):
            factories.payment(session, amount, period=period)

    with publish(facts) as db:
        burn = execution.burn(db, asked())

    assert burn.pace == 30
    assert (burn.so_far, burn.expected, burn.budget) == (80, 110, 5000)
    assert [is_expected for *_, is_expected in burn.quarters].count(True) == 1
    assert burn.left == 5000 - 1120


def test_lines_of_work_where_spending_outruns_progress_are_named(publish):
    def facts(session):
        for line, spent in (("1.1", 60), ("1.3", 20)):
            factories.budget(session, 100, line=line)
            factories.payment(session, spent, line=line)
        factories.reported(session, "R1.1", 2, area="KG")
        factories.target(session, "R1.1", 4)

    with publish(facts) as db:
        frame = execution.work_against_money(db, asked()).set_index("line")

    assert frame["outruns"].to_dict() == {"1.1": True, "1.3": False}
    assert frame.loc["1.1", "progress_share"] == 0.5
    assert frame.loc["1.3", "counted_count"] == 0


def test_the_gap_to_a_projection_is_told_in_money_and_months(publish):
    def facts(session):
        for period in (SPRING, SUMMER, AUTUMN, WINTER):
            factories.projection(session, disbursement=100, period=period)
            factories.projection(session, disbursement=50, period=period, version="revised")
        factories.withdrawal(session, 200, period=SPRING)
        factories.fund_amount(session, amount=Decimal(400))

    with publish(facts) as db:
        curve = curves.curve(db, asked(), "disbursement", None)

    original, revised = curve.gaps
    assert (original.version, original.money) == ("original", -100)
    assert original.months == pytest.approx(3, abs=0.1)
    assert (revised.projected, revised.money) == (150, 50)
    assert revised.months == pytest.approx(-3, abs=0.1)
    assert curve.points["forecast"].dropna().tolist() == [200, 250]
    assert curve.points["actual"].dropna().tolist() == [200, 200, 200]


def test_awards_are_never_expected_of_a_fund_that_awards_no_contract(publish):
    def facts(session):
        factories.fund_amount(session, fund="L4217", amount=Decimal(210))
        factories.fund_amount(session, fund="G0851", amount=Decimal(1000))
        factories.projection(session, fund="L4217", awards=100, period=WINTER)
        factories.projection(session, fund="G0851", awards=0, disbursement=100, period=WINTER)
        factories.contract(session, 200, fund="L4217")

    with publish(facts) as db:
        curve = curves.curve(db, asked(), "awards", None)

    assert curve.points["forecast"].dropna().tolist() == [200, 210]


def test_the_forecast_never_passes_what_the_fund_holds(publish):
    def facts(session):
        factories.fund_amount(session, amount=Decimal(210))
        factories.projection(session, period=WINTER)
        factories.withdrawal(session, 200)

    with publish(facts) as db:
        curve = curves.curve(db, asked(), "disbursement", "G0851")

    assert curve.points["forecast"].dropna().tolist() == [200, 210]


def test_periods_follow_the_calendar_and_prices_the_index(publish):
    def facts(session):
        factories.payment(session, 1, month=date(2025, 7, 31), period=date(2025, 9, 30))
        factories.payment(session, 2, month=date(2025, 8, 31), period=date(2025, 9, 30))
        factories.payment(session, 4)
        for year, value in (("2025", 100), ("2026", 110)):
            factories.statistic(session, "consumer_prices", value, area="KG", year=year)

    with publish(facts) as db:
        school = periods.periods(db, asked(), "school")
        fiscal = periods.periods(db, asked(), "fiscal")
        quarters = periods.periods(db, asked(), "quarter")

    assert [(each.name, each.usd) for each in school] == [
        ("2024/25", 1), ("2025/26", 2), ("2026/27", 4),
    ]  # fmt: skip
    assert [(each.name, each.is_whole) for each in fiscal] == [("2025", True), ("2026", False)]
    assert [each.name for each in quarters] == ["2025-Q3", "2026-Q3"]
    assert fiscal[0].kgs == Decimal("262.5")
    assert fiscal[0].kgs_constant == Decimal("288.75")


def test_constant_prices_without_an_index_are_unknown(publish):
    with publish(lambda session: factories.payment(session, 1)) as db:
        [period] = periods.periods(db, asked(), "fiscal")

    assert period.kgs_constant is None


def test_a_rate_of_an_earlier_day_is_counted(publish):
    def facts(session):
        factories.payment(session, 1)
        factories.payment(session, 1, rate_on=date(2026, 8, 18))

    with publish(facts) as db:
        assert periods.older_rates(db, asked()) == (2, 1)


def test_the_cost_of_a_result_is_its_payments_by_what_was_reached(publish):
    def facts(session):
        factories.payment(session, 100, line="1.3", month=SPRING, period=SPRING)
        factories.payment(session, 60, line="1.3")
        factories.payment(session, 999, line="1.1")

    with publish(facts) as db:
        found = {(each.result, each.period): each for each in costs.costs(db, asked(), "quarter")}

    book = found["book", ""]
    assert (book.spent, book.payments) == (Decimal("14000.0"), 2)
    assert book.each != book.each  # nothing was reached: missing, not endless


def test_spending_of_regions_is_compared_with_its_plan_and_its_pupils(publish):
    def facts(session):
        factories.school(session, "SC-0001", girls=3, boys=2)
        factories.sector_spending(session)
        factories.sector_spending(session, "KG-T", 400, planned=Decimal(500))
        factories.sector_spending(session, "KG-T", None, level="other", repair=None)
        factories.sector_spending(session, "KG-T", 1, year=2027)

    with publish(facts) as db:
        regions = sector.by_region(db, asked()).set_index("area")
        [first, *_] = sector.by_year(db, asked()).to_dict("records")
        talas = sector.by_level(db, asked(region="KG-T"))
        year = sector.year_asked(db, asked())

    assert year == 2025
    assert regions.loc[NARYN, "value"] == 180
    assert regions.loc["KG-C", ["value", "executed_share"]].isna().all()
    assert first["executed_share"] == pytest.approx(1300 / 1500)
    assert (first["reported_count"], first["expected_count"]) == (2, 3)
    assert talas["level"].tolist() == ["school", "other"]
    assert talas["actual"].isna().tolist() == [False, True]


def test_a_component_is_as_its_worst_known_dimension(publish):
    def facts(session):
        factories.budget(session, 1000)
        factories.projection(session, awards=100, disbursement=100)
        factories.contract(session, 95)
        factories.payment(session, 75)

    with publish(facts) as db:
        first = rating.ratings(db, asked())[0]

    states = {each.dimension: each.status.value for each in first.dimensions}
    assert states == {
        "awards": "on_track", "disbursement": "attention", "output": "not_reported",
        "finance": "on_track", "safeguards": "not_reported",
    }  # fmt: skip
    assert first.status.value == "attention"


def test_commitments_on_safeguards_are_judged_with_the_component_they_endanger(publish):
    def facts(session):
        day = {"due_on": date(2026, 6, 30)}
        kept = {"kind": "safeguard", "done_on": date(2026, 8, 1), **day}
        promises.commitment(session, "CM-01", indicator="R2.1", **kept)
        promises.commitment(session, "CM-02", **kept)
        promises.commitment(session, "CM-03", kind="safeguard", **day)
        promises.commitment(session, "CM-04", kind="safeguard", due_on=date(2026, 12, 31))
        promises.commitment(session, "CM-05", kind="covenant", indicator="R1.1", **day)
        promises.commitment(session, "CM-06", kind="safeguard", indicator="R3.1", **day)
        factories.school(session, "IS-01", innovative=True)
        factories.action(session, done_on=date(2026, 9, 1))

    with publish(facts) as db:
        found = {each.component: each.dimensions[-1] for each in rating.ratings(db, asked())}

    assert {code: each.unit for code, each in found.items()} == {
        "1": "", "2": "actions", "3": "actions", "4": "actions",
    }  # fmt: skip
    assert {code: (each.part, each.whole) for code, each in found.items() if each.unit} == {
        "2": (1, 1), "3": (1, 2), "4": (1, 2),
    }  # fmt: skip


def test_a_component_is_expected_its_share_of_the_projection_of_its_fund(publish):
    def facts(session):
        factories.budget(session, 750)
        factories.budget(session, 250, component="2")
        factories.projection(session, awards=100, disbursement=100)
        factories.projection(session, awards=80, disbursement=40, version="revised")

    with publish(facts) as db:
        first, second, *_ = rating.ratings(db, asked())

    assert [each.whole for each in first.dimensions[:2]] == [60, 30]
    assert [each.whole for each in second.dimensions[:2]] == [20, 10]


def test_the_simulation_says_what_would_change_and_what_lacks(publish):
    def facts(session):
        factories.budget(session, 100_000_000)
        factories.projection(session, awards=10_000_000, disbursement=10_000_000)
        factories.contract(session, 5_000_000)
        factories.payment(session, 9_500_000)

    with publish(facts) as db:
        now, then, needs = rating.simulated(db, asked(rated="1", more_awards=4))
        *_, without = rating.simulated(db, asked(rated="1"))

    assert (now.status.value, then.status.value) == ("at_risk", "on_track")
    assert {need.dimension: need.lacking for need in needs}["awards"] == 0
    assert {need.dimension: need.lacking for need in without}["awards"] == pytest.approx(4_000_000)


def test_commitments_that_a_simulation_takes_for_done_never_pass_those_due(publish):
    def facts(session):
        for done_on in (None, None, SUMMER):
            factories.action(session, due_on=SPRING, done_on=done_on)
        factories.action(session, due_on=WINTER, done_on=None)

    with publish(facts) as db:
        now, then, _ = rating.simulated(db, asked(rated="3", more_done=5))

    was, becomes = (rated.dimensions[-1] for rated in (now, then))
    assert (was.part, was.whole, was.status.value) == (1, 3, "at_risk")
    assert (becomes.part, becomes.status.value) == (3, "on_track")


def test_limits_hold_from_their_day_on():
    from data_access.indicators.rating import limits, rate_age

    assert limits(date(2025, 12, 31))["awards"].on_track == 0.80
    assert limits(date(2026, 1, 1))["awards"].on_track == 0.90
    assert limits(date(2020, 1, 1))["awards"].on_track == 0.80
    assert rate_age(date(2020, 1, 1)) == 7

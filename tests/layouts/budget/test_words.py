"""What the page of the budget says of literal answers."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pandas as pd
import pytest

from data_access.indicators.status import Status
from data_access.queries.money.costs import Cost
from data_access.queries.money.curves import Curve, Gap
from data_access.queries.money.execution import Burn, Part, Standing
from data_access.queries.money.ledger import Closing, Rate
from data_access.queries.money.periods import Deflator, Period
from data_access.queries.money.rating import Judged, Need, Rated
from data_access.queries.money.reconciliation import Account
from layouts.budget import costs, currencies, curves, execution, rating, sector, words
from layouts.i18n import Translator
from layouts.markup import markup
from tests import factories
from tests.markup import texts

T = Translator("en")
ASKED = factories.asked()
FUNDS = {"L4217": "Loan 4217-KGZ"}
DAY = date(2026, 9, 30)
NAN = float("nan")
PART = Part("L4217", "Loan", Decimal(200), Decimal(120), Decimal(90), Decimal(50), 1)
QUARTER = Part("2026-Q3", "", None, Decimal("3e6"), Decimal("4e6"), Decimal("2e6"), 1)
NOTHING = Part("GOV", "Government", Decimal(0), Decimal(5), None, Decimal(5), 1)
RATE = Rate(Decimal("87.5"), date(2026, 9, 29))
DOLLARS = Closing("USD", RATE, RATE)
PRICES = Deflator({2025: Decimal(100)}, 2025, "stat.kg", 1)


def standing(currency="KGS", exchange=Decimal(7)):
    own = {"KGS": Rate(Decimal(1), DAY), "XDR": Rate(Decimal(117), DAY)}.get(currency, RATE)
    closing = Closing(currency, RATE, own)
    return Standing(
        currency, closing, Decimal(1000), Decimal(343), exchange, Decimal(150), Decimal(500), 1
    )


def said(panel):
    return " ".join(texts(markup(panel.body)))


def test_little_money_is_not_told_as_none():
    assert words.million(46_000, "USD", T) == "USD 0.046 million"
    assert words.million(2_046_000, "USD", T) == "USD 2.0 million"
    assert words.million(0, "USD", T) == "USD 0.0 million"


def test_the_balance_is_told_with_the_rate_that_it_rests_on():
    parts = {key: [PART] for key in execution.CUT}

    panel = execution.standing(standing(), parts, FUNDS, ASKED, T)

    assert "34% are spent, 15% are under contract and not paid yet, 50% are free." in panel.finding
    assert "Dollars converted at KGS 87.5000 of 29 Sep 2026." in panel.notes
    assert [table.caption for table in panel.more] == [T(name) for name in execution.CUT.values()]
    steps = panel.figure["data"][0]
    assert steps["y"][2] == "Exchange difference"
    assert sum(steps["x"][1:]) == pytest.approx(steps["x"][0])
    over = [each["text"] for each in panel.figure["layout"]["annotations"]]
    assert over[2] == "Exchange difference: <b>KGS 0.0 million</b>"


def test_in_dollars_there_is_no_exchange_difference_to_draw():
    panel = execution.standing(standing("USD", Decimal(0)), {}, FUNDS, ASKED, T)

    assert "Exchange difference" not in panel.figure["data"][0]["y"]
    assert "Exchange difference" in panel.frame["step"]


def test_a_budget_that_cannot_be_converted_is_not_told():
    panel = execution.standing(None, {}, FUNDS, ASKED, T)

    assert panel.finding == "There is no budget here, or no rate to convert it."
    assert panel.figure is None


def burn(pace="2e6", left="5e6", closing=DOLLARS):
    quarters = [(DAY, Decimal(3_000_000), False), (date(2026, 12, 31), Decimal(2_000_000), True)]
    expected = Decimal("8e6"), Decimal("1e7"), Decimal("2e7")
    return Burn(closing, quarters, Decimal(pace), 2026, *expected, Decimal(left), 0)


@pytest.mark.parametrize(
    ("pace", "left", "words_"),
    [
        ("2e6", "8e7", "would last 40.0 quarters"),
        ("2e6", "8.1e7", "would last more than ten years"),
        ("0", "5e6", "Nothing was spent in the last four quarters"),
        ("-10", "5e6", "Nothing was spent in the last four quarters"),
        ("2e6", "0", "Nothing is left of the budget"),
    ],
)
def test_how_long_the_rest_lasts_is_told_only_where_it_says_something(pace, left, words_):
    assert words_ in said(execution.burn(burn(pace, left), FUNDS, ASKED, T))


def test_the_pace_follows_the_currency_and_says_which_choices_it_does_not_follow():
    asked = factories.asked(currency="KGS", calendar="school", prices="constant")

    panel = execution.burn(burn(closing=Closing("KGS", RATE, Rate(Decimal(1), DAY))), {}, asked, T)

    assert panel.finding.startswith("KGS 2.0 million a quarter")
    assert panel.columns[1].title == "Spent, KGS"
    assert "Dollars converted at KGS 87.5000 of 29 Sep 2026." in panel.notes
    assert "By quarters and fiscal years whichever calendar is chosen." in panel.notes
    assert "At prices of their day whichever prices are chosen." in panel.notes
    no_rate = execution.burn(burn(), {}, asked, T)
    assert "USD 2.0 million a quarter" in no_rate.finding
    assert "amounts can be told in US dollars only." in " ".join(no_rate.notes)
    curve_notes = curves.panel(curve(), [], {}, asked, T).notes
    assert "In US dollars whichever currency is chosen." in curve_notes


def test_the_pace_is_told_with_what_it_leads_to():
    panel = execution.burn(burn(), FUNDS, ASKED, T)

    assert panel.finding.startswith("USD 2.0 million a quarter")
    assert panel.finding.endswith("That is 50% of it.")
    assert "would last 2.5 quarters" in said(panel)
    paid, expected = panel.figure["data"]
    assert (len(paid["x"]), expected["marker"]["pattern"]["shape"]) == (1, "/")
    assert execution.burn(None, FUNDS, ASKED, T).finding == "Nothing has been paid here yet."


def test_lines_that_outrun_their_work_are_named_and_others_come_after_them():
    frame = pd.DataFrame(
        {
            "line": ["1.1", "1.3", "2.4"], "line_name": ["Standards", "Books", "Modules"],
            "budget": 100.0, "spent": [70.0, 30.0, 5.0], "spent_share": [0.7, 0.3, 0.05],
            "progress_share": [0.5, 0.6, NAN], "counted_count": [1, 1, 0],
            "outruns": [True, False, False], "demonstration": 1,
        }
    )  # fmt: skip

    panel = execution.outrun(frame, 0.1, ASKED, T)

    assert panel.finding == "Spending outruns progress on: 1.1 Standards."
    assert panel.frame["line"].tolist() == ["1.1", "1.3", "2.4"]
    assert "70% spent, 50% done" in said(panel)
    assert "1.3 Books" in said(panel)


def test_a_part_without_a_budget_has_no_share():
    panel = execution.parts_panel(
        {key: [QUARTER] if key == "quarter" else [PART, NOTHING] for key in execution.CUT},
        DOLLARS, {"File": "/export/x.csv"}, FUNDS, ASKED, T,
    )  # fmt: skip

    assert "Loan: 25% of its budget is spent." in panel.finding
    assert "no budget" in said(panel)
    assert panel.frame["disbursed"] == [Decimal(90), None]
    assert panel.columns[4].show(None) == "not known"


def test_every_cut_is_drawn_with_what_was_disbursed_and_money_of_no_line_has_a_name():
    nameless = Part("", "", Decimal(200), None, None, Decimal(50), 1)
    parts = {key: [PART] for key in execution.CUT} | {"line": [nameless], "quarter": [QUARTER]}

    panel = execution.parts_panel(parts, DOLLARS, {}, FUNDS, ASKED, T)

    drawn = markup(panel.body)
    assert "Not assigned to a line of work" in said(panel)
    assert panel.more[1].frame["name"] == ["Not assigned to a line of work"]
    assert "Q3 2026" in said(panel)
    assert "USD 2.0 million spent, 4.0 disbursed" in said(panel)
    assert panel.more[4].frame["name"] == ["Q3 2026"]
    assert "fill-disbursed" in drawn and "width:100.0%" in drawn


def curve(months=8.3):
    points = pd.DataFrame(
        {
            "period": pd.to_datetime(["2026-09-30", "2026-12-31"]), "actual": [2e6, NAN],
            "forecast": [2e6, 3e6], "original": [5e6, 6e6], "revised": [2.5e6, 3e6],
        }
    )  # fmt: skip
    gaps = (Gap("original", 5e6, -3e6, months), Gap("revised", 1.5e6, 0.5e6, -1.0))
    return Curve("disbursement", None, points, 2e6, gaps, 1)


def test_the_gap_is_told_in_money_and_months_and_the_forecast_is_hatched():
    panel = curves.panel(curve(), [curve()], FUNDS, ASKED, T)

    assert panel.finding == (
        "USD 2.0 million to date. Against the original projection: USD 3.0 million behind, "
        "8.3 months. Against the revised projection: USD 0.5 million ahead, 1.0 months."
    )
    forecast = next(each for each in panel.figure["data"] if each["name"] == "forecast")
    assert forecast["fillpattern"]["shape"] == "/"
    assert panel.figure["layout"]["shapes"][0]["x0"] == "2026-09-30"
    never = curves.panel(curve(NAN), [], FUNDS, ASKED, T)
    assert "never projected that far" in never.finding


def test_the_exchange_difference_is_a_line_of_its_own_in_every_currency():
    found = [standing("KGS"), standing("USD", Decimal(0)), standing("XDR", Decimal("-0.5"))]

    panel = currencies.exchange(found, (10, 2), 7, FUNDS, ASKED, T)

    assert panel.frame["line"][2] == "Exchange difference"
    assert panel.frame["XDR"][2] == Decimal("-0.5")
    assert "2 of 10 at a rate of up to 7 days before" in " ".join(panel.notes)
    assert "SDR at KGS 117.0000 of 30 Sep 2026." in panel.notes[0]
    less = currencies.exchange([standing("KGS", Decimal(-7))], (0, 0), 7, FUNDS, ASKED, T)
    assert "less at the rate of today" in less.finding


def test_periods_are_told_in_the_currency_and_at_the_prices_asked_for():
    found = [
        Period("2025", Decimal("4e6"), Decimal("350e6"), None, Decimal("380e6"), 5, True, 0),
        Period("2026", Decimal("2e6"), Decimal("170e6"), None, None, 5, False, 0),
    ]

    panel = currencies.periods(found, PRICES, FUNDS, ASKED, T)
    constant = currencies.periods(found, PRICES, FUNDS, factories.asked(prices="constant"), T)
    unknown = currencies.periods(found, PRICES, FUNDS, factories.asked(currency="XDR"), T)

    assert panel.finding == (
        "The most was spent in 2025: USD 4.0 million; in 2026: USD 2.0 million."
    )
    assert panel.figure["data"][0]["marker"]["pattern"]["shape"] == ["", "/"]
    assert "KGS 380.0 million" in constant.finding
    assert "Constant prices are told in som only." in constant.notes
    assert "Nothing can be told here" in unknown.finding


@pytest.mark.parametrize(
    ("change", "words_"),
    [
        ({}, "1 fund agrees to the last cent"),
        ({"paid_direct": Decimal(95)}, "difference of USD −5.00"),
        ({"paid_from_advance": Decimal(60)}, "advance overdrawn by USD 5.00"),
        ({"documented": Decimal(40)}, "USD 15.00 documented and never paid"),
    ],
)
def test_what_does_not_agree_is_named_with_its_amount(change, words_):
    amounts = {
        "direct": Decimal(100), "advanced": Decimal(50), "replenished": Decimal(5),
        "documented": Decimal(5), "paid_direct": Decimal(100), "paid_from_advance": Decimal(30),
    }  # fmt: skip
    account = Account("L4217", **amounts | change, demonstration=0)

    panel = currencies.reconciliation([account], "/export/w.csv", FUNDS, ASKED, T)

    assert words_ in panel.finding
    assert "Loan 4217-KGZ" in said(panel)


def test_a_result_that_was_not_reached_has_no_price():
    found = [
        Cost("book", "", Decimal(1000), 3, 10.0, 0),
        Cost("school", "", Decimal(1000), 3, 0.0, 0),
        Cost("book", "2026-Q3", Decimal(500), 1, 4.0, 0),
    ]

    panel = costs.panel(found, PRICES, "/export/x.csv", ASKED, T)

    assert panel.finding == "Since the start: Delivered book – KGS 100."
    assert "no result yet" in said(panel)
    assert "Q3 2026: KGS 125" in said(panel)


def test_published_figures_stand_with_their_sources_beside_the_others():
    frame = pd.DataFrame(
        {
            "fiscal_year": [2025], "planned": [2e9], "actual": [1.8e9], "repair": [9e7],
            "executed_share": [0.9], "repair_share": [0.05], "reported_count": [44],
            "expected_count": [45], "demonstration": 1,
        }
    )  # fmt: skip
    published = pd.DataFrame(
        {
            "statistic": ["education_spending", "education_state_share"],
            "year": ["2024", "2022"], "value": [83.9, 0.206],
            "source": ["https://minfin.kg/x", "https://stat.kg/y"], "demonstration": 0,
        }
    )  # fmt: skip

    panel = sector.years(frame, published, PRICES, "whole country", ASKED, T)

    assert panel.finding == (
        "In 2025 90.0% of the plan was spent: KGS 1.8 of 2.0 billion. "
        "44 of 45 figures are reported."
    )
    assert "Spent on education, KGS billion, 2024: 83.9 ( minfin.kg )" in said(panel)
    assert "Share of all government spending, 2022: 20.6% ( stat.kg )" in said(panel)
    assert '<a href="https://minfin.kg/x" rel="noopener noreferrer"' in markup(panel.body)
    unpublished = sector.years(
        frame, published.assign(source="javascript:alert(1)"), PRICES, "", ASKED, T
    )
    assert "<a" not in markup(unpublished.body)


def rated(status=Status.AT_RISK, share=0.5):
    judged = (
        Judged("awards", share * 100, 100.0, "USD", status),
        Judged("safeguards", NAN, NAN, "", Status.NOT_REPORTED),
    )
    return Rated("3", "Innovative schools", judged, status, 1)


def test_the_rating_is_never_called_one_of_adb():
    history = [SimpleNamespace(dimension="awards", effective_from=DAY, on_track=0.9, attention=0.7)]

    panel = rating.panel([rated()], history, ASKED, T)

    assert panel.finding == ("By the house rule 1 of 1 components are at risk: Innovative schools.")
    assert any("not a rating by ADB" in note for note in panel.notes)
    assert panel.more[0].caption == "Limits of the house rule"
    assert "At risk" in said(panel)


def test_the_simulation_says_what_it_changes_and_what_lacks():
    then = rated(Status.ON_TRACK, 0.95)

    panel = rating.simulator(rated(), then, [Need("awards", 4e6, "USD")], ASKED, T)

    assert panel.finding == (
        "“Innovative schools” is at risk and would be on track. "
        "To be on track it lacks: Contract awards – USD 4.0 million."
    )
    assert "50% → 95%" in said(panel)


def test_choices_name_the_fund_the_currency_the_calendar_and_the_prices():
    choices = {"currency": ("KGS", "USD"), "calendar": ("school",), "prices": ("nominal",)}

    found = words.controls(FUNDS, choices, factories.asked(currency="KGS"), T)

    assert [(each.name, each.value) for each in found] == [
        ("fund", "all"), ("currency", "KGS"), ("calendar", "fiscal"), ("prices", "nominal"),
    ]  # fmt: skip

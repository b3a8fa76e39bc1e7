import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.procurement import contracts
from tests.factories import asked

T = Translator("en")
DAY = pd.Timestamp("2026-09-30")
FILTERS = asked()
EXPORTS = {"As a file": "/export/contracts.csv"}


def test_what_was_signed_paid_and_remains_is_said_with_its_share(told):
    panel = contracts.overview(told["contracts"], EXPORTS, 90, FILTERS, T)

    assert panel.finding == (
        "2 contracts are worth USD 0.0 million with their variations: USD 0.0 million paid (20%), "
        "USD 0.0 million remain. Past their end and not done: 1."
    )
    text = markup(panel.body)
    assert text.index("CT-01") < text.index("CT-02")  # what is late comes first
    assert "29 days late" in text
    assert "+10 by variations" in text
    assert "done, 50 days late" in text
    assert 'href="/export/contracts.csv"' in text
    assert panel.demonstration is False


def test_late_contracts_are_told_with_the_latest_first(told):
    panel = contracts.ends(told["contracts"], 20, FILTERS, T)

    assert panel.finding == (
        "1 of 2 contracts are done, 0 of them in time. "
        "1 is past its end and not done: CT-01, 29 days late."
    )
    assert "status-at_risk" in markup(panel.body)


def test_a_delay_within_the_limit_is_for_attention(told):
    assert "status-attention" in markup(contracts.ends(told["contracts"], 90, FILTERS, T).body)


def test_changes_are_told_as_a_share_of_what_was_signed(told):
    panel = contracts.changes(told["contracts"], told["variations"], FILTERS, T)

    assert panel.finding == (
        "1 of 2 contracts were changed: USD +10 in all, 7.1% of what was signed. "
        "1 was put off: CT-01, by 31 days."
    )
    assert "+10.0% of the amount; end put off by 31 days" in markup(panel.body)


def test_deliverables_are_counted_and_the_longest_overdue_is_named(told):
    panel = contracts.results(told["contracts"], told["deliverables"], DAY, FILTERS, T)

    assert panel.finding == (
        "2 of 3 deliverables are accepted, 2 of them late; 3 are due. "
        "1 is overdue: “Lot 2 en” of CT-01, 29 days."
    )


def test_concentration_is_told_with_its_index_in_words(told):
    panel = contracts.concentration(told["suppliers"], told["concentration"], 0, FILTERS, T)

    # 110 and 40 of 150: 73² + 27² of ten thousand
    assert panel.finding == (
        "The largest of 2 suppliers has 73% of all awards, the largest four have 100%. Herfindahl "
        "index 6,089: highly concentrated. Narrowest: Consulting services, 10,000."
    )
    assert len(panel.notes) == 1


def test_contracts_without_a_supplier_are_told_to_be_left_out(told):
    panel = contracts.concentration(told["suppliers"], told["concentration"], 3, FILTERS, T)

    assert panel.notes[1] == "3 contracts without a known supplier are left out."


@pytest.mark.parametrize(
    ("index", "words"),
    [(0, "spread"), (1_499, "spread"), (1_500, "moderate"), (2_500, "moderate"), (2_501, "high")],
)
def test_the_index_has_words_for_every_level(index, words):
    assert contracts.level(index) == words


def test_nothing_signed_is_said_in_words(told):
    none = {name: frame.iloc[:0] for name, frame in told.items()}

    panels = [
        contracts.overview(none["contracts"], EXPORTS, 90, FILTERS, T),
        contracts.ends(none["contracts"], 90, FILTERS, T),
        contracts.changes(none["contracts"], none["variations"], FILTERS, T),
        contracts.results(none["contracts"], none["deliverables"], DAY, FILTERS, T),
        contracts.concentration(none["suppliers"], none["concentration"], 0, FILTERS, T),
    ]

    assert all(panel.finding.startswith("No ") for panel in panels)
    assert [panel.body for panel in panels] == [None] * 5

import pandas as pd
import pytest

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.textbooks import supply_links as words
from tests import factories
from tests.markup import elements, texts

T = Translator("en")
ASKED = factories.asked()
LEDGER = pd.DataFrame(
    {
        "order": ["TO-01", "TO-02"], "title_name": ["Algebra", "Physics"], "ordered": [1000, 500],
        "came": [940, 520], "in_store": [125, 520], "moving": [300, 0], "delivered": [490, 0],
        "disputed": [6, 0], "written_off": [29, 0], "beyond": [10, 0], "demonstration": [0, 1],
    }
)  # fmt: skip
LINKS = pd.DataFrame(
    [
        ("overdrawn", "TO-01", "Algebra", "Kochkor", None, "SH-01", None, None, 10),
        ("disputed", "TO-01", "Algebra", "Kochkor", "Lyceum", "SH-04, KA-4", "2025-07-15", None, 6),
        ("stale", "TO-01", "Algebra", "At-Bashy", None, "SH-02", "2025-07-10", 447, 300),
        ("overprinted", "TO-02", "Physics", None, None, None, "2026-08-20", None, 20),
    ],
    columns=[
        *("kind", "order", "title_name", "district_name", "school_name", "documents", "day"),
        *("days", "copies"),
    ],
).assign(demonstration=0)  # fmt: skip
LINKS["day"] = pd.to_datetime(LINKS["day"])
LINKS["days"] = LINKS["days"].astype("Int64")
KINDS = pd.DataFrame(
    {
        "kind": ["overdrawn", "disputed", "stale", "overprinted"],
        "link_count": [1, 1, 1, 1],
        "copies": [10, 6, 300, 20],
    }
)


def said(shown) -> str:
    return " ".join(" ".join(texts(markup(shown.body))).split())


def conservation(ledger=LEDGER, links=LINKS, filters=ASKED):
    return words.conservation(ledger, links, filters, T)


def test_the_finding_tells_where_copies_are_and_how_many_wait_for_an_explanation():
    assert conservation().finding == (
        "Of 1,460 printed copies, 490 are with schools and 645 in stores. 316 copies in 3 broken "
        "links wait for an explanation."
    )


def test_the_account_is_told_as_a_sum_that_takes_off_what_was_not_there():
    assert said(conservation()).startswith(
        "1,460 printed = 490 received by schools + 645 in stores + 300 on the way + 6 disputed "
        "+ 29 written off − 10 beyond what documents account for"
    )


def test_an_order_that_sent_on_what_was_not_there_says_so_in_words():
    text = said(conservation())

    assert text.count("− 10 beyond what documents account for") == 2  # the sum, and its order
    assert "940 3 broken links" in text and "520 1 broken link" in text


def test_every_bar_says_what_it_shows():
    labels = [
        attributes["aria-label"]
        for _, attributes in elements(markup(conservation().body))
        if attributes.get("class") == "chain-bar"
    ]

    assert labels[0] == (
        "received by schools: 490, in stores: 125, on the way: 300, disputed: 6, written off: 29"
    )


def test_orders_with_most_broken_links_come_first():
    assert said(conservation()).index("Algebra") < said(conservation()).index("Physics")


def test_an_area_accounts_for_what_was_sent_there():
    shown = conservation(filters=factories.asked(district=factories.KOCHKOR))

    assert shown.finding.startswith("Of 1,460 copies sent here")
    assert "1,460 sent here" in said(shown)


def test_where_nothing_is_broken_no_copy_waits():
    assert conservation(links=LINKS.head(0)).finding.endswith("No copy is unaccounted for.")


def test_without_copies_there_is_no_account():
    shown = conservation(LEDGER.head(0), LINKS.head(0))

    assert shown.finding == "No copies are to be accounted for here."
    assert shown.body is None


def broken(links=LINKS, kinds=KINDS):
    return words.broken(links, kinds, 45, "/export/list.csv", ASKED, T)


def test_the_finding_counts_the_links_and_names_the_kind_with_most_copies():
    assert broken().finding == (
        "4 links of the chain are broken. Most copies are in “On the way for more than 45 days”: "
        "300."
    )


def test_every_kind_lists_its_links_with_places_and_documents():
    text = said(broken())

    assert "A store sent more than it had 1 case · 10 copies" in text
    assert "Algebra · TO-01 6 copies Kochkor · Lyceum SH-04 , KA-4" in text
    assert "At-Bashy · 447 days SH-02" in text
    assert "Physics · TO-02 20 copies" in text


def test_codes_stay_in_one_line():
    codes = [each for _, each in elements(markup(broken().body)) if each.get("class") == "code"]

    assert len(codes) == len(LINKS) + 4  # an order each, and four documents


def test_the_central_store_is_named_where_there_is_no_district():
    links = LINKS.head(1).assign(district_name=None)

    assert "Central store" in said(broken(links, KINDS.head(1)))


def test_all_links_can_be_taken_home_as_a_file():
    links = [a["href"] for tag, a in elements(markup(broken().body)) if tag == "a"]

    assert links == ["/export/list.csv"]


@pytest.mark.parametrize("count", [words.LISTED, words.LISTED + 1])
def test_a_long_list_says_what_is_left_out_of_the_table(count):
    links = pd.concat([LINKS.iloc[[2]]] * count, ignore_index=True)
    shown = broken(links, KINDS.iloc[[2]])

    is_short = any(f"The table holds the 200 largest of {count}" in each for each in shown.notes)
    assert is_short is (count > words.LISTED)
    assert len(shown.frame) == words.LISTED


def test_an_unbroken_chain_says_so():
    shown = broken(LINKS.head(0), KINDS.head(0))

    assert shown.finding == "No link of the chain is broken."
    assert shown.body is None

"""Does every copy stay accounted for, and are the stories of textbooks really there?"""

import numpy as np
import pandas as pd
import pytest

from dashboard.demonstration import districts as place
from dashboard.demonstration.quarters import RELEASES, last_day
from dashboard.demonstration.results import SILENT
from dashboard.demonstration.textbooks.counts import ROUNDS

NOW = "2026-Q3"
BROKEN = {
    "2025-Q4": [("BIO-7-KY-N", place.UZGEN)],
    "2026-Q1": [],
    "2026-Q2": [],
    NOW: [("PHY-8-KY-N", place.SUZAK)],
}
"""Release -> title and district whose store sent more than it had."""
LATE = {place.ALAI, place.JUMGAL, place.BATKEN}
HAPPENED = {
    **{"printings": "printed_on", "shipments": "dispatched_on", "receipts": "received_on"},
    **{"write_offs": "written_off_on", "stock_counts": "counted_on", "orders": "ordered_on"},
}


def with_shipments(facts, quarter: str) -> pd.DataFrame:
    """Return receipts with order, origin, district, school and copies of their shipment."""
    sent = facts("shipments", quarter).rename(columns={"code": "shipment"})
    columns = ["shipment", "order", "origin", "district", "school", "copies"]
    return facts("receipts", quarter).merge(sent[columns], on="shipment", validate="1:1")


def districts_of(facts) -> pd.Series:
    return facts("schools").set_index("code")["district"]


def on_shelves(facts, round_) -> pd.DataFrame:
    """Return what was counted in a round: with subject, standard, district and pupils in need."""
    rows = facts("stock_counts")
    days = pd.to_datetime(rows["counted_on"])
    rows = rows[days.between(round_.first, last_day(round_.quarter))]
    rows = rows.sort_values("counted_on").drop_duplicates(["school", "title"], keep="last")
    titles = facts("titles").rename(columns={"code": "title"})
    rows = rows.merge(titles[["title", "subject", "grade", "language", "standard"]], on="title")
    pupils = facts("enrolment")
    pupils = pupils[pupils["school_year"] == round_.year]
    pupils = pupils.assign(needed=pupils["girls"] + pupils["boys"])
    for frame in (rows, pupils):
        frame["grade"] = pd.to_numeric(frame["grade"]).astype(int)
    rows = rows.merge(
        pupils[["school", "grade", "language", "needed"]], on=["school", "grade", "language"]
    )
    return rows.assign(
        district=rows["school"].map(districts_of(facts)),
        covered=np.minimum(rows["usable"], rows["needed"]),
    )


def provision(rows: pd.DataFrame, by: str) -> pd.Series:
    return rows.groupby(by)["covered"].sum() / rows.groupby(by)["needed"].sum()


# orders and copies on their way


@pytest.mark.parametrize("quarter", RELEASES)
def test_nothing_is_told_before_it_happened(books, quarter):
    for book in books.values():
        for name, column in HAPPENED.items():
            if book.quarter == quarter and name in book.tables:
                days = pd.to_datetime(book.tables[name][column])
                assert (days <= last_day(quarter)).all(), (book.name, name)


@pytest.mark.parametrize("quarter", RELEASES)
def test_no_order_loses_a_copy(facts, quarter):
    sent, came = facts("shipments", quarter), with_shipments(facts, quarter)
    printed = facts("printings", quarter).groupby("order")["copies"].sum()
    left_store = sent[sent["origin"] == "store"].groupby("order")["copies"].sum()
    written_off = facts("write_offs", quarter)
    spoiled = written_off[written_off["district"].isna()].groupby("order")["copies"].sum()
    in_store = printed.sub(left_store, fill_value=0).sub(spoiled, fill_value=0)
    known = came["received"] + came["damaged"] + came["lost"]

    assert (in_store >= 0).all()
    assert (known <= came["copies"]).all()
    assert set(sent["order"]) <= set(printed.index)


@pytest.mark.parametrize("quarter", RELEASES)
def test_one_store_of_a_district_sends_more_than_it_had(facts, quarter):
    key = ["order", "district"]
    sent, came = facts("shipments", quarter), with_shipments(facts, quarter)
    had = came[came["school"].isna()].groupby(key)["received"].sum()
    gave = sent[sent["origin"] == "district"].groupby(key)["copies"].sum()
    written_off = facts("write_offs", quarter).dropna(subset="district")
    spoiled = written_off.groupby(key)["copies"].sum()
    left = had.sub(gave, fill_value=0).sub(spoiled, fill_value=0)
    title = facts("orders").set_index("code")["title"]

    assert [(title[order], district) for order, district in left[left < 0].index] == BROKEN[quarter]


def test_schools_receive_most_of_what_is_printed_in_two_autumns(facts):
    rows = with_shipments(facts, NOW).dropna(subset="school")
    day = pd.to_datetime(rows["received_on"])
    by_year = rows.groupby(day.dt.year)["received"].sum()

    assert by_year[2025] == pytest.approx(853_000, rel=0.01)
    assert by_year.sum() == pytest.approx(1_781_000, rel=0.01)


def test_copies_jump_in_autumn_except_where_they_are_late_or_nobody_says(facts):
    rows = with_shipments(facts, NOW).dropna(subset="school")
    is_early = pd.to_datetime(rows["received_on"]) < pd.Timestamp("2026-07-01")
    total = rows.groupby("district")["received"].sum()
    growth = total / rows[is_early].groupby("district")["received"].sum()

    assert set(growth[growth < 1.2].index) == LATE | SILENT[NOW]
    assert growth.drop([*LATE, *SILENT[NOW]]).min() > 1.8


def test_some_orders_are_printed_short_and_one_not_at_all(facts):
    orders = facts("orders").set_index("code")
    printed = facts("printings").groupby("order")["copies"].sum()
    share = (printed / orders["copies"]).fillna(0)
    short = set(orders["title"][share < 0.95])

    assert short == {
        *("INF-7-KY-N", "INF-7-RU-N", "BIO-7-RU-N"),
        *("INF-8-KY-N", "GEO-8-KY-N", "GEM-8-RU-N", "INF-8-UZ-N"),
    }


def test_some_shipments_are_under_way_for_more_than_a_quarter(facts):
    sent = facts("shipments")
    is_open = ~sent["code"].isin(facts("receipts")["shipment"])
    is_old = pd.to_datetime(sent["dispatched_on"]) < "2026-06-01"
    old = sent[is_open & is_old]

    assert 80 <= old["school"].notna().sum() <= 250
    assert old[old["school"].isna()]["district"].unique().tolist() == [place.AK_TALAA]


def test_a_few_receipts_are_corrected_by_a_later_workbook(books):
    rows = pd.concat(b.tables["receipts"] for b in books.values() if "receipts" in b.tables)
    told = rows.groupby("shipment")["received"].agg(["size", "first", "last"])
    corrected = told[told["size"] > 1]

    assert len(corrected) == 10
    assert (corrected["last"] > corrected["first"]).all()


def test_one_shipment_stands_under_two_codes(facts):
    sent = facts("shipments").dropna(subset="school")
    again = sent[sent.duplicated(["order", "school", "copies", "dispatched_on"])]

    assert again["district"].tolist() == [place.KARA_SUU]


# titles


def test_fourteen_new_titles_are_approved_in_kyrgyz(facts):
    approved = []
    for quarter in RELEASES:
        rows = facts("titles", quarter)
        is_new = (rows["standard"] == "new") & (rows["kind"] == "textbook")
        rows = rows[is_new & (rows["language"] == "ky")]
        approved.append(rows["approved_on"].notna().sum())

    assert approved == [9, 11, 13, 14]


def test_no_title_is_ordered_before_it_is_approved(facts):
    approved = facts("titles").set_index("code")["approved_on"]
    orders = facts("orders")

    ordered = pd.to_datetime(orders["ordered_on"])
    assert (ordered.to_numpy() > pd.to_datetime(orders["title"].map(approved)).to_numpy()).all()


# pupils and shelves


def test_no_school_has_more_pupils_in_its_grades_than_altogether(facts):
    rows = facts("enrolment")
    schools = facts("schools").set_index("code")
    total = (schools["girls"] + schools["boys"]).dropna()
    rows = rows[rows["school"].str.startswith("SC-") & rows["school"].isin(total.index)]
    upper = (rows["girls"] + rows["boys"]).groupby([rows["school"], rows["school_year"]]).sum()
    share = upper / upper.index.get_level_values("school").map(total)

    assert share.max() < 0.6
    assert share.groupby("school_year").median().between(0.35, 0.41).all()
    assert upper.groupby("school_year").size().between(2200, 2340).all()


def test_classes_go_up_a_grade_and_stay_about_as_large(facts):
    rows = facts("enrolment")
    rows = rows[rows["school"].str.startswith("SC-")]
    rows = rows.assign(pupils=rows["girls"] + rows["boys"], grade=rows["grade"].astype(float))
    by_class = rows.pivot_table(
        index=["school", "language", "grade"], columns="school_year", values="pupils"
    )
    before = by_class["2025/26"].rename(lambda grade: grade + 1, level="grade")
    both = pd.concat([before, by_class["2026/27"]], axis=1).dropna()

    assert both["2026/27"].sum() / both["2025/26"].sum() == pytest.approx(0.993, abs=0.01)


def test_provision_rises_by_the_round(facts):
    shares = []
    for round_ in ROUNDS:
        rows = on_shelves(facts, round_)
        shares.append(rows["covered"].sum() / rows["needed"].sum())

    assert shares == [pytest.approx(round_.provision, abs=0.015) for round_ in ROUNDS]
    assert sorted(shares) == shares


def test_districts_lie_between_62_and_97_percent(facts):
    rows = provision(on_shelves(facts, ROUNDS[2]), "district")

    assert len(rows) == 53
    assert rows.min() > 0.58
    assert rows.max() < 0.98
    assert rows.max() - rows.min() > 0.2


def test_books_are_short_in_uzbek_tajik_and_informatics(facts):
    rows = on_shelves(facts, ROUNDS[3])

    assert set(provision(rows, "language").nsmallest(2).index) == {"uz", "tg"}
    assert provision(rows, "subject").idxmin() == "informatics"


def test_some_schools_have_too_many_copies_where_others_are_short(facts):
    rows = on_shelves(facts, ROUNDS[2])
    surplus = (rows["usable"] - rows["covered"]).groupby(rows["district"]).sum()
    gap = (rows["needed"] - rows["covered"]).groupby(rows["district"]).sum()

    assert ((surplus > 0) & (gap > 0)).mean() > 0.9
    assert surplus.sum() < gap.sum() / 4


def test_books_wear_out_with_age(facts):
    rows = on_shelves(facts, ROUNDS[2])
    worn = rows.groupby("standard")["worn"].sum() / rows.groupby("standard")["usable"].sum()

    assert worn["old"] > 5 * worn["new"]


def test_silent_districts_do_not_count(facts):
    rows = facts("stock_counts")
    rows = rows.assign(
        day=pd.to_datetime(rows["counted_on"]), district=rows["school"].map(districts_of(facts))
    )
    for quarter in ("2026-Q2", NOW):
        days = rows["day"].dt.to_period("Q").astype(str) == quarter.replace("-", "")
        assert not set(rows["district"][days]) & SILENT[quarter]


def test_three_schools_in_four_counted_in_a_year_and_one_in_four_this_september(facts):
    rows = facts("stock_counts")
    days = pd.to_datetime(rows["counted_on"])
    schools = len(facts("schools"))

    assert 0.70 < rows["school"][days >= "2025-10-01"].nunique() / schools < 0.78
    assert 0.20 < rows["school"][days >= "2026-09-01"].nunique() / schools < 0.28


def test_some_shelves_hold_less_than_was_received(facts):
    came = with_shipments(facts, NOW).dropna(subset="school")
    title = facts("orders").set_index("code")["title"]
    came = came.assign(title=came["order"].map(title), day=pd.to_datetime(came["received_on"]))
    rows = on_shelves(facts, ROUNDS[2])
    rows = rows[rows["standard"] == "new"]
    both = rows.merge(came[["school", "title", "day", "received"]], on=["school", "title"])
    both = both[both["day"] <= pd.to_datetime(both["counted_on"])]
    both = both.groupby(["school", "title"]).agg(
        there=("usable", "first"), worn=("worn", "first"), lost=("lost", "first"),
        received=("received", "sum"),
    )  # fmt: skip
    apart = both["there"] + both["worn"] + both["lost"] - both["received"]

    assert 0.02 < (apart < 0).mean() < 0.10
    assert 0.005 < (apart > 0).mean() < 0.05


def test_one_count_is_an_outlier_and_some_were_corrected(books, facts):
    rows = pd.concat(b.tables["stock_counts"] for b in books.values() if "stock_counts" in b.tables)
    huge = rows[rows["usable"] > 1500]
    told = rows.groupby(["school", "title", "counted_on"])["usable"].agg(["size", "first", "last"])
    corrected = told[told["size"] > 1]

    assert huge["school"].map(districts_of(facts)).tolist() == [place.KADAMJAI]
    assert corrected.index.get_level_values("school").nunique() == 6
    assert (corrected["last"] < corrected["first"]).all()


# rental


def test_more_schools_rent_every_year_and_the_fund_shrinks(facts):
    rentals, spent = facts("rentals"), facts("rental_spending")
    running = rentals[rentals["stage"] == "running"].groupby("school_year").size()
    came = rentals.groupby("school_year")["collected"].sum()
    left = (came - (spent["books"] + spent["other"]).groupby(spent["school_year"]).sum()).cumsum()

    assert running["2024/25"] < 100 < 300 < running["2025/26"] < 600 < running["2026/27"]
    assert left.is_monotonic_decreasing
    assert left.iloc[-1] > 0


def test_no_district_spends_more_than_it_ever_collected(facts):
    rentals, spent = facts("rentals"), facts("rental_spending")
    rentals = rentals.assign(district=rentals["school"].map(districts_of(facts)))
    key = ["district", "school_year"]
    came = rentals.groupby(key)["collected"].sum()
    out = (spent["books"] + spent["other"]).groupby([spent[name] for name in key]).sum()
    left = came.sub(out, fill_value=0).groupby("district").cumsum()

    assert (left > -1).all()


def test_fees_are_in_arrears(facts):
    rows = facts("rentals").dropna(subset="collected")
    rate = rows.groupby("school_year")["collected"].sum() / rows.groupby("school_year")["due"].sum()

    assert (rows["collected"] <= rows["due"]).all()
    assert 0.7 < rate["2025/26"] < rate["2024/25"] < 0.9
    assert rate["2026/27"] < 0.3

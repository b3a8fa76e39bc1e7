"""No copy is lost or made, whatever documents say and however they are corrected.

Documents are kept twice: by the summaries and queries of a real database, and here by moving copies
from one place to the other, one document after the other.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import count, cycle
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, Engine, insert
from sqlalchemy.orm import Session

from data_access import database
from data_access.filters import Filters
from data_access.queries.textbooks import supply, supply_links
from data_access.queries.textbooks.choices import STALE_DAYS
from data_access.summaries import textbooks as summaries
from tests import factories
from tests import factories_textbooks as books
from tests.factories import AT_BASHY, KOCHKOR

SUMMARIES = (
    *(summaries.TITLES, summaries.ORDERS, summaries.PRINTED, summaries.SHIPPED),
    *(summaries.RECEIVED, summaries.WRITTEN_OFF, summaries.UNSETTLED),
)
ORDERS = ("TO-01", "TO-02")
QUARTERS = [date(2025, 9, 30), date(2025, 12, 31), date(2026, 3, 31)]
DISTRICTS = (AT_BASHY, KOCHKOR)
WAYS = [
    *((district, None, "store") for district in DISTRICTS),
    *((district, f"SC-{n:04}", "store") for n, district in enumerate(DISTRICTS)),
    *((district, f"SC-{n:04}", "district") for n, district in enumerate(DISTRICTS)),
]
"""District, school and origin of a shipment."""

ACCOUNTED = ("received", "damaged", "lost")
SLOW = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
ON_SQLITE = settings(max_examples=25, deadline=None, suppress_health_check=SLOW)
ON_POSTGRESQL = settings(max_examples=6, deadline=None, suppress_health_check=SLOW)

days = st.integers(0, 270).map(lambda n: date(2025, 7, 3) + timedelta(days=n))
few, some = st.integers(0, 30), st.integers(1, 60)
order = st.sampled_from(ORDERS)


def documents(prefix: str, most: int, **fields: Any) -> st.SearchStrategy:
    """Return documents of a kind by their codes."""
    codes = st.sampled_from([f"{prefix}-{number:02}" for number in range(1, most + 1)])
    return st.dictionaries(codes, st.fixed_dictionaries(fields), max_size=most)


KINDS = {
    "orders": st.fixed_dictionaries(
        {code: st.fixed_dictionaries({"copies": some, "due_on": days}) for code in ORDERS}
    ),
    "printings": documents("PR", 3, order=order, copies=some, printed_on=days),
    "shipments": documents(
        "SH", 6, order=order, copies=some, dispatched_on=days, way=st.sampled_from(WAYS)
    ),
    "receipts": documents("SH", 6, received_on=days, received=few, damaged=few, lost=few),
    "write_offs": documents(
        "WO",
        3,
        order=order,
        district=st.sampled_from([None, *DISTRICTS]),
        copies=some,
        written_off_on=days,
    ),
}
states = st.fixed_dictionaries(KINDS)
"""Everything that one import brings."""

State = dict[str, dict[str, dict[str, Any]]]


def bring(session: Session, now: State) -> int:
    """Bring in documents as an import that corrects those of the same code."""
    here = factories.intake(session)
    for code, values in now["orders"].items():
        put(session, books.order, code, {"code": code, "ordered_on": date(2025, 7, 1), **values})
    for code, values in now["printings"].items():
        put(session, books.printing, code, {"code": code, **values})
    for code, values in now["shipments"].items():
        district, school, origin = values["way"]
        place = {"district": district, "school": school, "origin": origin}
        rest = {name: value for name, value in values.items() if name != "way"}
        put(session, books.shipment, code, {"code": code, **place, **rest})
    for code, values in now["receipts"].items():
        put(session, books.receipt, code, {"shipment": code, **values})
    for code, values in now["write_offs"].items():
        put(session, books.write_off, code, {"code": code, **values})
    return here.id


def put(session: Session, add: Any, code: str, values: dict[str, Any]) -> None:
    """Add a fact and close the one that it replaces."""
    known = session.info.setdefault("facts", {})
    if old := known.get((add, code)):
        old.superseded_by = factories.newest_intake(session).id
        session.flush()
    known[add, code] = add(session, **values)


def merged(first: State, second: State) -> State:
    """Return what is known after both; the second corrects the first."""
    return {kind: first[kind] | second[kind] for kind in KINDS}


def places(now: State, order: str, end: date) -> Counter:
    """Return the copies of an order at each place on a day, moved there document by document.

    Places: ("store", district or CENTRAL), ("way", shipment), ("desk", district), and
    ("written off", …) and ("disputed", shipment). What was printed is in one of them.
    """
    found: Counter = Counter()

    def move(copies: int, start: tuple, end: tuple) -> None:
        found[start] -= copies
        found[end] += copies

    for values in now["printings"].values():
        if values["order"] == order and values["printed_on"] <= end:
            found["store", supply.CENTRAL] += values["copies"]
    for code, values in now["shipments"].items():
        if values["order"] != order:
            continue
        district, school, origin = values["way"]
        start = ("store", supply.CENTRAL if origin == "store" else district)
        if values["dispatched_on"] <= end:
            move(values["copies"], start, ("way", code))
        came = now["receipts"].get(code)
        if came and came["received_on"] <= end:
            rest = values["copies"] - sum(came[name] for name in ACCOUNTED)
            goal = ("desk", district) if school else ("store", district)
            move(came["received"], ("way", code), goal)
            move(came["damaged"] + came["lost"], ("way", code), ("written off", "way"))
            move(rest, ("way", code), ("disputed", code))
    for values in now["write_offs"].values():
        if values["order"] == order and values["written_off_on"] <= end:
            start = ("store", values["district"] or supply.CENTRAL)
            move(values["copies"], start, ("written off", "store"))
    return found


def of(found: Counter, kind: str) -> list[int]:
    return [copies for (place, _), copies in found.items() if place == kind]


def more(numbers: list[int]) -> int:
    return sum(max(number, 0) for number in numbers)


def ways(now: State, found: Counter) -> Counter:
    """Return the copies on each way: (leg, district) -> copies."""
    rows: Counter = Counter()
    for (place, code), copies in found.items():
        if place == "way":
            district, school, origin = now["shipments"][code]["way"]
            to_school = "direct" if origin == "store" else "school"
            rows[to_school if school else "district", district] += copies
    return rows


def links_by_hand(now: State, order: str, found: Counter, end: date) -> dict[tuple, int]:
    """Return (kind, district, document) -> copies of every broken link of an order."""
    links = {}
    for (place, where), copies in found.items():
        if place == "store" and copies < 0:
            links["overdrawn", where, ""] = -copies
        if place == "disputed" and copies:
            kind, district = "disputed" if copies > 0 else "over", now["shipments"][where]["way"][0]
            links[kind, district, where] = abs(copies)
        if place == "way" and copies > 0:
            shipment, later = now["shipments"][where], now["receipts"].get(where)
            # What has arrived in full since that quarter asks for no explanation any more.
            is_settled = later and shipment["copies"] == sum(later[name] for name in ACCOUNTED)
            if not is_settled and (end - shipment["dispatched_on"]).days > STALE_DAYS:
                links["stale", shipment["way"][0], where] = copies
    for (leg, district), copies in ways(now, found).items():
        if copies < 0:
            links["early", district, leg] = -copies
    asked = now["orders"][order]
    printed = sum(
        values["copies"]
        for values in now["printings"].values()
        if values["order"] == order and values["printed_on"] <= end
    )
    if printed < asked["copies"] and asked["due_on"] <= end:
        links["unprinted", supply.CENTRAL, ""] = asked["copies"] - printed
    if printed > asked["copies"]:
        links["overprinted", supply.CENTRAL, ""] = printed - asked["copies"]
    return links


def links_listed(links: pd.DataFrame, moved: pd.DataFrame, order: str) -> dict[tuple, int]:
    """Return the same as the page lists it."""
    listed = {}
    for row in links[links["order"] == order].to_dict("records"):
        has_shipment = row["kind"] in ("disputed", "over", "stale")
        name = row["documents"].split(", ")[0] if has_shipment else ""
        if row["kind"] == "early":
            continue
        listed[row["kind"], row["district"], name] = row["copies"]
    early = moved[(moved["order"] == order) & (moved["shipped"] < moved["sent"])]
    told = links[(links["order"] == order) & (links["kind"] == "early")]
    assert sorted(told["copies"]) == sorted(early["sent"] - early["shipped"])
    for row in early.to_dict("records"):
        listed["early", row["district"], row["leg"]] = row["sent"] - row["shipped"]
    return listed


def balance(lines: pd.DataFrame) -> pd.Series:
    """Return the copies that came less those that are somewhere."""
    somewhere = lines[["in_store", "moving", "delivered", "disputed", "written_off"]].sum(axis=1)
    return lines["came"] - somewhere + lines["beyond"]


_releases = count(1000)


def publish(session: Session, import_id: int) -> Filters:
    """Count the summaries of the chain as a release of its own, and return a question about it."""
    release = next(_releases)  # answers are kept by release
    for part in SUMMARIES:
        cells = part.cells(import_id, release)
        session.execute(insert(part.table).from_select(list(part.table.c.keys()), cells))
    return Filters(release=release, lang="en")


def check(db: Connection, asked: Filters, now: State, quarters: list[date]) -> None:
    """Check a state of the documents at ends of quarters, in the country and in a district."""
    for end, district in zip(quarters, cycle(DISTRICTS), strict=False):
        filters = replace(asked, period=end)
        lines = supply.ledger(db, filters).set_index("order")
        links, moved = supply_links.broken_links(db, filters), supply.legs(db, filters)
        for code in ORDERS:
            found, line = places(now, code, end), lines.loc[code]
            stores, away = of(found, "store"), list(ways(now, found).values())
            disputed = of(found, "disputed")
            below = sum(more([-n for n in numbers]) for numbers in (stores, away, disputed))
            by_hand = (more(stores), more(away), sum(of(found, "desk")), more(disputed))
            assert tuple(line[["in_store", "moving", "delivered", "disputed"]]) == by_hand
            assert line["written_off"] == sum(of(found, "written off"))
            assert line["beyond"] == below
            assert line["came"] == sum(found.values())
            assert links_listed(links, moved, code) == links_by_hand(now, code, found, end)
        assert all(balance(lines) == 0)
        assert all(balance(supply.ledger(db, replace(filters, district=district))) == 0)


def check_both(engine: Engine, first: State, second: State) -> None:
    with engine.connect() as db, Session(db, autoflush=False) as session:
        asked = publish(session, bring(session, first))
        check(session.connection(), asked, first, QUARTERS[1:2])
        asked = publish(session, bring(session, second))
        check(session.connection(), asked, merged(first, second), QUARTERS)
        session.rollback()


A_WAY = (KOCHKOR, None, "store")
MORE_THAN_THERE_WAS: State = {
    "orders": {code: {"copies": 50, "due_on": date(2025, 8, 20)} for code in ORDERS},
    "printings": {"PR-01": {"order": "TO-01", "copies": 40, "printed_on": date(2025, 7, 10)}},
    "shipments": {
        "SH-01": {
            "order": "TO-01", "copies": 60, "dispatched_on": date(2025, 8, 1), "way": A_WAY,
        },
        "SH-02": {
            "order": "TO-01", "copies": 5, "dispatched_on": date(2025, 8, 1), "way": WAYS[4],
        },
    },
    "receipts": {
        "SH-01": {"received_on": date(2025, 8, 3), "received": 30, "damaged": 1, "lost": 2}
    },
    "write_offs": {},
}  # fmt: skip
"""The central store sent more than it had, and a school was sent copies that its district lacks."""
SENT_LATER: State = {
    **{kind: {} for kind in KINDS},
    "shipments": {
        "SH-01": {
            "order": "TO-01", "copies": 30, "dispatched_on": date(2025, 11, 1), "way": A_WAY,
        },
    },
}  # fmt: skip
"""A correction after which the copies were received a quarter before they left."""


@ON_SQLITE
@given(first=states, second=states)
@example(MORE_THAN_THERE_WAS, SENT_LATER)
def test_copies_are_conserved_and_broken_links_listed_on_sqlite(sqlite_engine, first, second):
    check_both(sqlite_engine, first, second)


@ON_POSTGRESQL
@given(first=states, second=states)
@example(MORE_THAN_THERE_WAS, SENT_LATER)
def test_copies_are_conserved_and_broken_links_listed_on_postgresql(
    postgresql_engine, first, second
):
    check_both(postgresql_engine, first, second)


@pytest.fixture
def postgresql_engine(postgresql_url) -> Iterator[Engine]:
    """An engine on a prepared PostgreSQL database without facts."""
    engine = database.make_engine(postgresql_url)
    yield engine
    engine.dispose()


def test_a_store_that_sent_more_than_it_had_is_not_made_up_for_by_another(sqlite_engine):
    with sqlite_engine.connect() as db, Session(db, autoflush=False) as session:
        asked = publish(session, bring(session, MORE_THAN_THERE_WAS))
        filters = replace(asked, period=QUARTERS[0])
        line = supply.ledger(session.connection(), filters).set_index("order").loc["TO-01"]
        links = supply_links.broken_links(session.connection(), filters)
        session.rollback()

    # The central store lacks 20 of the 60 that it sent, At-Bashy all 5; Kochkor has 30.
    overdrawn = links[links["kind"] == "overdrawn"]
    assert line["in_store"] == 30
    assert line["beyond"] == 20 + 5
    assert sorted(zip(overdrawn["district"], overdrawn["copies"], strict=True)) == [
        (supply.CENTRAL, 20), (AT_BASHY, 5),
    ]  # fmt: skip

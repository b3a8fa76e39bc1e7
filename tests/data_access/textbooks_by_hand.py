"""Summaries of textbooks, counted one fact after the other without SQL."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from tests.data_access.training_by_hand import Cell, World


def begins(school_year: str) -> int:
    return int(school_year[:4])


def lessons_of(day: date) -> int:
    """Return the calendar year in which the lessons of a day's school year began."""
    return day.year if day.month >= 9 else day.year - 1


def one(world: World, table: str, **values: Any) -> Any:
    """Return the fact with these values, None where there is none."""
    rows = world.rows[table]
    return next(
        (row for row in rows if all(getattr(row, name) == each for name, each in values.items())),
        None,
    )


@cache
def quarters(world: World) -> set[date]:
    return {row.period for name in ("stock_count", "reported_value") for row in world.rows[name]}


def counts_of(world: World, row: Any) -> list[Any]:
    """Return the counts of the shelf of a count, the oldest first."""
    same = [
        each
        for each in world.rows["stock_count"]
        if (each.school, each.title) == (row.school, row.title)
    ]
    return sorted(same, key=lambda each: each.counted_on)


def known_shelf(world: World, row: Any) -> tuple[Any, Any] | None:
    """Return school and title of a count, None where one of them is not known."""
    school, title = world.one("school", row.school), world.one("title", row.title)
    return (school, title) if school and title else None


def class_of(world: World, row: Any, title: Any) -> Any:
    """Return the pupils for whom a count was made, None where nobody told of them."""
    return one(
        world,
        "enrolment",
        school=row.school,
        school_year=row.school_year,
        grade=title.grade,
        language=title.language,
    )


def was_needed(row: Any, title: Any) -> bool:
    year = begins(row.school_year)
    is_early = year < begins(title.first_year)
    return not is_early and (title.last_year is None or year <= begins(title.last_year))


def needed(world: World, row: Any) -> int | None:
    """Return how many pupils needed a copy on the day of a count, None where nobody knows."""
    title = world.one("title", row.title)
    if not was_needed(row, title):
        return 0
    pupils = class_of(world, row, title)
    return pupils and pupils.girls + pupils.boys


@cache
def stands(world: World, row: Any) -> frozenset[date]:
    """Return the quarter ends at which a count tells what stands on its shelf."""
    known = known_shelf(world, row)
    if not known:
        return frozenset()
    found = []
    for quarter in quarters(world):
        newest = [each for each in counts_of(world, row) if each.period <= quarter][-1:]
        is_open = known[0].closed_on is None or known[0].closed_on > quarter
        if newest and newest[0].id == row.id and quarter <= row.expires and is_open:
            found.append(quarter)
    return frozenset(found)


def is_used(world: World, row: Any, quarter: date) -> bool:
    title = world.one("title", row.title)
    is_over = title.last_year is not None and lessons_of(quarter) > begins(title.last_year)
    return was_needed(row, title) and not is_over


def is_fresh(row: Any, quarter: date) -> bool:
    """Return whether a count was made in the twelve months before the end of a quarter."""
    return row.period <= quarter <= row.expires


@cache
def used_shelves(world: World, quarter: date) -> list[Any]:
    return [
        row
        for row in world.rows["stock_count"]
        if quarter in stands(world, row) and is_used(world, row, quarter)
    ]


def books_of_class(world: World, row: Any, quarter: date) -> list[Any]:
    """Return the counts that tell whether the pupils of a class have their books."""
    found = []
    for count in world.rows["stock_count"]:
        title = world.one("title", count.title)
        if count.school != row.school or not title or not is_fresh(count, quarter):
            continue
        is_theirs = (title.grade, title.language) == (row.grade, row.language)
        if is_theirs and title.kind == "textbook" and is_used(world, count, quarter):
            found.append(count)
    return found


def _books(row: Any, world: World) -> Iterable[Cell]:
    for quarter in stands(world, row):
        if is_used(world, row, quarter):
            school, title = world.one("school", row.school), world.one("title", row.title)
            kind = (title.subject, title.grade, title.language, title.standard, title.kind)
            yield quarter, school.district, *kind


def _counted(row: Any, world: World) -> Iterable[Cell]:
    """Yield where a count stands for all of its school and quarter: the first one does."""
    school = world.one("school", row.school)
    same = [
        each.id
        for each in world.rows["stock_count"]
        if (each.school, each.period) == (row.school, row.period)
    ]
    if school and row.id == min(same):
        for quarter in quarters(world):
            is_open = school.closed_on is None or school.closed_on > quarter
            if is_fresh(row, quarter) and is_open:
                yield quarter, school.district


def _reached(row: Any, world: World) -> Iterable[Cell]:
    school = world.one("school", row.school)
    for quarter in quarters(world):
        is_open = school and (school.closed_on is None or school.closed_on > quarter)
        if is_open and lessons_of(quarter) == begins(row.school_year):
            yield quarter, school.district, row.grade, row.language


def _pupils(row: Any, world: World) -> Iterable[Cell]:
    if school := world.one("school", row.school):
        yield row.school_year, school.district, row.grade, row.language


def _shelf(row: Any, world: World) -> Iterable[Cell]:
    if known_shelf(world, row) and counts_of(world, row)[-1].id == row.id:
        yield row.school, row.title


def shipment_and_order(row: Any, world: World) -> tuple[Any, Any] | None:
    shipment = world.one("shipment", row.shipment)
    order = shipment and world.one("textbook_order", shipment.order)
    return (shipment, order) if order else None


def _received(row: Any, world: World) -> Iterable[Cell]:
    if found := shipment_and_order(row, world):
        shipment, _ = found
        yield shipment.order, shipment.district, shipment.leg, row.period


def receipt_of(world: World, row: Any) -> Any:
    return one(world, "receipt", shipment=row.code)


def _unsettled(row: Any, world: World) -> Iterable[Cell]:
    receipt = receipt_of(world, row)
    if not receipt or receipt.received + receipt.damaged + receipt.lost != row.copies:
        yield (row.code,)


def _rental(row: Any, world: World) -> Iterable[Cell]:
    if school := world.one("school", row.school):
        yield row.school_year, school.district, row.stage


CELLS: dict[str, Callable[[Any, World], Iterable[Cell]]] = {
    "summary_title": lambda row, _: [(row.code,)],
    "summary_pupils": _pupils,
    "summary_books": _books,
    "summary_counted": _counted,
    "summary_reached": _reached,
    "summary_shelf": _shelf,
    "summary_order": lambda row, _: [(row.code,)],
    "summary_printed": lambda row, _: [(row.order, row.period)],
    "summary_shipped": lambda row, _: [(row.order, row.district, row.leg, row.period)],
    "summary_received": _received,
    "summary_written_off": lambda row, _: [(row.order, row.district or "", row.period)],
    "summary_unsettled": _unsettled,
    "summary_rental": _rental,
    "summary_rental_spending": lambda row, _: [(row.school_year, row.district)],
}
"""Summary -> the cells in which a fact counts."""


def added(rows: Iterable[Any], name: str) -> Any:
    """Return the sum of what is known; missing where nothing is."""
    known = [value for row in rows if (value := getattr(row, name)) is not None]
    return sum(known) if known else None


def copy_days(rows: Iterable[Any], copies: str, day: str) -> int:
    """Return copies × days since the beginning of 2000."""
    first = date(2000, 1, 1)
    return sum(getattr(row, copies) * (getattr(row, day) - first).days for row in rows)


def _copies(rows: list[Any], key: Cell, world: World) -> dict[str, Any]:
    is_textbook = key[-1] == "textbook"
    needs = [(row.usable, needed(world, row)) for row in rows]
    told = [(usable, need) for usable, need in needs if need is not None and is_textbook]
    return {
        "needed": sum(need for _, need in told),
        "covered": sum(min(usable, need) for usable, need in told),
        "surplus": sum(max(usable - need, 0) for usable, need in told),
        **{name: added(rows, name) for name in ("usable", "worn", "lost")},
        "unknown": sum(need is None for _, need in needs),
    }


def _reached_values(rows: list[Any], key: Cell, world: World) -> dict[str, Any]:
    counted = [row for row in rows if books_of_class(world, row, key[0])]
    return {
        "pupils": sum(row.girls + row.boys for row in rows),
        "counted": sum(row.girls + row.boys for row in counted),
    }


def received_until(world: World, row: Any) -> list[Any]:
    """Return the receipts of the school and title of a count until its day."""
    found = []
    for receipt in world.rows["receipt"]:
        both = shipment_and_order(receipt, world)
        is_here = both and (both[0].school, both[1].title) == (row.school, row.title)
        if is_here and receipt.received_on <= row.counted_on:
            found.append(receipt)
    return found


def _shelf_values(rows: list[Any], _: Cell, world: World) -> dict[str, Any]:
    (row,) = rows
    return {
        **{name: getattr(row, name) for name in ("counted_on", "expires", "usable")},
        **{name: getattr(row, name) for name in ("worn", "lost")},
        "needed": needed(world, row),
        "received": added(received_until(world, row), "received"),
    }


def _received_values(rows: list[Any], _: Cell, world: World) -> dict[str, Any]:
    def is_in_time(row: Any) -> bool:
        _, order = shipment_and_order(row, world) or (None, None)
        return row.received_on < date(order.due_on.year, 9, 1)

    return {
        "sent": sum(world.one("shipment", row.shipment).copies for row in rows),
        **{name: added(rows, name) for name in ("received", "damaged", "lost")},
        "in_time": sum(row.received for row in rows if is_in_time(row)),
        "copy_days": copy_days(rows, "received", "received_on"),
    }


def _unsettled_values(rows: list[Any], _: Cell, world: World) -> dict[str, Any]:
    (row,) = rows
    receipt = receipt_of(world, row)
    own = ("order", "district", "school", "leg", "copies", "dispatched_on")
    names = ("received_on", "received", "damaged", "lost", "document")
    return {name: getattr(row, name) for name in own} | {
        name: receipt and getattr(receipt, name) for name in names
    }


def _rental_values(rows: list[Any], _: Cell, __: World) -> dict[str, Any]:
    said = [row for row in rows if row.collected is not None]
    names = ("full", "half", "exempt", "due", "collected")
    return {
        "schools": len(rows),
        **{name: added(rows, name) for name in names},
        "reported": len(said),
        "due_reported": added(said, "due"),
    }


def _kept(*names: str) -> Callable[..., dict[str, Any]]:
    return lambda rows, key, world: {name: getattr(rows[0], name) for name in names}


VALUES: dict[str, Callable[[list[Any], Cell, World], dict[str, Any]]] = {
    "summary_title": _kept(
        *("name_ky", "name_ru", "name_en", "subject", "grade", "language", "kind", "standard"),
        *("approved_on", "first_year", "last_year", "life"),
    ),
    "summary_pupils": lambda rows, key, world: {
        "schools": len(rows),
        "pupils": sum(row.girls + row.boys for row in rows),
    },
    "summary_books": _copies,
    "summary_counted": lambda rows, key, world: {"schools": len({row.school for row in rows})},
    "summary_reached": _reached_values,
    "summary_shelf": _shelf_values,
    "summary_order": _kept(
        *("title", "contract", "publisher", "copies", "unit_price", "ordered_on", "due_on")
    ),
    "summary_printed": lambda rows, key, world: {
        "copies": added(rows, "copies"),
        "first_on": min(row.printed_on for row in rows),
        "last_on": max(row.printed_on for row in rows),
        "copy_days": copy_days(rows, "copies", "printed_on"),
    },
    "summary_shipped": lambda rows, key, world: {
        "copies": added(rows, "copies"),
        "copy_days": copy_days(rows, "copies", "dispatched_on"),
    },
    "summary_received": _received_values,
    "summary_written_off": lambda rows, key, world: {"copies": added(rows, "copies")},
    "summary_unsettled": _unsettled_values,
    "summary_rental": _rental_values,
    "summary_rental_spending": _kept("books", "copies", "other"),
}
"""Summary -> what its cells hold beside their key."""


def others_behind(name: str, row: Any, key: Cell, world: World) -> Iterator[Any]:
    """Yield the facts of other tables that decide whether a cell is a demonstration."""
    if name in ("summary_books", "summary_shelf"):
        school, title = known_shelf(world, row) or (None, None)
        yield school
        yield title
        if pupils := class_of(world, row, title):
            yield pupils
    if name == "summary_shelf":
        yield from received_until(world, row)
    if name in ("summary_pupils", "summary_counted", "summary_reached", "summary_rental"):
        yield world.one("school", row.school)
    if name == "summary_reached":
        yield from books_of_class(world, row, key[0])
    if name == "summary_received":
        yield from shipment_and_order(row, world) or ()
    if name == "summary_unsettled" and (receipt := receipt_of(world, row)):
        yield receipt

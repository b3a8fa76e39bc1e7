"""Summaries of textbooks: copies against pupils, copies on their way, and the rental scheme."""

from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    Subquery,
    case,
    cast,
    func,
    or_,
    select,
    union,
)
from sqlalchemy.orm import aliased

from data_access.models import (
    Enrolment,
    Printing,
    Receipt,
    Rental,
    RentalSpending,
    ReportedValue,
    School,
    Shipment,
    StockCount,
    TextbookOrder,
    Title,
    WriteOff,
)
from data_access.models.base import Exact
from data_access.summaries.days import copy_days
from data_access.summaries.people import any_of
from data_access.summaries.summary import demonstration, kept, known, summary


def _added(value: Any) -> ColumnElement:
    return func.sum(value, type_=Integer())


def month(day: Any) -> ColumnElement:
    """Return the month of a day as a number: 202609."""
    return func.extract("year", day) * 100 + func.extract("month", day)


TITLES = summary(
    "summary_title",
    Title,
    {"title": Title.code},
    kept(
        Title,
        *("name_ky", "name_ru", "name_en", "subject", "grade", "language", "kind", "standard"),
        *("approved_on", "first_year", "last_year", "life"),
    ),
)

_pupils = (
    select(
        Enrolment.id,
        School.id.label("school_id"),
        School.district,
        demonstration(School).label("demonstration"),
    )
    .join(School, (School.code == Enrolment.school) & known(School))
    .where(known(Enrolment))
    .subquery("pupils")
)

PUPILS = summary(
    "summary_pupils",
    Enrolment,
    {
        "school_year": Enrolment.school_year,
        "district": _pupils.c.district,
        "grade": Enrolment.grade,
        "language": Enrolment.language,
    },
    {"schools": func.count(), "pupils": _added(Enrolment.girls + Enrolment.boys)},
    beside=_pupils,
    others=((School.id, _pupils.c.school_id),),
)
"""Pupils by grade and language of instruction; a school counts once in each cell."""


def _turns() -> Subquery:
    """Return every count with the quarter of the next count of its shelf.

    Few columns, since they are sorted.
    """
    rows = {
        "partition_by": (StockCount.school, StockCount.title),
        "order_by": StockCount.counted_on,
    }
    next_period = func.lead(StockCount.period).over(**rows).label("next_period")
    return select(StockCount.id, next_period).where(known(StockCount)).subquery("turns")


def _in_use(count: Any) -> ColumnElement[bool]:
    """Return whether pupils need the title in the school year of a count."""
    last = or_(Title.last_year.is_(None), Title.last_year >= count.school_year)
    return (Title.first_year <= count.school_year) & last


def _needs() -> Subquery:
    """Return every count of a textbook with the pupils who needed a copy on that day.

    `needed` is missing while nobody said how many pupils the grade has; a title that was not in use
    in that school year is needed by nobody. `next_period` is the quarter of the next count.
    """
    count, turn = aliased(StockCount, name="each_count"), _turns()
    in_use = _in_use(count)
    pupils = (
        (Enrolment.school == count.school)
        & (Enrolment.school_year == count.school_year)
        & (Enrolment.grade == Title.grade)
        & (Enrolment.language == Title.language)
        & known(Enrolment)
    )
    return (
        select(
            count.id,
            count.school,
            count.period,
            count.expires,
            turn.c.next_period,
            School.id.label("school_id"),
            Title.id.label("title_id"),
            Enrolment.id.label("enrolment_id"),
            School.district,
            School.closed_on,
            Title.subject,
            Title.grade,
            Title.language,
            Title.kind,
            Title.standard,
            Title.last_year,
            case((in_use, 1), else_=0).label("in_use"),
            case((~in_use, 0), else_=Enrolment.girls + Enrolment.boys).label("needed"),
            any_of(*map(demonstration, (School, Title, Enrolment))).label("demonstration"),
        )
        .join_from(turn, count, count.id == turn.c.id)
        .join(School, (School.code == count.school) & known(School))
        .join(Title, (Title.code == count.title) & known(Title))
        .join(Enrolment, pupils, isouter=True)
        .subquery("needs")
    )


_periods = union(
    *(select(fact.period).where(known(fact)) for fact in (StockCount, ReportedValue))
).subquery("periods")
_QUARTERS = (
    select(_periods.c.period, month(_periods.c.period).label("month"))
    .group_by(_periods.c.period)
    .subquery("quarters")
)
"""Quarter ends at which shelves are looked at: those in which anybody counted or reported."""


def _is_over(last_year: Any) -> ColumnElement[bool]:
    """Return whether the last school year of a title has ended at the end of a quarter."""
    last = cast(func.substr(last_year, 1, 4), Integer)
    return last_year.is_not(None) & ((last + 1) * 100 + 9 <= _QUARTERS.c.month)


def _shelves() -> Subquery:
    """Return every count at each quarter end at which it was the newest, and younger than a year.

    A school that has closed by then has no shelves. `in_use` (0 or 1): the title is in use in the
    school year of the count, and still in that of the quarter.
    """
    needs, period = _needs(), _QUARTERS.c.period
    is_newest = (needs.c.period <= period) & (period <= needs.c.expires)
    is_newest &= or_(needs.c.next_period.is_(None), period < needs.c.next_period)
    is_open = or_(needs.c.closed_on.is_(None), needs.c.closed_on > period)
    is_over = _is_over(needs.c.last_year)
    columns = [column for column in needs.c if column.name not in ("period", "in_use")]
    return (
        select(
            period.label("period"),
            *columns,
            case((is_over, 0), else_=needs.c.in_use).label("in_use"),
        )
        .join_from(needs, _QUARTERS, is_newest & is_open)
        .subquery("shelves")
    )


_shelf = _shelves()
_used = select(*_shelf.c).where(_shelf.c.in_use == 1).subquery("used_shelves")
_is_needed = _used.c.needed.is_not(None) & (_used.c.kind == "textbook")
_capped = case((StockCount.usable < _used.c.needed, StockCount.usable), else_=_used.c.needed)


def _of_needed(value: Any) -> ColumnElement:
    """Return the sum over textbooks of grades whose pupils are known; 0 where there is none."""
    return _added(case((_is_needed, value), else_=0))


BOOKS = summary(
    "summary_books",
    StockCount,
    {
        "period": _used.c.period,
        "district": _used.c.district,
        "subject": _used.c.subject,
        "grade": _used.c.grade,
        "language": _used.c.language,
        "standard": _used.c.standard,
        "kind": _used.c.kind,
    },
    {
        "needed": _of_needed(_used.c.needed),
        "covered": _of_needed(_capped),
        "surplus": _of_needed(StockCount.usable - _capped),
        "usable": _added(StockCount.usable),
        "worn": _added(StockCount.worn),
        "lost": _added(StockCount.lost),
        "unknown": _added(case((_used.c.needed.is_(None), 1), else_=0)),
    },
    beside=_used,
    others=(
        (School.id, _used.c.school_id),
        (Title.id, _used.c.title_id),
        (Enrolment.id, _used.c.enrolment_id),
    ),
)
"""Shelves of all schools at the end of a quarter, of titles in use: quarters do not add up.

A title counts if it is in use in the school year of the count and still in that of the quarter;
otherwise a grade that takes the new standard would need its old and its new textbook at once.

`needed`: one copy for every pupil of the grade and language, in the school year of the count;
`covered`: usable copies, capped at the need of each school and title before adding up; `surplus`:
the copies above it. `unknown`: counts of schools that did not say how many pupils they have.
`fact_count`: titles counted, once in each school."""


def _counting() -> Subquery:
    """Return one count of each school and quarter, at each quarter end before it is a year old.

    A school that has closed by then does not count.
    """
    first = (
        select(
            func.min(StockCount.id).label("id"),
            StockCount.school,
            StockCount.period,
            StockCount.expires,
        )
        .where(known(StockCount))
        .group_by(StockCount.school, StockCount.period, StockCount.expires)
        .subquery("first_counts")
    )
    period = _QUARTERS.c.period
    is_fresh = (first.c.period <= period) & (period <= first.c.expires)
    return (
        select(
            first.c.id,
            period.label("period"),
            School.id.label("school_id"),
            School.district,
            demonstration(School).label("demonstration"),
        )
        .join_from(first, School, (School.code == first.c.school) & known(School))
        .join(_QUARTERS, is_fresh & or_(School.closed_on.is_(None), School.closed_on > period))
        .subquery("counting")
    )


_counts = _counting()

COUNTED = summary(
    "summary_counted",
    StockCount,
    {"period": _counts.c.period, "district": _counts.c.district},
    {"schools": func.count(StockCount.school.distinct())},
    beside=_counts,
    others=((School.id, _counts.c.school_id),),
)
"""Open schools that counted their books in the twelve months before the end of a quarter.

One count of each school and quarter stands for the others (`fact_count`)."""


def _classes_counted() -> Subquery:
    """Return a count of textbooks in use for each quarter end, school, grade and language.

    Counts of one quarter come together before they are looked at from each quarter end.
    """
    at_once = (
        *(StockCount.school, StockCount.period, StockCount.expires),
        *(Title.grade, Title.language, Title.last_year),
    )
    counts = (
        select(
            *at_once,
            func.max(StockCount.id).label("count_id"),
            func.max(demonstration(StockCount)).label("demonstration"),
        )
        .join(Title, (Title.code == StockCount.title) & known(Title))
        .where(known(StockCount), Title.kind == "textbook", _in_use(StockCount))
        .group_by(*at_once)
        .subquery("counts")
    )
    period = _QUARTERS.c.period
    is_fresh = (counts.c.period <= period) & (period <= counts.c.expires)
    of_class = (period, counts.c.school, counts.c.grade, counts.c.language)
    return (
        select(
            *of_class,
            func.max(counts.c.count_id).label("count_id"),
            func.max(counts.c.demonstration).label("demonstration"),
        )
        .join_from(counts, _QUARTERS, is_fresh & ~_is_over(counts.c.last_year))
        .group_by(*of_class)
        .subquery("classes_counted")
    )


def _classes() -> Subquery:
    """Return the pupils of open schools at each quarter end of their school year.

    `count_id`: a count, at that quarter end, of a textbook in use in their grade and language;
    missing where their school has none.
    """
    counted, period = _classes_counted(), _QUARTERS.c.period
    begins = cast(func.substr(Enrolment.school_year, 1, 4), Integer) * 100 + 9
    now = _QUARTERS.c.month
    is_of_that_year = (begins <= now) & (now < begins + 100)
    is_counted = (counted.c.period == period) & (counted.c.school == Enrolment.school)
    is_counted &= counted.c.grade == Enrolment.grade
    is_counted &= counted.c.language == Enrolment.language
    return (
        select(
            Enrolment.id,
            period,
            School.id.label("school_id"),
            School.district,
            counted.c.count_id,
            any_of(demonstration(School), counted.c.demonstration).label("demonstration"),
        )
        .join(School, (School.code == Enrolment.school) & known(School))
        .join(_QUARTERS, is_of_that_year)
        .join(counted, is_counted, isouter=True)
        .where(known(Enrolment), or_(School.closed_on.is_(None), School.closed_on > period))
        .subquery("classes")
    )


_class = _classes()
_pupils_of_class = Enrolment.girls + Enrolment.boys

REACHED = summary(
    "summary_reached",
    Enrolment,
    {
        "period": _class.c.period,
        "district": _class.c.district,
        "grade": Enrolment.grade,
        "language": Enrolment.language,
    },
    {
        "pupils": _added(_pupils_of_class),
        "counted": _added(case((_class.c.count_id.is_not(None), _pupils_of_class), else_=0)),
    },
    beside=_class,
    others=((School.id, _class.c.school_id), (StockCount.id, _class.c.count_id)),
)
"""Pupils at the end of a quarter of their school year, and those of them whose school counted the
textbooks of their grade and language in the twelve months before: quarters do not add up."""


def _accepted() -> Subquery:
    """Return the copies that each school accepted of a title on a day."""
    return (
        select(
            Shipment.school,
            TextbookOrder.title,
            Receipt.received_on,
            _added(Receipt.received).label("received"),
            func.max(demonstration(Receipt)).label("demonstration"),
        )
        .join(Shipment, (Shipment.code == Receipt.shipment) & known(Shipment))
        .join(TextbookOrder, (TextbookOrder.code == Shipment.order) & known(TextbookOrder))
        .where(known(Receipt), Shipment.school.is_not(None))
        .group_by(Shipment.school, TextbookOrder.title, Receipt.received_on)
        .subquery("accepted")
    )


def _last_counts() -> Subquery:
    """Return the newest count of every title in every school, with copies received until then."""
    needs, came, count = _needs(), _accepted(), aliased(StockCount, name="of_shelf")
    total = (
        select(
            count.id,
            # PostgreSQL adds sums up to decimals.
            cast(_added(came.c.received), Integer).label("received"),
            func.max(came.c.demonstration).label("demonstration"),
        )
        .join_from(
            count,
            came,
            (came.c.school == count.school)
            & (came.c.title == count.title)
            & (came.c.received_on <= count.counted_on),
        )
        .where(known(count))
        .group_by(count.id)
        .subquery("received")
    )
    names = ("id", "district", "school_id", "title_id", "enrolment_id", "needed", "kind")
    invented = any_of(needs.c.demonstration, total.c.demonstration)
    return (
        select(
            *(needs.c[name] for name in names),
            total.c.received,
            invented.label("demonstration"),
        )
        .join_from(needs, total, total.c.id == needs.c.id, isouter=True)
        .where(needs.c.next_period.is_(None))
        .subquery("last_counts")
    )


_last = _last_counts()

SHELVES = summary(
    "summary_shelf",
    StockCount,
    {"school": StockCount.school, "title": StockCount.title},
    {
        **kept(StockCount, "counted_on", "expires", "usable", "worn", "lost"),
        "needed": func.max(_last.c.needed, type_=Integer()),
        "received": func.max(_last.c.received, type_=Integer()),
    },
    beside=_last,
    others=(
        (School.id, _last.c.school_id),
        (Title.id, _last.c.title_id),
        (Enrolment.id, _last.c.enrolment_id),
    ),
)
"""The newest count of every title in every school, closed ones included.

`needed`: pupils of that school year, missing where they are not known; `received`: copies accepted
by the school up to the day of the count, missing where none was sent."""

ORDERS = summary(
    "summary_order",
    TextbookOrder,
    {"order": TextbookOrder.code},
    kept(
        TextbookOrder,
        *("title", "contract", "publisher", "copies", "unit_price", "ordered_on", "due_on"),
    ),
)

PRINTED = summary(
    "summary_printed",
    Printing,
    {"order": Printing.order, "period": Printing.period},
    {
        "copies": _added(Printing.copies),
        "first_on": func.min(Printing.printed_on, type_=Printing.printed_on.type),
        "last_on": func.max(Printing.printed_on, type_=Printing.printed_on.type),
        "copy_days": copy_days(Printing.copies, Printing.printed_on),
    },
)
"""Copies from the press in a quarter; `copy_days` ÷ copies is their mean day (`summaries.days`)."""

SHIPPED = summary(
    "summary_shipped",
    Shipment,
    {
        "order": Shipment.order,
        "district": Shipment.district,
        "leg": Shipment.leg,
        "period": Shipment.period,
    },
    {
        "copies": _added(Shipment.copies),
        "copy_days": copy_days(Shipment.copies, Shipment.dispatched_on),
    },
)
"""Copies sent in a quarter; `fact_count` shipments; `copy_days` ÷ copies is their mean day."""


def _received() -> Subquery:
    """Return every receipt with its shipment and order.

    In time: before the first of September of the year in which the order is due.
    """
    first_of_september = func.extract("year", TextbookOrder.due_on) * 100 + 9
    return (
        select(
            Receipt.id,
            Shipment.id.label("shipment_id"),
            TextbookOrder.id.label("order_id"),
            Shipment.order,
            Shipment.district,
            Shipment.leg,
            Shipment.copies,
            Shipment.dispatched_on,
            case((month(Receipt.received_on) < first_of_september, 1), else_=0).label("in_time"),
            any_of(demonstration(Shipment), demonstration(TextbookOrder)).label("demonstration"),
        )
        .join(Shipment, (Shipment.code == Receipt.shipment) & known(Shipment))
        .join(TextbookOrder, (TextbookOrder.code == Shipment.order) & known(TextbookOrder))
        .where(known(Receipt))
        .subquery("arrivals")
    )


_arrival = _received()

RECEIVED = summary(
    "summary_received",
    Receipt,
    {
        "order": _arrival.c.order,
        "district": _arrival.c.district,
        "leg": _arrival.c.leg,
        "period": Receipt.period,
    },
    {
        "sent": _added(_arrival.c.copies),
        "received": _added(Receipt.received),
        "damaged": _added(Receipt.damaged),
        "lost": _added(Receipt.lost),
        "in_time": _added(case((_arrival.c.in_time == 1, Receipt.received), else_=0)),
        "copy_days": copy_days(Receipt.received, Receipt.received_on),
    },
    beside=_arrival,
    others=((Shipment.id, _arrival.c.shipment_id), (TextbookOrder.id, _arrival.c.order_id)),
)
"""What became of shipments, in the quarter of receipt.

`sent`: copies of those shipments when they left, so that sent − received − damaged − lost is
disputed; `in_time`: copies received before the first of September of the year due; `copy_days` ÷
received is the mean day of receipt."""

WRITTEN_OFF = summary(
    "summary_written_off",
    WriteOff,
    {
        "order": WriteOff.order,
        "district": func.coalesce(WriteOff.district, ""),
        "period": WriteOff.period,
    },
    {"copies": _added(WriteOff.copies)},
)
"""District: empty for the central store."""


def _unsettled() -> Subquery:
    """Return shipments that nobody has received, and those of which copies are disputed."""
    accounted = Receipt.received + Receipt.damaged + Receipt.lost
    return (
        select(
            Shipment.id,
            Receipt.id.label("receipt_id"),
            Receipt.received_on,
            Receipt.received,
            Receipt.damaged,
            Receipt.lost,
            Receipt.document,
            demonstration(Receipt).label("demonstration"),
        )
        .join(Receipt, (Receipt.shipment == Shipment.code) & known(Receipt), isouter=True)
        .where(known(Shipment), or_(Receipt.id.is_(None), accounted != Shipment.copies))
        .subquery("unsettled")
    )


_open = _unsettled()

UNSETTLED = summary(
    "summary_unsettled",
    Shipment,
    {"shipment": Shipment.code},
    {
        **kept(Shipment, "order", "district", "school", "leg", "copies", "dispatched_on"),
        "received_on": func.max(_open.c.received_on, type_=Receipt.received_on.type),
        **{
            name: func.max(_open.c[name], type_=Integer())
            for name in ("received", "damaged", "lost")
        },
        "document": func.max(_open.c.document, type_=_open.c.document.type),
    },
    beside=_open,
    others=((Receipt.id, _open.c.receipt_id),),
)
"""Shipments whose copies are not all accounted for: under way, or disputed."""

_renting = (
    select(
        Rental.id,
        School.id.label("school_id"),
        School.district,
        demonstration(School).label("demonstration"),
    )
    .join(School, (School.code == Rental.school) & known(School))
    .where(known(Rental))
    .subquery("renting")
)


def _money(value: Any) -> ColumnElement:
    return func.sum(value, type_=Exact())


RENTALS = summary(
    "summary_rental",
    Rental,
    {
        "school_year": Rental.school_year,
        "district": _renting.c.district,
        "stage": Rental.stage,
    },
    {
        "schools": func.count(),
        **{name: _added(getattr(Rental, name)) for name in ("full", "half", "exempt")},
        "due": _money(Rental.due),
        "collected": _money(Rental.collected),
        "reported": _added(case((Rental.collected.is_not(None), 1), else_=0)),
        "due_reported": _money(case((Rental.collected.is_not(None), Rental.due))),
    },
    beside=_renting,
    others=((School.id, _renting.c.school_id),),
)
"""Schools and pupils in the rental scheme, and KGS.

`reported` schools said what they collected, of `due_reported`; `due` is that of all schools."""

RENTAL_SPENDING = summary(
    "summary_rental_spending",
    RentalSpending,
    {"school_year": RentalSpending.school_year, "district": RentalSpending.district},
    kept(RentalSpending, "books", "copies", "other"),
)

TEXTBOOKS = (
    TITLES,
    PUPILS,
    BOOKS,
    COUNTED,
    REACHED,
    SHELVES,
    ORDERS,
    PRINTED,
    SHIPPED,
    RECEIVED,
    WRITTEN_OFF,
    UNSETTLED,
    RENTALS,
    RENTAL_SPENDING,
)

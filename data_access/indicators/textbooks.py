"""Formulas of textbooks: titles approved, copies received, provision, rental, stock counts.

Copies and money are cumulative; provision, schools and pupils are the state at the end of a
quarter.
"""

from datetime import date

from sqlalchemy import (
    ColumnElement,
    FromClause,
    Integer,
    Select,
    Subquery,
    case,
    cast,
    func,
    literal,
    null,
    or_,
    select,
)

from data_access.indicators.quarters import Areas, each_of, periods, quarters_of
from data_access.models import Rental, School, TextbookOrder, Title
from data_access.models.base import Exact, exact
from data_access.summaries.results import VALUES
from data_access.summaries.schools import SCHOOLS
from data_access.summaries.textbooks import (
    BOOKS,
    COUNTED,
    ORDERS,
    RECEIVED,
    RENTALS,
    SHIPPED,
    TITLES,
    month,
)

GRADES = (7, 9)
"""First and last grade whose textbooks the programme renews."""
TO_SCHOOLS = ("school", "direct")
"""Ways of a shipment that end in a school."""


def titles_approved(release: int) -> Select:
    """R1.3a: new textbooks approved in Kyrgyz: what is taught counts once, not once a language."""
    title, quarter = TITLES.table.c, _quarters(release).c
    is_approved = case((title.approved_on <= quarter.period, 1), else_=0)
    return (
        select(
            quarter.period,
            literal("KG").label("area"),
            _sum(is_approved).label("numerator"),
            _no_denominator(),
            func.max(title.demonstration).label("demonstration"),
        )
        .join_from(TITLES.table, quarter.period.table, literal(True))
        .where(title.release == release, title.language == "ky", *_is_new_textbook(title))
        .group_by(quarter.period)
    )


def copies_received(release: int) -> Select:
    """R1.3b: copies of new textbooks accepted by schools so far.

    Of districts to which any were sent, from the first shipment of the country on.
    """
    quarter = _quarters(release).c
    sent = _new_textbooks(release, SHIPPED.table, SHIPPED.table.c.copies)
    received = _new_textbooks(
        release, RECEIVED.table, RECEIVED.table.c.received, RECEIVED.table.c.leg.in_(TO_SCHOOLS)
    )
    district = (
        select(sent.c.district, func.max(sent.c.demonstration).label("demonstration"))
        .group_by(sent.c.district)
        .subquery("served")
    )
    first = select(func.min(sent.c.period)).scalar_subquery()
    is_before = (received.c.district == district.c.district) & (received.c.period <= quarter.period)
    return (
        select(
            quarter.period,
            district.c.district.label("area"),
            func.coalesce(_sum(received.c.copies), exact(literal(0))).label("numerator"),
            _no_denominator(),
            func.max(_either(received, district)).label("demonstration"),
        )
        .join_from(quarter.period.table, district, quarter.period >= first)
        .join(received, is_before, isouter=True)
        .group_by(quarter.period, district.c.district)
    )


def provision(release: int) -> Select:
    """R1.4: usable copies, capped at the need of each school and title, ÷ copies needed."""
    shelf = BOOKS.table.c
    needed = func.sum(shelf.needed, type_=Integer())
    return (
        select(
            shelf.period,
            shelf.district.label("area"),
            _sum(shelf.covered).label("numerator"),
            exact(needed).label("denominator"),
            func.max(shelf.demonstration).label("demonstration"),
        )
        .where(shelf.release == release, shelf.kind == "textbook", shelf.grade.between(*GRADES))
        .group_by(shelf.period, shelf.district)
        .having(needed > 0)
    )


def received_in_time(release: int) -> Select:
    """R1.5: copies that schools received before 1 September ÷ copies of the orders due.

    An order counts once it is due and the first of September of that year has come.
    """
    quarter, due = _quarters(release).c, _due(release)
    is_over = (due.c.due_on <= quarter.period) & (due.c.september <= month(quarter.period))
    return (
        select(
            quarter.period,
            literal("KG").label("area"),
            _sum(due.c.in_time).label("numerator"),
            _sum(due.c.copies).label("denominator"),
            func.max(due.c.demonstration).label("demonstration"),
        )
        .join_from(quarter.period.table, due, is_over)
        .group_by(quarter.period)
    )


def _due(release: int) -> Subquery:
    """Return every order with the copies of it that schools received in time."""
    order, received = ORDERS.table.c, RECEIVED.table.c
    arrived = (
        (received.order == order.order)
        & (received.release == order.release)
        & received.leg.in_(TO_SCHOOLS)
    )
    return (
        select(
            order.due_on,
            (func.extract("year", order.due_on) * 100 + 9).label("september"),
            order.copies,
            func.coalesce(func.sum(received.in_time, type_=Integer()), 0).label("in_time"),
            func.max(case((received.demonstration == 1, 1), else_=order.demonstration)).label(
                "demonstration"
            ),
        )
        .join_from(ORDERS.table, RECEIVED.table, arrived, isouter=True)
        .where(order.release == release)
        .group_by(order.order, order.due_on, order.copies)
        .subquery("due")
    )


def schools_renting(release: int) -> Select:
    """R1.6a: schools that take fees, by what each district said of its newest school year."""
    year = _newest_year(release)
    return _of_years(year, exact(year.c.running), _no_denominator())


def fees_collected(release: int) -> Select:
    """R1.6b: fees collected ÷ fees due in school years that have ended, of the schools that said
    what they collected: while a year runs, its fees are still coming in."""
    quarter, year = _quarters(release).c, _rental_years(release)
    return (
        select(
            quarter.period,
            year.c.district.label("area"),
            func.sum(year.c.collected, type_=Exact()).label("numerator"),
            func.sum(year.c.due_reported, type_=Exact()).label("denominator"),
            func.max(year.c.demonstration).label("demonstration"),
        )
        .join_from(quarter.period.table, year, _has_ended(year.c.school_year, quarter.period))
        .where(year.c.due_reported > 0)
        .group_by(quarter.period, year.c.district)
    )


def pupils_exempt(release: int) -> Select:
    """R1.6c: pupils who borrow without paying; missing where nobody said how many they are."""
    year = _newest_year(release)
    told = _of_years(year, exact(year.c.exempt), _no_denominator())
    return told.where(year.c.exempt.is_not(None))


def _rental_years(release: int) -> Subquery:
    """Return the rental scheme of every district and school year, all stages together."""
    rows = RENTALS.table.c
    running = case((rows.stage == "running", rows.schools), else_=0)
    return (
        select(
            rows.district,
            rows.school_year,
            func.sum(running, type_=Integer()).label("running"),
            func.sum(rows.exempt, type_=Integer()).label("exempt"),
            func.sum(rows.collected, type_=Exact()).label("collected"),
            func.sum(rows.due_reported, type_=Exact()).label("due_reported"),
            func.max(rows.demonstration).label("demonstration"),
        )
        .where(rows.release == release)
        .group_by(rows.district, rows.school_year)
        .subquery("rental_years")
    )


def _newest_year(release: int) -> Subquery:
    """Return for every quarter and district the newest school year of which anything was said."""
    quarter, year = _quarters(release).c, _rental_years(release)
    newest_first = {
        "partition_by": (quarter.period, year.c.district),
        "order_by": year.c.school_year.desc(),
    }
    return (
        select(quarter.period, *year.c, func.row_number().over(**newest_first).label("turn"))
        .join_from(quarter.period.table, year, _has_begun(year.c.school_year, quarter.period))
        .subquery("newest_year")
    )


def _of_years(year: Subquery, numerator: ColumnElement, denominator: ColumnElement) -> Select:
    columns = (year.c.period, year.c.district.label("area"), numerator.label("numerator"))
    return select(*columns, denominator, year.c.demonstration).where(year.c.turn == 1)


def _has_begun(school_year: ColumnElement, period: ColumnElement) -> ColumnElement[bool]:
    return _begins(school_year) * 100 + 9 <= month(period)


def _has_ended(school_year: ColumnElement, period: ColumnElement) -> ColumnElement[bool]:
    return (_begins(school_year) + 1) * 100 + 6 <= month(period)


def _begins(school_year: ColumnElement) -> ColumnElement[int]:
    return cast(func.substr(school_year, 1, 4), Integer)


def schools_counted(release: int) -> Select:
    """R1.7: schools that counted their books in the last twelve months ÷ all open schools.

    From the first count of the country on, in every quarter at whose end shelves are looked at:
    where nobody counts any more, it falls.
    """
    school, counted = SCHOOLS.table.c, COUNTED.table.c
    quarter = quarters_of(release, COUNTED, VALUES).c
    first = select(func.min(counted.period)).where(counted.release == release).scalar_subquery()
    is_open = or_(school.closed_on.is_(None), school.closed_on > quarter.period)
    is_here = (
        (counted.release == release)
        & (counted.period == quarter.period)
        & (counted.district == school.district)
    )
    invented = case((counted.demonstration == 1, 1), else_=school.demonstration)
    return (
        select(
            quarter.period,
            school.district.label("area"),
            exact(func.coalesce(func.max(counted.schools), 0)).label("numerator"),
            _sum(case((is_open, 1), else_=0)).label("denominator"),
            func.max(invented).label("demonstration"),
        )
        .join_from(SCHOOLS.table, quarter.period.table, quarter.period >= first)
        .join(COUNTED.table, is_here, isouter=True)
        .where(school.release == release)
        .group_by(quarter.period, school.district)
    )


def _quarters(release: int) -> Subquery:
    return periods(release, SHIPPED, RECEIVED, COUNTED)


def _sum(number: ColumnElement) -> ColumnElement:
    return exact(func.sum(number, type_=Integer()))


def _no_denominator() -> ColumnElement:
    return cast(null(), Exact()).label("denominator")


def _either(one: Subquery, other: Subquery) -> ColumnElement:
    """Return 1 where a row of one or of the other is invented; the first may be missing."""
    return case((one.c.demonstration == 1, 1), else_=other.c.demonstration)


def _is_new_textbook(title) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions for new textbooks; `title`: columns of TITLES, or the fact."""
    return title.kind == "textbook", title.standard == "new", title.grade.between(*GRADES)


def _new_textbooks(
    release: int, table: FromClause, copies: ColumnElement, *only: ColumnElement[bool]
) -> Subquery:
    """Return copies of new textbooks by quarter and district, of a summary that names orders."""
    order, title = ORDERS.table.c, TITLES.table.c
    invented = case(
        (or_(order.demonstration == 1, title.demonstration == 1), 1), else_=table.c.demonstration
    )
    return (
        select(
            table.c.period,
            table.c.district,
            func.sum(copies, type_=Integer()).label("copies"),
            func.max(invented).label("demonstration"),
        )
        .join_from(
            table,
            ORDERS.table,
            (order.order == table.c.order) & (order.release == table.c.release),
        )
        .join(TITLES.table, (title.title == order.title) & (title.release == order.release))
        .where(table.c.release == release, *_is_new_textbook(title), *only)
        .group_by(table.c.period, table.c.district)
        .subquery(f"new_{table.description}")
    )


def _titles_behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECT for the titles approved by a quarter."""
    titles = TITLES.rows_behind(import_id, {}).where(
        Title.language == "ky", Title.approved_on <= period, *_is_new_textbook(Title)
    )
    return (titles,)


def _copies_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for receipts of new textbooks by schools, and their shipments, orders."""
    titles = TITLES.rows_behind(import_id, {}).where(*_is_new_textbook(Title))
    orders = ORDERS.rows_behind(import_id, {}).where(
        TextbookOrder.title.in_(_only(titles, Title.code))
    )
    order, cell = RECEIVED.key["order"], {"district": area}
    here = (
        order.in_(_only(orders, TextbookOrder.code)),
        RECEIVED.key["leg"].in_(TO_SCHOOLS),
        RECEIVED.key["period"] <= period,
    )
    receipts = RECEIVED.rows_behind(import_id, cell).where(*here)
    return receipts, *RECEIVED.others_behind(import_id, cell, *here)


def _only(rows: Select, column) -> Select:
    return rows.with_only_columns(column).order_by(None)


def _shelves_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for counts of textbooks, with schools, titles and pupils."""
    cell = {"district": area, "period": period, "kind": "textbook"}
    of_programme = BOOKS.key["grade"].between(*GRADES)
    counts = BOOKS.rows_behind(import_id, cell).where(of_programme)
    return counts, *BOOKS.others_behind(import_id, cell, of_programme)


def _orders_behind(import_id: int, _: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for orders that were due, and for what schools received of them."""
    september = func.extract("year", TextbookOrder.due_on) * 100 + 9
    orders = ORDERS.rows_behind(import_id, {}).where(
        TextbookOrder.due_on <= period, september <= period.year * 100 + period.month
    )
    here = (
        RECEIVED.key["order"].in_(_only(orders, TextbookOrder.code)),
        RECEIVED.key["leg"].in_(TO_SCHOOLS),
    )
    shipments = RECEIVED.others_behind(import_id, {}, *here)[:1]
    return orders, RECEIVED.rows_behind(import_id, {}).where(*here), *shipments


def _rentals_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for the rental scheme in the newest school year of each district."""
    last = period.year if period.month >= 9 else period.year - 1
    return tuple(_newest_rentals(import_id, each, last + 1) for each in each_of(area))


def _newest_rentals(import_id: int, district: str, first_left_out: int) -> Select:
    begun = _rentals_before(import_id, district, first_left_out)
    newest = _only(begun, func.max(Rental.school_year)).scalar_subquery()
    return begun.where(Rental.school_year == newest)


def _fees_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECT for the rental scheme in the school years that have ended."""
    return (
        _rentals_before(import_id, area, period.year if period.month >= 6 else period.year - 1),
    )


def _rentals_before(import_id: int, area: Areas, first_left_out: int) -> Select:
    rows = RENTALS.rows_behind(import_id, {"district": area})
    return rows.where(Rental.school_year < str(first_left_out))


def _counting_behind(import_id: int, area: Areas, period: date) -> tuple[Select, ...]:
    """Return the SELECTs for the counts of a district and for its open schools."""
    is_open = or_(School.closed_on.is_(None), School.closed_on > period)
    return (
        COUNTED.rows_behind(import_id, {"district": area, "period": period}),
        SCHOOLS.rows_behind(import_id, {"district": area}).where(is_open),
    )


FORMULAS = {
    "R1.3a": titles_approved,
    "R1.3b": copies_received,
    "R1.4": provision,
    "R1.5": received_in_time,
    "R1.6a": schools_renting,
    "R1.6b": fees_collected,
    "R1.6c": pupils_exempt,
    "R1.7": schools_counted,
}

ROWS_BEHIND = {
    "R1.3a": _titles_behind,
    "R1.3b": _copies_behind,
    "R1.4": _shelves_behind,
    "R1.5": _orders_behind,
    "R1.6a": _rentals_behind,
    "R1.6b": _fees_behind,
    "R1.6c": _rentals_behind,
    "R1.7": _counting_behind,
}

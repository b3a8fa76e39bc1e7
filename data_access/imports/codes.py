"""Which codes may a cell name, and which one was meant?"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, select

from data_access.filters import LANGUAGES
from data_access.imports.album import NO_ALBUM, Album
from data_access.imports.places import FRAME, Places
from data_access.imports.spelling import nearest, skeleton
from data_access.models import (
    Activity,
    Area,
    Base,
    Category,
    Component,
    Contract,
    Course,
    CourseSession,
    Deliverable,
    Equipment,
    Event,
    ExchangeRate,
    Fact,
    Fund,
    Indicator,
    Method,
    MethodStep,
    Office,
    OnlineModule,
    PackageKind,
    Payment,
    Person,
    ProcurementPackage,
    Provider,
    School,
    Shipment,
    Statistic,
    Step,
    Subject,
    Supplier,
    TextbookOrder,
    Title,
    Variation,
    WorkItem,
    WorkLine,
    WorkStage,
)

_NAMES = ("name_ky", "name_ru", "name_en", "short_ky", "short_ru", "short_en")

SEARCHED = 5_000
"""Codes among which a similar one is sought; more would take seconds for each mistake."""


class CodeList:
    """Known codes of one kind, with the names that people may write instead of them."""

    def __init__(self, codes: Iterable[str], names: Mapping[str, str] | None = None):
        self.codes = frozenset(codes)
        self._names = names or {}

    def __contains__(self, code: str) -> bool:
        return code in self.codes

    def repaired(self, text: str) -> str | None:
        """Return the one code that differs only in case, spaces or look-alike letters."""
        found = self._by_skeleton.get(skeleton(text), ())
        return found[0] if len(found) == 1 else None

    def named(self, text: str) -> str | None:
        """Return the code of the thing with this name in any language."""
        return self._names.get(skeleton(text))

    def nearest(self, text: str) -> str | None:
        """Return the code that is spelled most like the text; a very long list is not searched."""
        return nearest(text, self.codes) if len(self.codes) <= SEARCHED else None

    def with_more(self, codes: Iterable[str]) -> "CodeList":
        """Return this list with more codes."""
        return CodeList(self.codes.union(codes), self._names)

    @cached_property
    def _by_skeleton(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for code in self.codes:
            found.setdefault(skeleton(code), []).append(code)
        return found


@dataclass(frozen=True)
class Codes:
    """Everything that a check needs to know about its day and what the database already holds."""

    today: dt.date
    lists: Mapping[str, CodeList]
    """Name of a list, see `Field.codes` -> its codes."""
    levels: Mapping[str, str] = field(default_factory=dict)
    """Code of an area or indicator -> country, region or district."""
    units: Mapping[str, str] = field(default_factory=dict)
    """Code of an indicator or statistic -> its unit."""
    computed: frozenset[str] = frozenset()
    """Indicators that are counted from the facts; nobody may report them."""
    facts: Mapping[str, Mapping[Any, Any]] = field(default_factory=dict)
    """List of codes -> key of a fact -> what its sheet `tells`; None where its row has a mistake or
    takes the fact back.

    A key or an answer of one column stands for itself, several are a tuple."""
    packages: Mapping[str, str] = field(default_factory=dict)
    """Code of a line of equipment -> the package that it belongs to."""
    area_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Code of an area -> its short name in each language."""
    places: Places = FRAME
    album: Album = NO_ALBUM
    """Pictures that the rows may name."""

    def with_more(self, name: str, codes: Iterable[str]) -> "Codes":
        """Return these codes with more in one list."""
        return replace(self, lists={**self.lists, name: self.lists[name].with_more(codes)})

    def told(self, name: str, facts: Mapping[Any, Any]) -> "Codes":
        """Return these codes knowing more facts about a list."""
        return replace(self, facts={**self.facts, name: {**self.facts.get(name, {}), **facts}})


def known(db: Connection, today: dt.date, places: Places = FRAME, album: Album = NO_ALBUM) -> Codes:
    """Return the codes of the reference tables and of the facts that are open now."""
    areas = db.execute(select(Area.__table__)).all()
    indicators = db.execute(select(Indicator.__table__)).all()
    reported = [row for row in indicators if not row.computed]
    statistics = db.execute(select(Statistic.__table__)).all()
    equipment = db.execute(select(Equipment.__table__)).all()
    facts = _facts(db)
    return Codes(
        today=today,
        lists={
            "area": _named(areas),
            "district": _named(row for row in areas if row.level == "district"),
            "indicator": _named(indicators),
            "reported_indicator": _named(reported),
            "component": _reference(db, Component),
            "fund": _reference(db, Fund),
            "category": _reference(db, Category),
            "package": _reference(db, PackageKind),
            "equipment": _named(equipment),
            "subject": _reference(db, Subject),
            "office": _reference(db, Office),
            "event": _reference(db, Event),
            "statistic": _named(statistics),
            "school": CodeList(facts["school"]),
            "provider": _reference(db, Provider),
            "contract": CodeList(facts["contract"]),
            "line": _reference(db, WorkLine),
            "payment": CodeList(facts["payment"]),
            "rate": CodeList(()),
            "course": _open_codes(db, Course),
            "session": CodeList(facts["session"]),
            "person": _open_codes(db, Person),
            "module": CodeList(facts["module"]),
            "title": _open_codes(db, Title),
            "order": _open_codes(db, TextbookOrder),
            "shipment": CodeList(facts["shipment"]),
            "procurement_method": _reference(db, Method),
            "procurement_step": _reference(db, Step),
            "procurement_package": CodeList(facts["procurement_package"]),
            "supplier": _open_codes(db, Supplier),
            "variation": CodeList(()),
            "deliverable": CodeList(()),
            "activity": CodeList(facts["activity"]),
            "work_item": CodeList(facts["work_item"]),
            "work_stage": CodeList(()),
        },
        levels={row.code: row.level for row in (*areas, *indicators)},
        units={row.code: row.unit for row in (*indicators, *statistics)},
        computed=frozenset(row.code for row in indicators if row.computed),
        facts=facts,
        packages={row.code: row.package for row in equipment},
        area_names={
            row.code: tuple(getattr(row, f"short_{lang}") for lang in LANGUAGES) for row in areas
        },
        places=places,
        album=album,
    )


def _open_codes(db: Connection, model: Any) -> CodeList:
    return CodeList(db.scalars(select(model.code).where(model.superseded_by.is_(None))))


def _facts(db: Connection) -> dict[str, dict[Any, Any]]:
    """Return what open facts tell; of people only those that stand for somebody else."""

    def told(model: type[Fact], *columns: Any) -> Iterator[Row]:
        return iter(db.execute(select(*columns).where(model.superseded_by.is_(None))))

    terms = (Contract.fund, Contract.component, Contract.signed_on)
    contracts = told(Contract, Contract.number, *terms, Contract.amount, Contract.currency)
    packages = told(ProcurementPackage, ProcurementPackage.code, ProcurementPackage.method)
    variations = told(Variation, Variation.contract, Variation.variation, Variation.amount)
    owed = told(Deliverable, Deliverable.contract, Deliverable.deliverable, Deliverable.amount)
    amounts = (Payment.amount, Payment.currency, Payment.paid_on, Payment.rate)
    paid = told(Payment, Payment.number, Payment.contract, *amounts)
    rates = told(ExchangeRate, ExchangeRate.currency, ExchangeRate.day, ExchangeRate.rate)
    sessions = told(CourseSession, CourseSession.code, CourseSession.starts_on)
    modules = told(OnlineModule, OnlineModule.code, OnlineModule.units)
    schools = told(School, School.code, School.district, School.merged_into)
    shipments = told(Shipment, Shipment.code, Shipment.dispatched_on)
    plan = (Activity.parent, Activity.line, Activity.weight)
    activities = told(Activity, Activity.code, *plan, Activity.actual_start, Activity.actual_end)
    items = told(WorkItem, WorkItem.code, WorkItem.kind)
    stages = told(WorkStage, WorkStage.item, WorkStage.stage, WorkStage.actual_on)
    people = told(Person, Person.code, Person.since, Person.same_as)
    return {
        "contract": {number: tuple(terms) for number, *terms in contracts},
        "procurement_package": dict(map(tuple, packages)),
        "procurement_step": _steps(db),
        "variation": {(contract, number): amount for contract, number, amount in variations},
        "deliverable": {(contract, number): amount for contract, number, amount in owed},
        "payment": {row.number: tuple(row[1:]) for row in paid if row.contract},
        "rate": {(currency, day): rate for currency, day, rate in rates},
        "session": dict(map(tuple, sessions)),
        "module": dict(map(tuple, modules)),
        "school": {code: tuple(terms) for code, *terms in schools},
        "shipment": dict(map(tuple, shipments)),
        "activity": {code: tuple(terms) for code, *terms in activities},
        "work_item": dict(map(tuple, items)),
        "work_stage": {(item, stage): actual for item, stage, actual in stages if actual},
        "person": {(code, since): same for code, since, same in people if same},
    }


def _steps(db: Connection) -> dict[str, tuple[str, ...]]:
    """Return method of procurement -> its steps in their order."""
    found: dict[str, tuple[str, ...]] = {}
    steps = select(MethodStep.method, MethodStep.step).order_by(MethodStep.position)
    for method, step in db.execute(steps):
        found[method] = (*found.get(method, ()), step)
    return found


def _reference(db: Connection, model: type[Base]) -> CodeList:
    return _named(db.execute(select(model.__table__)))


def _named(rows: Iterable) -> CodeList:
    """Return the codes of rows, and each name that belongs to one of them only."""
    names: dict[str, set[str]] = {}
    codes = []
    for row in rows:
        codes.append(row.code)
        for name in (getattr(row, column, None) for column in _NAMES):
            if name:
                names.setdefault(skeleton(name), set()).add(row.code)
    return CodeList(codes, {name: found.pop() for name, found in names.items() if len(found) == 1})

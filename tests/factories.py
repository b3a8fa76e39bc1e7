"""Facts for tests: one function per fact; a test names only what it is about."""

import hashlib
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import count
from typing import Any, TypeVar

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from data_access import ledger
from data_access.filters import LANGUAGES, Filters
from data_access.models import (
    Budget,
    Contract,
    Enrolment,
    ExchangeRate,
    Fact,
    FundAmount,
    Import,
    Indicator,
    PackageItem,
    Payment,
    Picture,
    ProgrammeDate,
    Projection,
    Release,
    ReportedValue,
    School,
    SchoolAccess,
    SchoolAction,
    SchoolPackage,
    SchoolPhoto,
    SchoolTeaching,
    SectorSpending,
    SourceFile,
    StatisticValue,
    Target,
    Withdrawal,
)
from data_access.summaries import Summary

F = TypeVar("F", bound=Fact)

NARYN, TALAS = "KG-N", "KG-T"
AT_BASHY, KOCHKOR = "41704220000000", "41704235000000"
"""Two districts of Naryn."""
MANAS = "41707225000000"
"""A district of Talas."""

SPRING, SUMMER, AUTUMN = date(2026, 3, 31), date(2026, 6, 30), date(2026, 9, 30)
"""Three quarters that follow each other."""

_numbers = count(1)


def reportable(code: str) -> Indicator:
    """Return an indicator that may be reported: all that there are today are counted."""
    words = {f"{name}_{lang}": code for name in ("name", "definition") for lang in LANGUAGES}
    place = {"component": "4", "line": "4.3", "level": "country", "position": 0, "weight": 0}
    how = {"unit": "people", "computed": False, "ongoing": False, "owner": "pmu"}
    return Indicator(code=code, **place, **how, **words)


def intake(session: Session, *, by: str = "tester") -> Import:
    """Add an import: the clock moves on by one."""
    made = Import(imported_at=datetime(2026, 10, 1, tzinfo=UTC), imported_by=by)
    session.add(made)
    session.flush()
    return made


def newest_intake(session: Session) -> Import:
    """Return the newest import, made on demand."""
    newest = select(Import).order_by(Import.id.desc()).limit(1)
    return session.scalars(newest).first() or intake(session)


def source_file(session: Session, *, demonstration: bool = False) -> SourceFile:
    """Return the file of the newest import that is invented or not, made on demand."""
    here = newest_intake(session)
    known = select(SourceFile).where(
        SourceFile.import_id == here.id, SourceFile.demonstration.is_(demonstration)
    )
    if found := session.scalars(known).first():
        return found
    name = f"{here.id}-{'demo' if demonstration else 'real'}"
    made = SourceFile(
        import_id=here.id,
        name=f"{name}.xlsx",
        sha256=name,
        size=1,
        source="PMU",
        demonstration=demonstration,
    )
    session.add(made)
    session.flush()
    return made


def _add(session: Session, model: type[F], values: dict[str, Any]) -> F:
    file = source_file(session, demonstration=values.pop("demonstration", False))
    provenance = {
        "import_id": file.import_id, "source_file_id": file.id, "source_row": next(_numbers),
    }  # fmt: skip
    row = model(**provenance | values)
    session.add(row)
    session.flush()
    return row


_PROVENANCE = ("id", "import_id", "source_file_id", "source_row", "superseded_by")


def corrected(session: Session, fact: F, **values: Any) -> F:
    """Close a fact with the newest import, or the one after the fact's own, and open its heir."""
    here = newest_intake(session)
    if here.id <= fact.import_id:
        here = intake(session)
    fact.superseded_by = here.id
    session.flush()
    columns = fact.__table__.columns  # type: ignore[attr-defined]
    kept = {
        column.name: getattr(fact, column.name)
        for column in columns
        if column.name not in _PROVENANCE
    }
    return _add(session, type(fact), kept | values)


def release(session: Session, *, as_of: date = AUTUMN, **values: Any) -> Release:
    """Rebuild the working summaries as an import does, and publish them."""
    here = newest_intake(session)
    newest = session.scalar(select(func.max(Release.import_id)))
    if newest == here.id:
        here = intake(session)
    ledger.refresh(session, here.id)
    given: dict[str, Any] = {"next_update": date(2027, 2, 14), "note": "", "by": "tester", **values}
    return ledger.publish(session, as_of=as_of, **given)


def asked(**values: Any) -> Filters:
    """Return a complete question about the first release at the end of autumn, in English."""
    return Filters(**{"release": 1, "period": AUTUMN, "lang": "en", **values})


def school(session: Session, code: str | None = None, **values: Any) -> School:
    """Add a school of At-Bashy with 60 girls, 40 boys and 10 teachers."""
    code = code or f"SC-{next(_numbers):04}"
    defaults: dict[str, Any] = {
        "code": code,
        "name_ky": f"{code} мектеби",
        "name_ru": f"Школа {code}",
        "name_en": f"School {code}",
        "district": AT_BASHY,
        "lon": 75.8,
        "lat": 41.1,
        "languages": "ky ru",
        "rural": True,
        "remote": False,
        "innovative": False,
        "girls": 60,
        "boys": 40,
        "teachers": 10,
        "closed_on": None,
        "merged_into": None,
    }
    return _add(session, School, defaults | values)


def innovative_school(session: Session, code: str = "IS-01", **values: Any) -> School:
    """Add an innovative school of At-Bashy, without its packages."""
    return school(session, code, **{"innovative": True, **values})


def package(
    session: Session, school: str = "IS-01", kind: str = "lab", **values: Any
) -> SchoolPackage:
    """Add a package of a school without any date."""
    stages = ("contracted", "delivered", "installed", "accepted")
    defaults: dict[str, Any] = {
        "school": school,
        "package": kind,
        "owner": "pmu",
        **{f"{stage}_{kind}": None for stage in stages for kind in ("planned", "actual")},
        "budget": Decimal(1_000_000),
        "contracted": None,
        "spent": Decimal(0),
    }
    return _add(session, SchoolPackage, defaults | values)


def accepted_package(
    session: Session, school: str = "IS-01", kind: str = "lab", **values: Any
) -> SchoolPackage:
    """Add a package that was accepted at the end of spring, as planned."""
    dates = {"accepted_planned": SPRING, "accepted_actual": SPRING}
    return package(session, school, kind, **dates | values)


def item(
    session: Session, school: str = "IS-01", item: str = "lab-physics", **values: Any
) -> PackageItem:
    """Add a line of the laboratory package: three of four delivered, two accepted, one broken."""
    defaults: dict[str, Any] = {
        "school": school,
        "package": item.split("-")[0],
        "item": item,
        "planned": 4,
        "delivered": 3,
        "accepted": 2,
        "defective": 1,
    }
    return _add(session, PackageItem, defaults | values)


def enrolment(session: Session, school: str = "IS-01", grade: int = 7, **values: Any) -> Enrolment:
    """Add the pupils of a grade who learn in Kyrgyz in 2026/27: 12 girls and 10 boys."""
    defaults: dict[str, Any] = {
        "school": school,
        "school_year": "2026/27",
        "grade": grade,
        "language": "ky",
        "girls": 12,
        "boys": 10,
    }
    return _add(session, Enrolment, defaults | values)


def access(session: Session, school: str = "IS-01", **values: Any) -> SchoolAccess:
    """Add that a school has a ramp at the end of autumn, and nothing else is known."""
    defaults: dict[str, Any] = {
        "school": school,
        "period": AUTUMN,
        "ramp": True,
        "toilet": None,
        "resource_room": None,
        "adapted_materials": None,
        "pupils_with_disabilities": None,
        "pupils_served": None,
    }
    return _add(session, SchoolAccess, defaults | values)


def teaching(session: Session, school: str = "IS-01", **values: Any) -> SchoolTeaching:
    """Add that 4 of 8 teachers of a school are trained at the end of autumn."""
    defaults: dict[str, Any] = {
        "school": school,
        "period": AUTUMN,
        "teachers_eligible": 8,
        "teachers_trained": 4,
        "candidates": None,
        "attested": None,
        "certified": None,
    }
    return _add(session, SchoolTeaching, defaults | values)


def action(session: Session, code: str | None = None, **values: Any) -> SchoolAction:
    """Add an open issue of a school that was due at the end of summer."""
    defaults: dict[str, Any] = {
        "code": code or f"AC-{next(_numbers):03}",
        "school": "IS-01",
        "kind": "issue",
        "text_ky": "Чатыр агат",
        "text_ru": "Протекает крыша",
        "text_en": "The roof leaks",
        "owner": "district",
        "due_on": SUMMER,
        "done_on": None,
    }
    return _add(session, SchoolAction, defaults | values)


_LARGE = {hashlib.sha256(each).hexdigest(): each for each in (b"one", b"two", b"three")}
PICTURES = tuple(_LARGE)
"""Hashes of pictures that bear their true name."""


def picture(session: Session, sha256: str = "picture 1") -> str:
    """Add a picture of two pixels, unless it is there, and return its hash."""
    if session.get(Picture, sha256) is None:
        sizes = {"width": 2, "height": 1, "small_width": 2, "small_height": 1}
        blobs = {"large": _LARGE.get(sha256, b"large"), "small": b"small"}
        session.add(Picture(sha256=sha256, original=f"file of {sha256}", **blobs, **sizes))
        session.flush()
    return sha256


def photo(session: Session, school: str = "IS-01", **values: Any) -> SchoolPhoto:
    """Add a photograph of the laboratory of a school before its package, taken in spring."""
    defaults: dict[str, Any] = {
        "school": school,
        "picture": "picture 1",
        "package": "lab",
        "kind": "before",
        "taken_on": SPRING,
        "caption_ky": None,
        "caption_ru": None,
        "caption_en": "The laboratory",
    }
    picture(session, values.get("picture", "picture 1"))
    return _add(session, SchoolPhoto, defaults | values)


def target(session: Session, indicator: str = "R1.3b", value: float = 100, **values: Any) -> Target:
    """Add a target for the whole country at the end of autumn."""
    defaults: dict[str, Any] = {
        "indicator": indicator,
        "period": AUTUMN,
        "area": "KG",
        "cut": "all",
        "target": Decimal(str(value)),
    }
    return _add(session, Target, defaults | values)


def reported(
    session: Session,
    indicator: str = "R1.3b",
    numerator: float = 50,
    denominator: float | None = None,
    **values: Any,
) -> ReportedValue:
    """Add what At-Bashy reported at the end of autumn, past the import door.

    The door refuses figures that are counted from facts, R1.3b too: it stands for any figure that
    districts may report one day.
    """
    defaults: dict[str, Any] = {
        "indicator": indicator,
        "period": AUTUMN,
        "area": AT_BASHY,
        "cut": "all",
        "numerator": Decimal(str(numerator)),
        "denominator": None if denominator is None else Decimal(str(denominator)),
        "evidence": "",
    }
    return _add(session, ReportedValue, defaults | values)


def fund_amount(session: Session, fund: str = "G0851", **values: Any) -> FundAmount:
    """Add the amount of a fund: USD 5 million."""
    defaults = {"fund": fund, "amount": Decimal(5_000_000), "source": "https://www.adb.org"}
    return _add(session, FundAmount, defaults | values)


def budget(session: Session, amount: float = 1000, **values: Any) -> Budget:
    """Add money of 2026 for goods of component 1, USD."""
    defaults: dict[str, Any] = {**_LINE, "line": "", "year": 2026, "amount": Decimal(str(amount))}
    return _add(session, Budget, defaults | values)


_LINE = {"fund": "G0851", "component": "1", "category": "goods"}


def projection(
    session: Session, awards: float = 100, disbursement: float = 50, **values: Any
) -> Projection:
    """Add what was originally expected of one fund in autumn, USD."""
    defaults: dict[str, Any] = {
        "fund": "G0851",
        "period": AUTUMN,
        "version": "original",
        "awards": Decimal(str(awards)),
        "disbursement": Decimal(str(disbursement)),
    }
    return _add(session, Projection, defaults | values)


def _money(number: str | None, usd: float) -> dict[str, Any]:
    amount = Decimal(str(usd))
    return {
        **_LINE,
        "number": number or f"N-{next(_numbers)}",
        "amount": amount,
        "currency": "USD",
        "rate": Decimal("87.5"),
        "period": AUTUMN,
        "amount_usd": amount,
    }


def contract(
    session: Session, usd: float = 100, number: str | None = None, **values: Any
) -> Contract:
    """Add a contract signed in autumn, USD."""
    party = {"supplier": None, "package": None, "ends_on": None}
    defaults = {**_money(number, usd), **party, "signed_on": date(2026, 8, 20)}
    return _add(session, Contract, defaults | values)


def payment(
    session: Session, usd: float = 100, number: str | None = None, **values: Any
) -> Payment:
    """Add a payment of autumn, USD at 87.5 KGS; SDR at 117."""
    money = _money(number, usd) | _priced(usd)
    defaults = {**money, "contract": "", "line": "", "paid_from": "direct"}
    return _add(session, Payment, defaults | values)


def _priced(usd: float) -> dict[str, Any]:
    amount, day = Decimal(str(usd)), date(2026, 8, 20)
    rate, xdr_rate = Decimal("87.5"), Decimal(117)
    return {
        "paid_on": day,
        "rate_on": day,
        "own_rate": rate,
        "xdr_rate": xdr_rate,
        "month": date(2026, 8, 31),
        "amount_kgs": amount * rate,
        "amount_xdr": (amount * rate / xdr_rate).quantize(Decimal("0.01")),
    }


def withdrawal(
    session: Session, usd: float = 100, number: str | None = None, **values: Any
) -> Withdrawal:
    """Add money that a fund paid out directly in autumn, USD at 87.5 KGS; SDR at 117."""
    money = {
        name: value
        for name, value in _money(number, usd).items()
        if name not in ("component", "category")
    }
    return _add(session, Withdrawal, {**money, **_priced(usd), "method": "direct"} | values)


def exchange_rate(
    session: Session, day: date = AUTUMN, rate: float = 87.5, **values: Any
) -> ExchangeRate:
    """Add a rate of the US dollar, KGS."""
    defaults: dict[str, Any] = {
        "currency": "USD",
        "day": day,
        "rate": Decimal(str(rate)),
        "source": "nbkr.kg",
    }
    return _add(session, ExchangeRate, defaults | values)


def sector_spending(
    session: Session, area: str = NARYN, actual: float | None = 900, **values: Any
) -> SectorSpending:
    """Add what a region spent on its schools in 2025, of a plan of 1,000 KGS."""
    defaults: dict[str, Any] = {
        "area": area,
        "year": 2025,
        "level": "school",
        "planned": Decimal(1000),
        "actual": None if actual is None else Decimal(str(actual)),
        "repair": Decimal(90),
        "source": "minfin.gov.kg",
    }
    return _add(session, SectorSpending, defaults | values)


def statistic(
    session: Session, statistic: str = "numeracy", value: float = 0.5, **values: Any
) -> StatisticValue:
    """Add a published statistic of Naryn for 2018."""
    defaults: dict[str, Any] = {
        "statistic": statistic,
        "area": NARYN,
        "year": "2018",
        "value": Decimal(str(value)),
        "source": "https://www.stat.kg",
    }
    return _add(session, StatisticValue, defaults | values)


def programme_date(session: Session, event: str, happens_on: date, **values: Any) -> ProgrammeDate:
    """Add the date of a step of the programme."""
    defaults: dict[str, Any] = {
        "event": event,
        "happens_on": happens_on,
        "source": "https://www.adb.org",
    }
    return _add(session, ProgrammeDate, defaults | values)


def programme(session: Session, *more: Callable[[Session], None]) -> None:
    """Publish a small programme twice: a bit of everything, some of it late, some of it silent.

    `more` bring in further facts before the first release.
    """
    for bring in more:
        bring(session)
    programme_date(session, "signed", date(2023, 7, 21))
    programme_date(session, "closing", date(2028, 12, 31), demonstration=True)
    fund_amount(session)
    budget(session, 2_000_000)
    for period in (SPRING, SUMMER, AUTUMN, date(2026, 12, 31)):
        projection(session, 200_000, 100_000, period=period)
    payment(session, 80_000, period=SUMMER, line="1.3")
    withdrawal(session, 80_000, period=SUMMER)
    exchange_rate(session)
    exchange_rate(session, rate=117, currency="XDR")
    sector_spending(session)
    sector_spending(session, "KG-T", 950)
    contract(session, 150_000, period=SUMMER)
    for number, area in enumerate((AT_BASHY, KOCHKOR, MANAS), start=9001):
        school(session, f"SC-{number}", district=area)
        target(session, "R1.3b", 200, area=area, period=date(2028, 12, 31))
        target(session, "R1.3b", 60, area=area)
        reported(session, "R1.3b", 40, area=area, period=SUMMER)
        reported(session, "R1.4", 70, 100, area=area, period=SUMMER, demonstration=True)
    reported(session, "R1.7", 30, 120, period=SUMMER)
    target(session, "R1.4", 0.9)
    statistic(session)
    innovative_school(session, lon=None, lat=None)
    innovative_school(session, "IS-02", district=MANAS, demonstration=True)
    for kind in ("lab", "materials", "ict", "multimedia", "repair", "access"):
        accepted_package(session, "IS-01", kind)
        package(session, "IS-02", kind, delivered_planned=SPRING)
    item(session)
    enrolment(session)
    access(session)
    teaching(session)
    action(session)
    first = payment(session, 10_000, "P-1", period=SUMMER)
    release(session, as_of=SUMMER)
    intake(session)
    corrected(session, first, amount=Decimal(12_000), amount_usd=Decimal(12_000))
    reported(session, "R1.3b", 65)
    reported(session, "R1.3b", 45, area=MANAS)
    reported(session, "R1.7", 60, 120)
    reported(session, "R1.4", 80, 100, demonstration=True)
    payment(session, 50_000)
    release(session)


def summarised(session: Session, part: Summary, *rows: dict[str, Any], release: int = 1) -> None:
    """Put rows straight into a summary of a release, for tests of what is asked of it."""
    defaults = {"release": release, "fact_count": 1, "demonstration": 0}
    session.execute(insert(part.table), [defaults | row for row in rows])

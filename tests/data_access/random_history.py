"""Random facts over several imports, with corrections: what a programme may look like one day."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from data_access.models import Fact
from data_access.models.passport import ACCESS
from tests import factories
from tests import factories_implementation as implementation
from tests import factories_procurement as procurement
from tests import factories_promises as promises
from tests import factories_textbooks as textbooks
from tests import factories_training as training
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, SPRING, SUMMER

AREAS, QUARTERS = (AT_BASHY, KOCHKOR, MANAS), (SPRING, SUMMER, AUTUMN)
FUNDS, COMPONENTS = ("G0851", "G0852", "L4217", "GOV"), ("1", "2", "3", "4")
COURSES, SESSIONS = ("CR-01", "CR-02"), ("CR-01-0001", "CR-01-0002", "CR-02-0001")
PEOPLE = tuple(f"P-000{number}" for number in range(1, 7))
KINDS = ("lab", "materials", "ict", "multimedia", "repair", "access")


def history(session: Session, seed: int, *, imports: int = 3, facts: int = 70) -> list[int]:
    """Bring in facts in several imports, publish after each, and return their numbers."""
    random = Random(seed)
    known: dict[tuple, Fact] = {}
    numbers = []
    covered = sorted(random.choices(QUARTERS, k=imports))
    for turn, as_of in enumerate(covered):
        here = factories.intake(session)
        for draw in (*(FIRST if turn == 0 else ()), *random.choices(FACTS, k=facts)):
            _bring(session, random, known, draw)
        numbers.append(here.id)
        factories.release(session, as_of=as_of)
    return numbers


def _bring(session: Session, random: Random, known: dict[tuple, Fact], draw: "Draw") -> None:
    """Add a random fact, or correct or take back the open one with the same key."""
    add, key, values = draw(random)
    values["demonstration"] = random.random() < 0.5
    old = known.get((add, *key.values()))
    if old is None:
        known[add, *key.values()] = add(session, **key, **values)
    elif old.import_id == (here := factories.newest_intake(session)).id:
        return
    elif draw not in NAMED and random.random() < 0.1:  # taken back
        old.superseded_by = here.id
        session.flush()
        del known[add, *key.values()]
    # The factory derives columns that a plain correction would keep.
    elif draw in (*TRAINING, *TEXTBOOKS):
        old.superseded_by = here.id
        session.flush()
        known[add, *key.values()] = add(session, **key, **values)
    else:
        changed = {k: v for k, v in values.items() if k in old.__table__.c or k == "demonstration"}  # type: ignore[attr-defined]
        if add in (factories.payment, factories.contract, factories.withdrawal):
            changed["amount_usd"] = old.amount_usd + 1  # type: ignore[attr-defined]
        known[add, *key.values()] = factories.corrected(session, old, **changed)


def _amount(random: Random) -> float:
    return random.choice((0, 0.01, 10.05, -3.3333, random.randint(1, 10**9) / 100))


def _maybe(random: Random, value: Any) -> Any:
    return None if random.random() < 0.25 else value


def _line(random: Random) -> dict[str, str]:
    return {
        "fund": random.choice(FUNDS),
        "component": random.choice(COMPONENTS[:2]),
        "category": random.choice(("goods", "works")),
    }


Drawn = tuple[Callable[..., Any], dict[str, Any], dict[str, Any]]
"""(factory, key, other values)"""


def _school(random: Random) -> Drawn:
    values = {
        "district": random.choice(AREAS),
        "innovative": random.random() < 0.5,
        "girls": _maybe(random, random.randint(0, 500)),
        "boys": _maybe(random, random.randint(0, 500)),
        "teachers": _maybe(random, random.randint(0, 50)),
        "rural": random.random() < 0.5,
        "closed_on": SPRING if random.random() < 0.2 else None,
    }
    return factories.school, {"code": f"SC-{random.randint(1, 12):04}"}, values


def _package(random: Random) -> Drawn:
    key = {"school": f"SC-{random.randint(1, 12):04}", "kind": random.choice(KINDS)}
    return factories.package, key, {"accepted_actual": _maybe(random, random.choice(QUARTERS))}


def _item(random: Random) -> Drawn:
    item = random.choice(("lab-physics", "ict-laptop", "access-ramp"))
    values = {"delivered": random.randint(0, 5), "accepted": 0, "defective": 0}
    return factories.item, {"school": f"IS-0{random.randint(1, 3)}", "item": item}, values


def _enrolment(random: Random) -> Drawn:
    key = {"grade": random.randint(1, 11), "language": random.choice(("ky", "uz"))}
    return factories.enrolment, key, {"girls": random.randint(0, 30)}


def _school_quarter(random: Random) -> dict[str, Any]:
    return {"school": f"IS-0{random.randint(1, 3)}", "period": random.choice(QUARTERS)}


def _access(random: Random) -> Drawn:
    answers = {name: random.choice((True, False, None)) for name in ACCESS}
    return factories.access, _school_quarter(random), answers


def _teaching(random: Random) -> Drawn:
    values = {"teachers_trained": _maybe(random, random.randint(0, 8))}
    return factories.teaching, _school_quarter(random), values


def _action(random: Random) -> Drawn:
    values = {"done_on": _maybe(random, random.choice(QUARTERS))}
    return factories.action, {"code": f"AC-00{random.randint(1, 5)}"}, values


def _photo(random: Random) -> Drawn:
    key = {"school": f"IS-0{random.randint(1, 3)}", "picture": random.choice(factories.PICTURES)}
    return factories.photo, key, {"taken_on": random.choice(QUARTERS)}


def _place(random: Random) -> dict[str, Any]:
    return {
        "indicator": random.choice(("R1.3b", "R1.4")),
        "period": random.choice(QUARTERS),
        "area": random.choice(AREAS),
        "cut": random.choice(("all", "female")),
    }


def _target(random: Random) -> Drawn:
    return factories.target, _place(random), {}


def _value(random: Random) -> Drawn:
    values = {"numerator": random.randint(0, 90), "denominator": _maybe(random, 90)}
    return factories.reported, _place(random), values


def _budget(random: Random) -> Drawn:
    key = {**_line(random), "line": _work(random), "year": random.choice((2025, 2026))}
    return factories.budget, key, {"amount": _amount(random)}


def _projection(random: Random) -> Drawn:
    key = {
        "fund": random.choice(FUNDS),
        "period": random.choice(QUARTERS),
        "version": random.choice(("original", "revised")),
    }
    return factories.projection, key, {}


def _contract(random: Random) -> Drawn:
    values = {**_line(random), "usd": _amount(random), "period": random.choice(QUARTERS)}
    return factories.contract, {"number": f"C-{random.randint(1, 30)}"}, values


def _work(random: Random) -> str:
    return random.choice(("", "1.3", "2.1"))


def _payment(random: Random) -> Drawn:
    values = {
        **_line(random),
        "line": _work(random),
        "contract": random.choice(("", "C-1")),
        "paid_from": random.choice(("direct", "advance")),
        "usd": _amount(random),
        "period": random.choice(QUARTERS),
        "month": random.choice(QUARTERS),
        "rate_on": random.choice((date(2026, 8, 20), date(2026, 8, 18))),
    }
    if random.random() < 0.2:
        values |= {"xdr_rate": None, "amount_xdr": None}
    return factories.payment, {"number": f"P-{random.randint(1, 60)}"}, values


def _withdrawal(random: Random) -> Drawn:
    values = {
        "fund": random.choice(FUNDS),
        "method": random.choice(("direct", "advance", "replenishment", "soe")),
        "usd": _amount(random),
        "period": random.choice(QUARTERS),
    }
    return factories.withdrawal, {"number": f"W-{random.randint(1, 20)}"}, values


def _rate(random: Random) -> Drawn:
    key = {"currency": random.choice(("USD", "XDR")), "day": _day(random)}
    return factories.exchange_rate, key, {"rate": random.randint(80_0000, 120_0000) / 10**4}


def _sector(random: Random) -> Drawn:
    key = {
        "area": random.choice(("KG-N", "KG-T")),
        "year": random.choice((2024, 2025)),
        "level": random.choice(("school", "preschool")),
    }
    return factories.sector_spending, key, {"actual": _maybe(random, random.randint(0, 10**9))}


def _statistic(random: Random) -> Drawn:
    key = {"statistic": random.choice(("numeracy", "reading")), "year": "2018"}
    return factories.statistic, key, {"value": random.random().__round__(3)}


def _date(random: Random) -> Drawn:
    day = date(2024, random.randint(1, 12), random.randint(1, 28))
    return (
        factories.programme_date,
        {"event": random.choice(("signed", "closing"))},
        {"happens_on": day},
    )


def _fund(random: Random) -> Drawn:
    return factories.fund_amount, {"fund": random.choice(FUNDS)}, {}


def _day(random: Random) -> date:
    return date(2026, random.randint(1, 9), random.randint(1, 28))


def _maybe_later(random: Random, day: date | None) -> date | None:
    return None if day is None else _maybe(random, day + timedelta(random.randint(0, 90)))


def _course(random: Random) -> Drawn:
    values = {"audience": random.choice(("teachers", "teachers", "leaders"))}
    return training.course, {"code": random.choice(COURSES)}, values


def _session(random: Random) -> Drawn:
    day = _day(random)
    values = {
        "course": random.choice(COURSES),
        "starts_on": day,
        "ends_on": day + timedelta(random.randint(0, 60)),
        "district": _maybe(random, random.choice(AREAS)),
    }
    return training.course_session, {"code": random.choice(SESSIONS)}, values


def _person(random: Random) -> Drawn:
    code = random.choice(PEOPLE)
    values = {
        "school": _maybe(random, f"SC-{random.randint(1, 12):04}"),
        "district": random.choice(AREAS),
        "role": random.choice(("teacher", "teacher", "head", "author")),
        "subject": _maybe(random, random.choice(("physics", "biology"))),
        "sex": random.choice(("female", "male")),
        "same_as": random.choice(PEOPLE[:2]) if code in PEOPLE[4:] else None,
    }
    since = random.choice((training.PROGRAMME_START, date(2026, 4, 10)))
    return training.person, {"code": code, "since": since}, values


def _taken_part(random: Random) -> dict[str, str]:
    return {"person": random.choice(PEOPLE), "held": random.choice(SESSIONS)}


def _participation(random: Random) -> Drawn:
    completed_on = _maybe(random, _day(random))
    values = {
        "completed_on": completed_on,
        "certified": completed_on is not None and random.random() < 0.7,
        "pre_test": _maybe(random, random.randint(0, 800) / 10),
        "post_test": _maybe(random, random.randint(200, 1000) / 10),
    }
    return training.participation, _taken_part(random), values


def _attendance(random: Random) -> Drawn:
    key = {**_taken_part(random), "day": date(2026, 3, random.randint(2, 4))}
    return training.attendance, key, {"hours": random.choice((0, 0, 6))}


def _eligible(random: Random) -> Drawn:
    key = {
        "school": f"SC-{random.randint(1, 12):04}",
        "period": random.choice(QUARTERS),
        "subject": random.choice(("physics", "biology")),
    }
    return training.eligible, key, {"teachers": random.randint(0, 9)}


def _register(random: Random) -> Drawn:
    key = {"district": random.choice(AREAS), "period": random.choice(QUARTERS)}
    return training.register, key, {"closed_on": _day(random)}


def _attestation(random: Random) -> Drawn:
    applied_on = _day(random)
    portfolio_on = _maybe_later(random, applied_on)
    assessed_on = _maybe_later(random, portfolio_on)
    decided_on = _maybe_later(random, assessed_on)
    values = {
        "school": f"IS-0{random.randint(1, 2)}",
        "applied_on": applied_on,
        "portfolio_on": portfolio_on,
        "assessed_on": assessed_on,
        "decided_on": decided_on,
        "result": random.choice(("certified", "refused")) if decided_on else None,
    }
    return training.attestation, {"person": random.choice(PEOPLE)}, values


def _module(random: Random) -> Drawn:
    return training.online_module, {"code": f"EM-0{random.randint(1, 2)}"}, {"units": 9}


def _enrolled(random: Random) -> Drawn:
    day = _day(random)
    values = {
        "enrolled_on": day,
        "completed_on": _maybe_later(random, day),
        "last_unit": random.randint(0, 8),
        "device": random.choice(("phone", "computer")),
    }
    key = {"person": random.choice(PEOPLE), "module": f"EM-0{random.randint(1, 2)}"}
    return training.module_enrolment, key, values


def _observation(random: Random) -> Drawn:
    values = {"applies": random.random() < 0.7, "uses_ict": random.random() < 0.5}
    key = {"person": random.choice(PEOPLE), "observed_on": _day(random)}
    return training.observation, key, values


TITLES = ("PHY-7-KY-N", "PHY-7-KY-O", "BIO-8-UZ-N")
ORDERS, SHIPMENTS = ("TO-0001", "TO-0002"), tuple(f"SH-00{number}" for number in range(1, 7))
COUNTED_ON = (
    *(date(2025, 3, 20), date(2025, 10, 10), date(2026, 4, 15)),
    *(date(2026, 8, 20), date(2026, 9, 15)),
)
"""Days of counting: of two school years and of one before, older and younger than twelve months."""


def _any_school(random: Random) -> str:
    return f"SC-{random.randint(1, 5):04}"


def _textbook(random: Random) -> Drawn:
    code = random.choice(TITLES)
    values = {
        "subject": "physics" if code.startswith("PHY") else "biology",
        "grade": int(code[4]),
        "language": code[6:8].lower(),
        "standard": "new" if code.endswith("N") else "old",
        "first_year": random.choice(("2024/25", "2025/26")),
        "last_year": None if code.endswith("N") else random.choice(("2025/26", "2026/27")),
        "kind": random.choice(("textbook", "textbook", "textbook", "guide")),
        "approved_on": _maybe(random, _day(random)),
    }
    return textbooks.title, {"code": code}, values


def _class(random: Random) -> Drawn:
    key = {
        "school": _any_school(random),
        "school_year": random.choice(("2024/25", "2025/26", "2026/27")),
        **random.choice(({"grade": 7, "language": "ky"}, {"grade": 8, "language": "uz"})),
    }
    return factories.enrolment, key, {"girls": random.randint(0, 30)}


def _count(random: Random) -> Drawn:
    key = {
        "school": _any_school(random),
        "title": random.choice(TITLES),
        "counted_on": random.choice(COUNTED_ON),
    }
    names = ("usable", "worn", "lost")
    return textbooks.stock_count, key, {name: random.randint(0, 40) for name in names}


def _order(random: Random) -> Drawn:
    values = {"title": random.choice(TITLES), "due_on": random.choice((date(2025, 8, 31), SUMMER))}
    return textbooks.order, {"code": random.choice(ORDERS)}, values


def _printing(random: Random) -> Drawn:
    values = {"order": random.choice(ORDERS), "printed_on": _day(random)}
    return textbooks.printing, {"code": f"PR-0{random.randint(1, 4)}"}, values


def _shipment(random: Random) -> Drawn:
    values = {
        "order": random.choice(ORDERS),
        "district": random.choice(AREAS),
        "school": _maybe(random, _any_school(random)),
        "dispatched_on": _day(random),
    }
    return textbooks.shipment, {"code": random.choice(SHIPMENTS)}, values


def _receipt(random: Random) -> Drawn:
    values = {
        "received_on": random.choice((date(2025, 8, 31), date(2025, 9, 1), _day(random))),
        "received": random.choice((100, 80)),
        "damaged": random.choice((0, 20)),
    }
    return textbooks.receipt, {"shipment": random.choice(SHIPMENTS)}, values


def _write_off(random: Random) -> Drawn:
    values = {
        "order": random.choice(ORDERS),
        "district": _maybe(random, random.choice(AREAS)),
        "written_off_on": _day(random),
    }
    return textbooks.write_off, {"code": f"WO-0{random.randint(1, 3)}"}, values


def _rental(random: Random) -> Drawn:
    values = {
        "stage": random.choice(("planned", "running", "running")),
        "exempt": _maybe(random, random.randint(0, 20)),
        "collected": _maybe(random, random.randint(0, 42_000)),
    }
    key = {"school": _any_school(random), "school_year": random.choice(("2025/26", "2026/27"))}
    return textbooks.rental, key, values


def _spending(random: Random) -> Drawn:
    return textbooks.rental_spending, {"district": random.choice(AREAS)}, {"other": _amount(random)}


def _supplier(random: Random) -> Drawn:
    code = random.choice(("S-07", "S-08"))
    return procurement.supplier, {"code": code}, {"country": random.choice(("KG", "KZ"))}


PROCURED = ("PP-G-12", "PP-C-01")


def _procured(random: Random) -> Drawn:
    values = {
        "method": random.choice(("rfq", "ics")),
        "estimate": _amount(random),
        "cancelled_on": SUMMER if random.random() < 0.3 else None,
    }
    return procurement.package, {"code": random.choice(PROCURED)}, values


def _milestone(random: Random) -> Drawn:
    key = {"package": random.choice(PROCURED), "step": random.choice(("signed", "completed"))}
    values = {"planned_on": _day(random), "actual_on": _maybe(random, _day(random))}
    return procurement.milestone, key, values


def _variation(random: Random) -> Drawn:
    key = {"contract": f"C-{random.randint(1, 30)}", "variation": random.randint(1, 2)}
    return procurement.variation, key, {"ends_on": _maybe(random, AUTUMN)}


def _deliverable(random: Random) -> Drawn:
    key = {"contract": f"C-{random.randint(1, 30)}", "deliverable": random.randint(1, 2)}
    return procurement.deliverable, key, {"accepted_on": _maybe(random, _day(random))}


def _event(random: Random) -> Drawn:
    values = {
        "people": random.randint(0, 400),
        "women": _maybe(random, 0),
        "area": random.choice((*AREAS, "KG")),
    }
    return promises.event, {"code": f"EV-00{random.randint(1, 6)}"}, values


def _policy_action(random: Random) -> Drawn:
    values = {"tranche": random.choice((1, 2)), "met_on": _maybe(random, _day(random))}
    return promises.policy_action, {"code": f"PA-2-0{random.randint(1, 3)}"}, values


def _commitment(random: Random) -> Drawn:
    values = {"due_on": _day(random), "done_on": _maybe(random, _day(random))}
    return promises.commitment, {"code": f"CM-0{random.randint(1, 4)}"}, values


def _risk(random: Random) -> Drawn:
    values = {"likelihood": random.randint(1, 5), "impact": random.randint(1, 5)}
    return promises.risk, {"code": f"RK-0{random.randint(1, 4)}"}, values


def _grievance(random: Random) -> Drawn:
    values = {"resolved_on": _maybe(random, AUTUMN), "category": random.choice(("works", "rental"))}
    return promises.grievance, {"code": f"GR-000{random.randint(1, 6)}"}, values


def _override(random: Random) -> Drawn:
    key = {"indicator": random.choice(("R4.1", "R2.7")), "period": random.choice(QUARTERS)}
    return promises.override, key, {"status": random.choice(("on_track", "at_risk"))}


ACTIVITIES, ITEMS = ("WP-1.1-01", "WP-1.1-02"), ("ST-PHY-G", "ST-MAT-G", "AG-01")


def _activity(random: Random) -> Drawn:
    values = {"weight": random.randint(1, 5), "planned_cost": _maybe(random, _amount(random))}
    values |= {"actual_start": _maybe(random, _day(random))}
    return implementation.activity, {"code": random.choice(ACTIVITIES)}, values


def _progress(random: Random) -> Drawn:
    key = {"activity": random.choice(ACTIVITIES), "period": random.choice(QUARTERS)}
    return implementation.progress, key, {"progress": random.choice((0, 1))}


def _work_item(random: Random) -> Drawn:
    code = random.choice(ITEMS)
    kind = "agreement" if code == "AG-01" else "standard"
    return implementation.item, {"code": code}, {"kind": kind}


def _work_stage(random: Random) -> Drawn:
    key = {"item": random.choice(ITEMS), "stage": random.choice(("drafted", "approved"))}
    values = {"planned_on": _day(random), "actual_on": _maybe(random, _day(random))}
    return implementation.stage, key, values


def _joint(random: Random) -> Drawn:
    code = random.choice(("JA-01-01", "JA-01-02"))
    return implementation.joint, {"code": code}, {"held_on": _day(random)}


Draw = Callable[[Random], Drawn]

PROCUREMENT: tuple[Draw, ...] = (_supplier, _procured, _milestone, _variation, _deliverable)

PROMISES: tuple[Draw, ...] = (
    _event, _event, _policy_action, _commitment, _risk, _grievance, _override,
)  # fmt: skip

IMPLEMENTATION: tuple[Draw, ...] = (_activity, _progress, _work_item, _work_stage, _joint)

TRAINING: tuple[Draw, ...] = (
    _course, _session, _person, _participation, _attendance, _eligible, _register, _attestation,
    _module, _enrolled, _observation,
)  # fmt: skip

TEXTBOOKS: tuple[Draw, ...] = (
    _textbook, _class, _class, _count, _count, _count, _order, _printing, _shipment, _shipment,
    _receipt, _receipt, _write_off, _rental, _spending,
)  # fmt: skip

NAMED: tuple[Draw, ...] = (
    _school, _contract, _course, _session, _person, _module, _textbook, _order, _shipment,
    _supplier, _procured, _activity, _work_item,
)  # fmt: skip
"""What other facts name, so that it cannot be taken back alone."""

FACTS: tuple[Draw, ...] = (
    _school, _school, _package, _target, _value, _value, _budget, _projection, _contract,
    _payment, _payment, _withdrawal, _withdrawal, _rate, _sector, _statistic, _date, _fund,
    _item, _enrolment, _access, _teaching, _action, _photo,
    *TRAINING, _person, _participation, _participation, *TEXTBOOKS, *PROCUREMENT,
    *IMPLEMENTATION,
    *PROMISES,
)  # fmt: skip
"""What may come in; some of it more often."""

FIRST = (
    *[_school] * 6,
    *[_course, _session, _person] * 6,
    *[_participation] * 8,
    *TEXTBOOKS * 3,
    *FACTS,
)
"""What comes in with the first import, so that there is something of everything."""

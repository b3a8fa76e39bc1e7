"""Does the rental scheme carry itself?"""

from math import ceil
from typing import Any

from sqlalchemy import Connection

from dashboard.sections import section
from dashboard.visit import Visit
from data_access.filters import Filters
from data_access.queries.textbooks import rental
from data_access.queries.textbooks.choices import FEES, LIVES, PRICES
from data_access.rental_fund import dry_year, outlook
from layouts.i18n import Translator
from layouts.panel import Panel
from layouts.shell import Control
from layouts.textbooks import rental as words


@section("fee", "price", "life")
def panels(db: Connection, visit: Visit, t: Translator) -> list[Panel]:
    """Return the panels of the section."""
    filters = visit.filters
    stages = rental.stages(db, filters)
    return [
        words.stages(rental.introduced(db, filters), rental.silent(db, filters), filters, t),
        words.collected(rental.collected_by_area(db, filters), stages, filters, t),
        _fund(db, filters, t),
    ]


def _fund(db: Connection, filters: Filters, t: Translator) -> Panel:
    past, scheme = rental.fund(db, filters), rental.scheme(db, filters)
    if scheme is None:
        return words.fund(past, None, {}, filters, t)
    terms: dict[str, Any] = _terms(db, filters)
    coming = outlook(scheme, **terms)
    sustaining = scheme.sustaining_fee(terms["price"], terms["life"])
    told = {
        **terms,
        "dry": dry_year(coming),
        "sustaining": None if sustaining is None else ceil(sustaining),
    }
    return words.fund(past, coming, told, filters, t)


def _terms(db: Connection, filters: Filters) -> dict[str, int]:
    """Return fee, price and life: those chosen, else those of today."""
    price, life = rental.terms_now(db, filters)
    return {
        "fee": filters.fee or rental.fee_now(db, filters),
        "price": filters.price or price,
        "life": filters.life or life,
    }


def controls(db: Connection, visit: Visit, t: Translator) -> list[Control]:
    """Return the choices that only this section has."""
    terms = _terms(db, visit.filters)
    choices = {"fee": FEES, "price": PRICES, "life": LIVES}
    return words.controls([(name, choices[name], value) for name, value in terms.items()], t)

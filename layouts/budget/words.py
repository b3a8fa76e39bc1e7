"""How are amounts, rates and choices of money told?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from data_access.filters import Filters
from layouts.i18n import N_, Translator, is_missing
from layouts.shell import ALL, Control

MILLION = {
    "KGS": N_("KGS {n} million"),
    "USD": N_("USD {n} million"),
    "XDR": N_("SDR {n} million"),
}

CURRENCY = {"KGS": N_("KGS, som"), "USD": N_("USD, US dollars"), "XDR": N_("SDR")}
SHORT = {"KGS": N_("KGS"), "USD": N_("USD"), "XDR": N_("SDR")}
CALENDAR = {
    "fiscal": N_("Fiscal years"),
    "school": N_("School years"),
    "quarter": N_("ADB quarters"),
}
PRICES = {"nominal": N_("Prices of their day"), "constant": N_("Constant prices (KGS)")}


def million(amount: Decimal | float | None, currency: str, t: Translator) -> str:
    """Return an amount in millions of a currency; little money is not told as none."""
    if amount is None or is_missing(amount):
        return t("not known")
    millions = float(amount) / 1e6
    return t(MILLION[currency], n=t.number(millions, 3 if 0.0005 <= abs(millions) < 0.05 else 1))


def closed(sentence: str) -> str:
    """Return sentences in which an abbreviation at the end of one closes it."""
    return sentence.replace("..", ".")


def exact(amount: Decimal | None, t: Translator) -> str:
    """Return an amount to the last hundredth."""
    return t("not known") if amount is None or is_missing(amount) else t.number(amount, 2)


def at_rates(closing: Any, t: Translator) -> str:
    """Return the rates that convert US dollars at the end of a quarter, with their days."""
    if closing.currency == "USD":
        return t("Amounts in dollars as stated; som converted at the rate of the day of payment.")
    words = t(
        "Dollars converted at KGS {rate} of {day}.",
        rate=t.number(closing.usd.rate, 4),
        day=t.day(closing.usd.day),
    )
    if closing.currency == "KGS":
        return words
    own = t(
        "SDR at KGS {rate} of {day}.",
        rate=t.number(closing.own.rate, 4),
        day=t.day(closing.own.day),
    )
    return f"{words} {own}"


def dollars_instead(closing: Any, filters: Filters, t: Translator) -> tuple[str, ...]:
    """Return the note that another currency was asked for than can be told."""
    if closing.currency == (filters.currency or "USD"):
        return ()
    return (t("No rate of exchange is known: amounts can be told in US dollars only."),)


UNMOVED = {
    "currency": N_("In US dollars whichever currency is chosen."),
    "calendar": N_("By quarters and fiscal years whichever calendar is chosen."),
    "prices": N_("At prices of their day whichever prices are chosen."),
}
USUAL = {"currency": "USD", "calendar": "fiscal", "prices": "nominal"}


def unmoved(filters: Filters, t: Translator, *choices: str) -> tuple[str, ...]:
    """Return a note for each of these choices that was made and changes nothing in a panel."""
    return tuple(
        t(UNMOVED[name])
        for name in choices
        if (getattr(filters, name) or USUAL[name]) != USUAL[name]
    )


def in_som(filters: Filters, t: Translator) -> tuple[str, ...]:
    """Return the note that amounts stay in som, where another currency was chosen."""
    if filters.currency in (None, "KGS"):
        return ()
    return (t("In som whichever currency is chosen."),)


def payments_source(filters: Filters, t: Translator) -> str:
    """Return where money spent is told from."""
    return t(
        "budget, contracts and payments of the implementation unit to {quarter}; whole country",
        quarter=t.quarter(filters.quarter),
    )


def house_rule(t: Translator) -> str:
    """Return that a rule is this project's own."""
    return t("A rule of this project, not of ADB.")


def controls(
    funds: dict[str, str],
    choices: dict[str, Sequence[str]],
    filters: Filters,
    t: Translator,
) -> list[Control]:
    """Return the choices of fund, currency, calendar and prices; `funds` by code."""
    fund_options = [(ALL, t("All funds")), *funds.items()]
    return [
        Control("fund", t("Fund"), fund_options, filters.fund or ALL),
        _choice("currency", t("Currency"), CURRENCY, choices, filters.currency or "USD", t),
        _choice("calendar", t("Calendar"), CALENDAR, choices, filters.calendar or "fiscal", t),
        _choice("prices", t("Prices"), PRICES, choices, filters.prices or "nominal", t),
    ]


def _choice(
    name: str,
    label: str,
    words: dict[str, str],
    choices: dict[str, Sequence[str]],
    chosen: str,
    t: Translator,
) -> Control:
    return Control(name, label, [(code, t(words[code])) for code in choices[name]], chosen)


def of_fund(fund: str | None, funds: dict[str, str], t: Translator) -> tuple[str, ...]:
    """Return the note that says which fund is shown, where one was asked for."""
    return (t("Only {fund}.", fund=funds.get(fund, fund)),) if fund else ()

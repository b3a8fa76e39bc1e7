"""How are amounts, reviews, states and delays of procurement written?"""

from layouts.i18n import N_, Translator, is_missing

REVIEW = {"prior": N_("prior review"), "post": N_("post review")}

STATE = {
    "ahead": N_("not begun"),
    "in_hand": N_("being bought"),
    "signed": N_("under contract"),
    "completed": N_("completed"),
    "cancelled": N_("cancelled"),
}

CURRENCY = {"KGS": N_("KGS {n}"), "USD": N_("USD {n}")}


def money(amount: float, currency: str, t: Translator) -> str:
    """Return a whole amount in its currency."""
    return t(CURRENCY[currency], n=t.number(amount))


def millions(amount: float, currency: str, t: Translator) -> str:
    """Return an amount in millions of its currency, with two places."""
    words = {"KGS": N_("KGS {n} million"), "USD": N_("USD {n} million")}
    return t(words[currency], n=t.number(amount / 1e6, 2))


def named(value: object, t: Translator) -> str:
    """Return a name or a code, or that it is not known."""
    return t("not known") if is_missing(value) else str(value)

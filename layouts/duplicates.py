"""How are two codes shown that may be one, what can be decided about them, and what was?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dash import html

from layouts import forms, labels, problems
from layouts.attributes import aria
from layouts.forms import moment
from layouts.i18n import N_, Translator, is_missing
from layouts.markup import Element

KIND = {"persons": N_("People"), "schools": N_("Schools")}

STATE = {"same": N_("the same"), "apart": N_("two different"), "open": N_("undecided")}

WRONG = {
    "unknown": N_("There are no two such codes, or the one that stays is none of them."),
    "decided": N_(
        "Somebody else was quicker, or other data has come in since; look at the two codes again."
    ),
    "second": N_("One of the two stands for a third code already; take that back first."),
    "waits": N_("A proposal about these two waits to be accepted already."),
    "no_reason": N_("Say why, so that others can judge it."),
    "no_day": N_(
        "Give the day from which the other school has no lessons of its own (2026-09-01)."
    ),
    "no_choice": N_("Choose what the two are."),
}
"""Why nothing can be decided -> in words."""

SEX = {"female": N_("woman"), "male": N_("man")}

ROLE = {
    "teacher": N_("teacher"),
    "head": N_("school head"),
    "deputy": N_("deputy head"),
    "methodologist": N_("methodologist"),
    "institute": N_("staff member of an institute"),
    "developer": N_("developer of standards"),
    "author": N_("author"),
    "publisher": N_("publisher"),
    "official": N_("official"),
}
"""What one human being is; groups of them are named in `training.groups`."""

DECISION = "decision"
"""Field of a form that says what the two are: `same CODE` (which stays), apart or open."""

Described = Mapping[str, Mapping[str, Any]]
"""Code -> what is known, as `queries.twins.described` returns it."""


@dataclass(frozen=True)
class Ways:
    """Where the page leads and where its forms are sent."""

    back: str
    kinds: Sequence[tuple[str, str]]
    """Kind and its address."""
    propose: str
    token: Any
    """None for readers who cannot propose."""
    submission: str
    """Address of a submission but for its number and query."""
    query: str
    pages: Sequence[tuple[str, str]]
    """Address and words of further pairs."""
    decided_pages: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Typed:
    """What was sent and could not be taken: nothing of it is lost."""

    pair: tuple[str, str]
    values: Mapping[str, str]
    wrong: str
    """A code of WRONG, or empty."""
    problems: Sequence[Any] = ()
    """What the import door says of the rows."""


def page(
    kind: str,
    total: int,
    pairs: Sequence[tuple[str, str]],
    waiting: Mapping[tuple[str, str], int],
    decided_total: int,
    decided: Sequence[Mapping[str, Any]],
    about: Described,
    typed: Typed | None,
    ways: Ways,
    t: Translator,
) -> html.Main:
    """Return the page of one kind of codes: open pairs, and what was decided."""
    shown = [_pair(kind, pair, waiting.get(pair), about, typed, ways, t) for pair in pairs]
    rows = [_decided(row, waiting.get(row["pair"]), typed, ways, t) for row in decided]
    return html.Main(
        [
            html.P(html.A(t("Data"), href=ways.back)),
            html.H1(t("Probable duplicates")),
            _kinds(kind, ways, t),
            _trouble(typed, t),
            _section(
                t("Undecided"),
                html.P(_told(kind, total, t)),
                *shown,
                _pages(ways.pages),
            ),
            _section(
                t("Decided"),
                html.P(t.plural("{n} decision.", "{n} decisions.", decided_total)),
                *rows,
                _pages(ways.decided_pages),
            ),
        ],
        id="main",
        className="intake duplicates",
        tabIndex="-1",
    )


def _section(title: str, *body: Any) -> html.Section:
    return html.Section([html.H2(title), *body], className="panel")


def _pages(ways: Sequence[tuple[str, str]]) -> Any:
    links = [html.A(words, href=address) for address, words in ways]
    return html.P(links, className="ways") if links else None


def _kinds(kind: str, ways: Ways, t: Translator) -> html.Nav:
    links: list[Any] = [
        Element("li", Element("a", t(KIND[each]), {"href": address, **_here(each == kind)}))
        for each, address in ways.kinds
    ]
    return html.Nav(html.Ul(links), className="kinds", **aria(label=t("Whose codes")))


def _here(is_here: bool) -> dict[str, str]:
    return {"aria-current": "page"} if is_here else {}


def _trouble(typed: Typed | None, t: Translator) -> Any:
    if typed is None:
        return None
    words = [t(WRONG[typed.wrong])] if typed.wrong else []
    words += [problems.sentence(each, t) for each in typed.problems]
    told = [html.Strong(" · ".join(typed.pair)), *(html.Div(each) for each in words)]
    return html.Div(told, className="notice notice-trouble", role="alert")


def _told(kind: str, total: int, t: Translator) -> str:
    if kind == "persons":
        found = t.plural("{n} pair of people's codes", "{n} pairs of people's codes", total)
        why = t("school, role, subject, sex and year of birth are the same")
    else:
        found = t.plural("{n} pair of schools", "{n} pairs of schools", total)
        why = t("they stand on one spot, or have one name in one district")
    return f"{found}: {why}." if total else f"{found}."


def _pair(
    kind: str,
    pair: tuple[str, str],
    submission: int | None,
    about: Described,
    typed: Typed | None,
    ways: Ways,
    t: Translator,
) -> html.Article:
    key = "-".join(pair)
    facts = _people if kind == "persons" else _schools
    is_typed = typed is not None and typed.pair == pair
    parts: list[Any] = [html.H3(" · ".join(pair), id=key), facts(pair, about, t)]
    if submission is not None:
        parts.append(_waits(submission, ways, t))
    elif ways.token is not None:
        parts.append(_choice(kind, pair, typed.values if typed and is_typed else {}, ways, t))
    return html.Article(parts, className="duplicate", **aria(labelledby=key))


def _waits(submission: int, ways: Ways, t: Translator) -> html.P:
    address = f"{ways.submission}/{submission}{ways.query}"
    words = t("A proposal waits to be accepted: submission {number}", number=submission)
    return html.P(html.A(words, href=address))


def _people(pair: tuple[str, str], about: Described, t: Translator) -> html.Div:
    one, two = (about[code] for code in pair)
    place = " ".join(filter(None, (one["school"], one["school_name"]))) or t("no school")
    shared = [
        place,
        one["district_name"] or "",
        t(ROLE[one["role"]]),
        one["subject_name"] or t("no subject"),
        t(SEX[one["sex"]]),
        t("born in {year}", year="–" if is_missing(one["birth_year"]) else str(one["birth_year"])),
    ]
    both = one["sessions"] & two["sessions"]
    rows = (
        (t("In force since"), lambda row: t.day(row["since"])),
        (t("Language of instruction"), lambda row: labels.languages(row["language"], t)),
        (t("Courses completed"), lambda row: t.number(row["completed"])),
        (
            t("Newest completion"),
            lambda row: t.day(row["last_on"]) if row["last_on"] else t("none"),
        ),
    )
    told = [html.P(" · ".join(filter(None, shared))), _beside(pair, about, rows)]
    if both:
        words = t.plural(
            "Both codes were enrolled in the same session {n} time, which speaks for two people.",
            "Both codes were enrolled in the same session {n} times, which speaks for two people.",
            len(both),
        )
        told.append(html.P(words, className="note"))
    return html.Div(told)


def _schools(pair: tuple[str, str], about: Described, t: Translator) -> html.Div:
    def number(value: Any, places: int = 0) -> str:
        return t("not reported") if is_missing(value) else t.number(value, places)

    def spot(row: Mapping[str, Any]) -> str:
        if is_missing(row["lon"]):
            return t("no position")
        return t("{lat}° N, {lon}° E", lat=t.number(row["lat"], 4), lon=t.number(row["lon"], 4))

    rows = (
        (t("School"), lambda row: row["school_name"]),
        (t("District"), lambda row: row["district_name"]),
        (t("Position"), spot),
        (t("Languages of instruction"), lambda row: labels.languages(row["languages"], t)),
        (t("Pupils"), lambda row: number(row["pupils"])),
        (t("Teachers"), lambda row: number(row["teachers"])),
        (t("Kind"), lambda row: t("innovative") if row["innovative"] else t("not innovative")),
    )
    return html.Div([_beside(pair, about, rows)])


def _beside(pair: tuple[str, str], about: Described, rows: Sequence[tuple[str, Any]]) -> html.Div:
    """Return a table in which two codes stand beside each other."""
    head = Element(
        "tr", [Element("td", ""), *(Element("th", code, {"scope": "col"}) for code in pair)]
    )
    body = [
        Element(
            "tr",
            [
                Element("th", words, {"scope": "row"}),
                *(Element("td", told(about[code])) for code in pair),
            ],
        )
        for words, told in rows
    ]
    table: Any = Element(
        "table",
        [Element("thead", head), Element("tbody", body)],
        {"class": "intake-table"},
    )
    name = " · ".join(pair)
    return html.Div(
        table, className="intake-scroll", tabIndex="0", role="region", **aria(label=name)
    )


def _choice(
    kind: str, pair: tuple[str, str], values: Mapping[str, str], ways: Ways, t: Translator
) -> Any:
    """Return the form in which somebody proposes what two codes are."""
    key = "-".join(pair)
    options = [(f"same {code}", t("The same; {code} stays", code=code)) for code in pair]
    chosen = values.get(DECISION, "")
    radios = [
        _radio(value, words, value == chosen)
        for value, words in (*options, ("apart", t("Two different; keep both")))
    ]
    day = forms.field(
        "closed_on",
        t("If the same: the other one is closed from"),
        kind="date",
        value=values.get("closed_on", ""),
        id=f"closed_on-{key}",
    )
    return forms.form(
        ways.propose,
        ways.token,
        forms.hidden("code", pair[0]),
        forms.hidden("other", pair[1]),
        Element("fieldset", [Element("legend", t("What are they?")), *radios]),
        day if kind == "schools" else None,
        _reason(key, values, t),
        forms.button(t("Propose"), told=t("Propose for {codes}", codes=" · ".join(pair))),
        look="intake-form",
    )


def _radio(value: str, words: str, is_chosen: bool) -> Element:
    given = {"type": "radio", "name": DECISION, "value": value, "checked": is_chosen}
    return Element("label", [Element("input", None, given), words], {"class": "form-check-line"})


def _reason(key: str, values: Mapping[str, str], t: Translator) -> html.Div:
    return forms.field(
        "reason",
        t("Reason, without names of people"),
        value=values.get("reason", ""),
        id=f"reason-{key}",
        maxlength=300,
    )


def _state(state: str, stays: str, t: Translator) -> str:
    return t("the same; {code} stays", code=stays) if stays else t(STATE[state])


def proposal(row: Any, about: Described, t: Translator) -> html.Section:
    """Return what a submission proposes, a row of `queries.twins.proposal`, and about whom."""
    pair = row.code, row.other
    facts = _people if row.kind == "persons" else _schools
    words = _state(row.after, row.stays, t)
    told = html.P(html.Strong(f"{' · '.join(pair)}: {words}"))
    return _section(t("Proposed"), told, facts(pair, about, t))


def _decided(
    row: Mapping[str, Any], submission: int | None, typed: Typed | None, ways: Ways, t: Translator
) -> html.Article:
    """Return what is recorded about two codes, and the form that takes it back."""
    pair = row["pair"]
    key = "-".join(pair)
    words = _state(row["state"], row["stays"], t)
    told = t(
        "import {number}, {who}, {date}",
        number=row["import_id"],
        who=row["who"],
        date=moment(row["at"], t),
    )
    parts: list[Any] = [
        html.H3(f"{' · '.join(pair)}: {words}", id=key),
        html.P(told, className="note"),
        html.P(t("Reason: {words}", words=row["reason"])) if row["reason"] else None,
    ]
    if submission is not None:
        parts.append(_waits(submission, ways, t))
    elif ways.token is not None:
        is_typed = typed is not None and typed.pair == pair
        form = forms.form(
            ways.propose,
            ways.token,
            forms.hidden("code", pair[0]),
            forms.hidden("other", pair[1]),
            forms.hidden(DECISION, "open"),
            _reason(f"back-{key}", typed.values if typed and is_typed else {}, t),
            forms.button(t("Propose to take it back"), "btn-outline-secondary", told=t(
                "Propose to take back the decision on {codes}", codes=" · ".join(pair)
            )),
            look="intake-form",
        )  # fmt: skip
        summary = Element("summary", t("Take back"))
        parts.append(Element("details", [summary, form], {"open": is_typed}))
    return html.Article(parts, className="duplicate", **aria(labelledby=key))


def lines(
    kind: str,
    pairs: Sequence[tuple[str, str]],
    waiting: Mapping[tuple[str, str], int],
    decided: Sequence[Mapping[str, Any]],
    t: Translator,
) -> list[str]:
    """Return the same as lines of text, without what is known of anybody."""
    found = [_told(kind, len(pairs), t)]
    for pair in pairs:
        number = waiting.get(pair)
        more = f" ({t('submission {number}', number=number)})" if number is not None else ""
        found.append(f"  {pair[0]} {pair[1]}{more}")
    found.append(t.plural("{n} decision.", "{n} decisions.", len(decided)))
    for row in decided:
        who = row["who"], moment(row["at"], t), row["reason"]
        told = _state(row["state"], row["stays"], t), *who
        found.append(f"  {' '.join(row['pair'])}: {' · '.join(filter(None, told))}")
    return found

"""What do two to five schools look like beside each other?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, count
from typing import Any

import pandas as pd
from dash import html

from data_access.columns import RING
from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria, data
from layouts.components.bar import bar
from layouts.components.number_link import cell_link
from layouts.components.status_mark import status_mark
from layouts.few import NOBODY, counted, part_of, tells_few_apart
from layouts.i18n import Translator, is_missing
from layouts.panel import Column, Panel, place
from layouts.school.access import offer_mark, offered

LEAST, MOST = 2, 5
"""Schools that can stand beside each other."""

STAGES = tuple(labels.STAGE)

Row = Mapping[Any, Any]
Records = Mapping[str, Row]
"""Code of a school -> its row."""

Address = Callable[[Sequence[str]], str]
"""Return where these schools are compared."""


@dataclass(frozen=True)
class Compared:
    """What is known of the picked schools, by their codes; empty where nothing is."""

    codes: tuple[str, ...]
    facts: Records
    standing: Records
    packages: Mapping[tuple[str, str], Row]
    """(school, package) -> its row."""
    kinds: Mapping[str, str]
    """Code of a package -> its name."""
    money: Mapping[str, Records]
    """budget, contracted or spent -> what became of the budget, as `of_budget` returns it."""
    teaching: Records
    hidden_pilots: frozenset[str]
    """Schools of whose candidates nothing is told, since a few would follow from it."""
    textbooks: Records
    access: Records
    actions: Records
    reach: Records


@dataclass(frozen=True)
class Measure:
    """One row of the comparison: numbers on one scale, with their words."""

    name: str
    values: list[float]
    words: list[str]
    best: str = ""
    """high or low, where more or less is better."""
    most: float | None = None
    """End of the scale; None: the largest value."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the page."""
    return html.Main(
        [
            html.H1(t("Compare schools"), className="visually-hidden"),
            place("comparison", has_figure=False, t=t),
            place("picking", has_figure=False, t=t),
        ],
        id="main",
        className="compare",
        tabIndex="-1",
    )


def picking(
    innovative: pd.DataFrame, picked: Sequence[str], address: Address, t: Translator
) -> Panel:
    """Return the choice of schools; frame as `innovative_schools` returns it."""
    is_full = len(picked) >= MOST
    groups = [
        html.Li(
            [
                html.Strong(region),
                html.Ul([html.Li(_chip(row, picked, is_full, address, t)) for row in rows]),
            ]
        )
        for region, rows in _by_region(innovative)
    ]
    return Panel(
        key="picking",
        title=t("Choose schools"),
        finding=t(
            "{n} of at most {most} chosen. Choose a school again to take it out.",
            n=t.number(len(picked)),
            most=t.number(MOST),
        ),
        body=html.Ul(groups, className="chips"),
    )


def _by_region(innovative: pd.DataFrame) -> list[tuple[str, list[Row]]]:
    grouped: dict[str, list[Row]] = {}
    for row in innovative.to_dict("records"):
        grouped.setdefault(row["region_name"], []).append(row)
    return list(grouped.items())


def _chip(row: Row, picked: Sequence[str], is_full: bool, address: Address, t: Translator) -> Any:
    code = row["school"]
    words = f"{code} · {row['district_name']}"
    if code in picked:
        rest = [each for each in picked if each != code]
        return _choice(code, f"✓ {words}", t("Take out {school}", school=words), rest, address)
    if is_full:
        return html.Span(words, className="chip chip-off")
    return _choice(code, words, t("Add {school}", school=words), [*picked, code], address)


def _choice(code: str, words: str, said: str, codes: Sequence[str], address: Address) -> html.A:
    look = "chip chip-picked" if code not in codes else "chip"
    return html.A(
        words,
        id=f"pick-{code}",
        href=address(codes),
        className=look,
        title=said,
        **aria(label=said),
        **data(choose=f"schools={','.join(codes) or 'all'}"),
    )


def not_enough(picked: Sequence[str], t: Translator) -> Panel:
    """Return what to do where fewer than two or more than five schools are chosen."""
    if len(picked) > MOST:
        finding = t(
            "{n} schools are chosen; at most {most} fit beside each other. Take some out.",
            n=t.number(len(picked)),
            most=t.number(MOST),
        )
    elif picked:
        finding = t("One school is chosen: {school}. Choose another one.", school=picked[0])
    else:
        finding = t(
            "Choose {least} to {most} innovative schools to see them beside each other.",
            least=t.number(LEAST),
            most=t.number(MOST),
        )
    return Panel("comparison", t("Compare schools"), finding)


def comparison(
    compared: Compared, address: Callable[[str], str], filters: Filters, t: Translator
) -> Panel:
    """Return the schools as columns; `address` leads to the passport of a school."""
    codes = compared.codes
    parts = [part(compared, t) for part in (_delays, _money, _people, _books, _rest)]
    rows = count(1)
    delays, money, people, books, rest = (
        [_line(each.name, _cells(each, next(rows), t)) for each in part] for part in parts
    )
    groups = (
        (t("Packages"), [*_package_rows(compared, t), *delays]),
        (t("Money"), money),
        (t("People"), people),
        (t("Textbooks and accessibility"), [*books, *_offers(compared, t)]),
        (t("Commitments and surroundings"), rest),
    )
    table = html.Table(
        [
            html.Thead(_names(compared, address), role="rowgroup"),
            html.Tbody([_status(compared, t), _place(compared, t)], role="rowgroup"),
            *(
                html.Tbody([_group(name, len(codes)), *rows], role="rowgroup")
                for name, rows in groups
            ),
        ],
        className="beside",
        role="table",
        **aria(label=t("Compare schools")),
        style={"--schools": str(len(codes))},
    )
    return Panel(
        key="comparison",
        title=t("Compare schools"),
        finding=_finding(compared, t),
        body=[
            html.Div(
                table,
                className=f"beside-frame beside-{len(codes)}",
                tabIndex="0",
                role="region",
                **aria(label=t("Compare schools")),
            ),
            html.P(
                [
                    t("Bars of a row have one scale."),
                    f" ▲ {t('best')} · ▼ {t('weakest')}",
                ],
                className="marks",
            ),
        ],
        frame=pd.DataFrame(
            [
                {"name": each.name, **dict(zip(codes, each.words, strict=True))}
                for each in chain(*parts)
            ]
        ),
        columns=(
            Column("name", t("Figure")),
            *(Column(code, compared.facts[code]["school_name"]) for code in codes),
        ),
        source=t(
            "register of schools and money, {release}; packages and reports, {quarter}",
            release=labels.as_stated(filters, t),
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=_is_invented(compared),
        notes=(
            t("Distances as the crow flies between stated positions; pupils of ordinary schools."),
            t("Textbooks by the newest count of each title."),
        ),
    )


def _is_invented(compared: Compared) -> bool:
    """Return whether anything that stands in the comparison is invented."""
    records = (
        *(compared.facts, compared.standing, compared.packages, compared.teaching),
        *(compared.textbooks, compared.access, compared.actions),
    )
    flags = [row["demonstration"] for each in records for row in each.values()]
    flags += [row["around_invented"] for row in compared.reach.values()]
    return any(not is_missing(flag) and flag == 1 for flag in flags)


def _names(compared: Compared, address: Callable[[str], str]) -> html.Tr:
    heads = [
        html.Th(
            html.A(compared.facts[code]["school_name"], href=address(code)),
            scope="col",
            role="columnheader",
        )
        for code in compared.codes
    ]
    return html.Tr([html.Td(role="cell"), *heads], role="row")


def _finding(compared: Compared, t: Translator) -> str:
    accepted = {
        code: compared.standing[code]["accepted_count"]
        for code in compared.codes
        if code in compared.standing and not is_missing(compared.standing[code]["accepted_count"])
    }
    if not accepted:
        return t("Nothing is known of their packages yet.")
    silent = [code for code in compared.codes if code not in accepted]
    if not silent:
        return _accepted(accepted, t)
    unknown = t("Nothing is known of the packages of {schools}.", schools=", ".join(silent))
    return f"{_accepted(accepted, t)} {unknown}"


def _accepted(accepted: Mapping[str, int], t: Translator) -> str:
    """Return who has most and fewest packages accepted; `accepted` by code of the school."""
    most, least = max(accepted.values()), min(accepted.values())
    best, weakest = (
        ", ".join(code for code, count in accepted.items() if count == end) for end in (most, least)
    )
    if most == least:
        return t("Packages accepted: {n} each in {schools}.", n=t.number(most), schools=best)
    return t(
        "Packages accepted: from {least} in {weakest} to {most} in {best}.",
        least=t.number(least),
        weakest=weakest,
        most=t.number(most),
        best=best,
    )


def _group(name: str, columns: int) -> html.Tr:
    head = html.Th(name, scope="rowgroup", role="rowheader", colSpan=columns + 1)
    return html.Tr(head, className="group", role="row")


def _line(name: str, cells: Sequence[Any]) -> html.Tr:
    head = html.Th(name, scope="row", role="rowheader")
    return html.Tr([head, *(html.Td(cell, role="cell") for cell in cells)], role="row")


def _status(compared: Compared, t: Translator) -> html.Tr:
    statuses = (compared.standing.get(code) for code in compared.codes)
    return _line(
        t("Status"), [status_mark(row["status"] if row else "not_reported", t) for row in statuses]
    )


def _place(compared: Compared, t: Translator) -> html.Tr:
    rows = (compared.facts[code] for code in compared.codes)
    return _line(
        f"{t('District')}, {t('Region')}",
        [f"{row['district_name']}, {row['region_name']}" for row in rows],
    )


def _package_rows(compared: Compared, t: Translator) -> list[html.Tr]:
    return [
        _line(name, [_stages(compared.packages.get((code, kind)), t) for code in compared.codes])
        for kind, name in compared.kinds.items()
    ]


def _stages(row: Row | None, t: Translator) -> Any:
    """Return four steps, those reached filled, with the last one in words."""
    if row is None:
        return t("no data")
    reached = int(row["stage_count"])
    steps = [html.Span(className="step step-on" if n < reached else "step") for n in range(4)]
    words = t("Not started") if is_missing(row["stage"]) else t(labels.STAGE[row["stage"]])
    late = labels.days_late(row["days_late"], t)
    return [
        html.Span(steps, className="stage-steps", **aria(hidden="true")),
        html.Span([words, *([html.Em(f" ▲ {late}")] if late else [])], className="stage-words"),
    ]


def _cells(measure: Measure, row: int, t: Translator) -> list[Any]:
    """Return the cells of the schools; `row`: of the table behind, from 1."""
    known = [value for value in measure.values if not is_missing(value)]
    top = measure.most or max(known, default=0) or 1
    marks = extremes(measure.values, measure.best)
    return [
        [
            html.Span(
                [html.Strong(cell_link(words, f"1.{row}.{column}")), _mark(mark, t)],
                className="measured",
            ),
            bar(float("nan") if is_missing(value) else value / top, "actual"),
        ]
        for column, (value, words, mark) in enumerate(
            zip(measure.values, measure.words, marks, strict=True), 2
        )
    ]


def _mark(mark: str, t: Translator) -> Any:
    words = {"best": f"▲ {t('best')}", "weakest": f"▼ {t('weakest')}"}
    return html.Small(words[mark], className=f"rank rank-{mark}") if mark else None


def extremes(values: Sequence[float], best: str) -> list[str]:
    """Return which values are best and weakest; nothing where all are the same."""
    known = [value for value in values if not is_missing(value)]
    if not best or len(known) < LEAST or min(known) == max(known):
        return [""] * len(values)
    high, low = ("best", "weakest") if best == "high" else ("weakest", "best")
    ends = {max(known): high, min(known): low}
    return ["" if is_missing(value) else ends.get(value, "") for value in values]


def _numbers(records: Records, codes: Sequence[str], name: str) -> list[float]:
    found: list[Any] = [records[code][name] if code in records else None for code in codes]
    return [float("nan") if is_missing(value) else float(value) for value in found]


def _said(values: Sequence[float], say: Callable[[float], str], missing: str) -> list[str]:
    return [missing if is_missing(value) else say(value) for value in values]


def _shares(parts: Sequence[float], wholes: Sequence[float]) -> list[float]:
    return [
        part / whole if whole and not is_missing(whole) else float("nan")
        for part, whole in zip(parts, wholes, strict=True)
    ]


def _of(
    name: str, parts: list[float], wholes: list[float], t: Translator, *, best: str = ""
) -> Measure:
    """Return a share with what it is a share of."""
    shares = _shares(parts, wholes)
    words = [
        t("not reported")
        if is_missing(share)
        else t("{share} · {n} of {total}", share=t.percent(share), n=t.number(n), total=t.number(m))
        for share, n, m in zip(shares, parts, wholes, strict=True)
    ]
    return Measure(name, shares, words, best, most=1)


def _delays(compared: Compared, t: Translator) -> list[Measure]:
    codes = compared.codes
    accepted = _numbers(compared.standing, codes, "accepted_count")
    delays = [_delay(compared.standing.get(code), t) for code in codes]
    return [
        _of(t("Packages accepted"), accepted, [len(labels.PACKAGE)] * len(codes), t, best="high"),
        Measure(t("Longest open delay"), *_split(delays), "low"),
    ]


def _delay(row: Row | None, t: Translator) -> tuple[float, str]:
    """Return the longest delay of a school and its words; row as of `innovative_schools`."""
    if row is None or is_missing(row["package_count"]):
        return float("nan"), t("not reported")
    if not is_missing(row["days_late"]):
        return float(row["days_late"]), labels.days(int(row["days_late"]), t)
    if not row["is_planned"]:
        return float("nan"), t("not planned")
    return 0.0, labels.days(0, t)


def _split(pairs: Sequence[tuple[float, str]]) -> tuple[list[float], list[str]]:
    """Return values and words apart."""
    return [value for value, _ in pairs], [words for _, words in pairs]


def _money(compared: Compared, t: Translator) -> list[Measure]:
    rows = (
        ("budget", t("Budget"), "amount"),
        ("contracted", t("Contracted, share of budget"), "share"),
        ("spent", t("Spent, share of budget"), "share"),
    )
    return [
        Measure(
            name,
            _numbers(compared.money[part], compared.codes, drawn),
            [_amount(compared.money[part].get(code), drawn, t) for code in compared.codes],
            most=1 if drawn == "share" else None,
        )
        for part, name, drawn in rows
    ]


def _amount(row: Row | None, drawn: str, t: Translator) -> str:
    """Return an amount, its share of the budget, and of how many packages it speaks."""
    if row is None or is_missing(row["amount"]):
        return t("not reported")
    share = t.percent(row["share"]) if drawn == "share" and not is_missing(row["share"]) else ""
    amount = labels.million_kgs(row["amount"], t)
    some = labels.some_packages(row["known_count"], row["package_count"], t)
    return " · ".join(filter(None, (share, amount, some)))


def _people(compared: Compared, t: Translator) -> list[Measure]:
    codes = compared.codes
    pupils = _numbers(compared.facts, codes, "pupil_count")
    girls = _numbers(compared.facts, codes, "girls")
    eligible = _numbers(compared.teaching, codes, "teachers_eligible")
    trained = _numbers(compared.teaching, codes, "teachers_trained")
    certified = _numbers(compared.teaching, codes, "certified")
    candidates = _numbers(compared.teaching, codes, "candidates")
    attested = _numbers(compared.teaching, codes, "attested")
    return [
        Measure(t("Pupils"), pupils, _said(pupils, t.number, t("not reported"))),
        _of(t("Girls"), girls, pupils, t),
        _of_people(t("Teachers trained"), trained, eligible, t),
        _hidden_where(
            compared,
            _of_people(t("Certified of the candidates"), certified, candidates, t, among=attested),
            t,
        ),
    ]


def _hidden_where(compared: Compared, measure: Measure, t: Translator) -> Measure:
    """Return a measure of the pilot without the schools of which it must not be told."""
    hidden = [code in compared.hidden_pilots for code in compared.codes]
    return replace(
        measure,
        values=[NOBODY if no else n for no, n in zip(hidden, measure.values, strict=True)],
        words=[
            t("not told apart") if no else said
            for no, said in zip(hidden, measure.words, strict=True)
        ],
    )


def _of_people(
    name: str,
    parts: list[float],
    wholes: list[float],
    t: Translator,
    among: list[float] | None = None,
) -> Measure:
    """Return a share of people where it tells no few of them apart; more is better.

    `among` as for `few.part_of`, for each school.
    """
    people = list(zip(parts, wholes, among or [NOBODY] * len(parts), strict=True))
    known = [
        NOBODY if part and tells_few_apart(whole, part, told) else part
        for part, whole, told in people
    ]
    measure = _of(name, known, wholes, t, best="high")
    words = [
        said if is_missing(part) or not is_missing(shown) else part_of(part, whole, t, told)
        for said, shown, (part, whole, told) in zip(measure.words, known, people, strict=True)
    ]
    return replace(measure, words=words)


def _books(compared: Compared, t: Translator) -> list[Measure]:
    shares = _numbers(compared.textbooks, compared.codes, "provision_share")
    return [
        Measure(
            t("Textbook provision rate"),
            shares,
            _said(shares, t.percent, t("not reported")),
            "high",
            most=1,
        )
    ]


def _offers(compared: Compared, t: Translator) -> list[html.Tr]:
    def mark(code: str, feature: str) -> Any:
        row = compared.access.get(code)
        return offer_mark(offered(row, feature) if row else None, t)

    rows = [
        _line(t(name), [mark(code, feature) for code in compared.codes])
        for feature, name in labels.ACCESS.items()
    ]
    pupils = _numbers(compared.access, compared.codes, "pupils_with_disabilities")
    words = _said(pupils, lambda n: counted(n, t), t("not reported"))
    return [*rows, _line(t("Pupils with disabilities"), words)]


def _rest(compared: Compared, t: Translator) -> list[Measure]:
    codes = compared.codes
    overdue = _numbers(compared.actions, codes, "overdue_count")
    reach = [_around(compared.reach.get(code), t) for code in codes]
    return [
        Measure(
            t("Commitments and issues overdue"),
            overdue,
            _said(overdue, t.number, t("none recorded")),
            "low",
        ),
        Measure(t("Pupils of ordinary schools within {km} km", km=t.number(RING)), *_split(reach)),
    ]


def _around(row: Row | None, t: Translator) -> tuple[float, str]:
    """Return the pupils around a school and their words; row as `reach` returns it."""
    if row is None or is_missing(row[f"unknown_{RING}"]):
        return float("nan"), t("no position")
    pupils, unknown = row[f"pupils_{RING}"], row[f"unknown_{RING}"]
    words = [labels.reported(pupils, t), labels.silent(unknown, t) if unknown else ""]
    value = float("nan") if is_missing(pupils) else float(pupils)
    return value, " · ".join(filter(None, words))

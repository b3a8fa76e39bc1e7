"""Who is this school, and where does it stand?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.number_link import cell_link
from layouts.components.status_mark import status_mark
from layouts.few import part_of
from layouts.i18n import Translator, is_missing
from layouts.panel import Column, Panel, is_invented

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Links:
    """Addresses that the head of a passport leads to; None where there is no such school."""

    before: str | None
    after: str | None
    compare: str | None
    map: str
    """The school on the map of all."""
    heir: str | None
    district: str
    region: str
    """Everything about the district and the region of the school."""
    merged: Mapping[str, str]
    """Code of a school that was merged into this one -> its address."""


@dataclass(frozen=True)
class Nearest:
    """The innovative school that is nearest to an ordinary one."""

    name: str
    address: str
    km: float
    is_invented: bool


def panel(
    profile: Row,
    standing: Row | None,
    packages: pd.DataFrame,
    teaching: Row | None,
    nearest: Nearest | None,
    merged: pd.DataFrame,
    links: Links,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the head of a passport; rows and frames as the queries of the same names return them.

    `standing` is the row of `innovative_schools`, None for an ordinary or a closed school.
    """
    counted = _counted(profile, teaching, nearest, t)
    facts = [
        *_about(profile, links, t),
        *(
            (name, [*before, cell_link(words, f"1.{n}.2")])
            for n, (name, words, before) in enumerate(counted, 1)
        ),
        *_merged(merged, links, t),
    ]
    body = [
        closed(profile, links.heir, t),
        html.Dl(
            [html.Div([html.Dt(name), html.Dd(value)]) for name, value in facts],
            className="facts",
        ),
        _ways(links, t),
    ]
    if standing is not None:
        body.insert(0, html.P(status_mark(standing["status"], t), className="standing"))
    return Panel(
        key="facts",
        title=profile["school_name"],
        finding=_finding(profile, standing, packages, nearest, t),
        body=body,
        frame=pd.DataFrame([each[:2] for each in counted], columns=["name", "words"]),
        columns=(Column("name", t("Figure")), Column("words", t("Value"), is_number=True)),
        source=_source(profile, teaching, filters, t),
        demonstration=any(
            row is not None and row["demonstration"] == 1 for row in (profile, standing, teaching)
        )
        or is_invented(merged)
        or (nearest is not None and nearest.is_invented),
    )


def _source(profile: Row, teaching: Row | None, filters: Filters, t: Translator) -> str:
    """Return where the facts are from: the register has no date, reports have one."""
    if teaching is None and not profile["innovative"]:
        return labels.register(filters, t)
    return t(
        "register of schools, {release}; packages and reports, {quarter}",
        release=labels.as_stated(filters, t),
        quarter=t.quarter(filters.quarter),
    )


def _finding(
    profile: Row,
    standing: Row | None,
    packages: pd.DataFrame,
    nearest: Nearest | None,
    t: Translator,
) -> str:
    if standing is not None:
        return standing_words(standing, t)
    if profile["innovative"]:
        return closed_words(packages, t)
    if nearest is None and not is_missing(profile["lon"]):
        return t("No innovative school is on the map.")
    if nearest is None:
        return t("How far the nearest innovative school is cannot be said without a position.")
    return t(
        "The nearest innovative school is {school}, {distance} away.",
        school=nearest.name,
        distance=labels.kilometres(nearest.km, t),
    )


def standing_words(standing: Row, t: Translator) -> str:
    """Return how far the packages of a school are; row as `innovative_schools` returns it."""
    if is_missing(standing["package_count"]):
        return t("Nothing is known of its packages yet.")
    counts = {
        "accepted": t.number(standing["accepted_count"]),
        "total": t.number(standing["package_count"]),
    }
    if is_missing(standing["days_late"]):
        if not standing["is_planned"]:
            return t("{accepted} of {total} packages accepted; the rest has no dates.", **counts)
        return t("{accepted} of {total} packages accepted; none is late.", **counts)
    return t.plural(
        "{accepted} of {total} packages accepted; {n} late, by {days}.",
        "{accepted} of {total} packages accepted; {n} late, the longest by {days}.",
        int(standing["late_count"]),
        days=labels.days(int(standing["days_late"]), t),
        **counts,
    )


def closed_words(packages: pd.DataFrame, t: Translator) -> str:
    """Return how far the packages of a school were when it closed; frame as `packages`."""
    if packages.empty:
        return t("Nothing is known of its packages yet.")
    return t(
        "{accepted} of {total} packages were accepted when the school closed.",
        accepted=t.number(int((packages["stage"] == "accepted").sum())),
        total=t.number(len(packages)),
    )


def _about(profile: Row, links: Links, t: Translator) -> list[tuple[str, Any]]:
    return [
        (t("Code"), profile["school"]),
        (t("District"), html.A(profile["district_name"], href=links.district)),
        (t("Region"), html.A(profile["region_name"], href=links.region)),
        (t("Location"), _location(profile, t)),
        (t("Position"), _position(profile, links, t)),
        (t("Languages of instruction"), labels.languages(profile["languages"], t)),
    ]


def _counted(
    profile: Row, teaching: Row | None, nearest: Nearest | None, t: Translator
) -> list[tuple[str, str, list[Any]]]:
    """Return what is counted or measured: its name, its words, and what stands before them."""
    counted: list[tuple[str, str, list[Any]]] = [
        (t("Pupils"), _pupils(profile, t), []),
        (t("Teachers"), labels.reported(profile["teacher_count"], t), []),
    ]
    if teaching is not None:
        counted.append((t("Teachers trained"), trained(teaching, t), []))
    if nearest is not None:
        name = t("Nearest innovative school")
        counted.append((name, labels.kilometres(nearest.km, t), _nearest_way(nearest)))
    return counted


def nearest_words(nearest: Nearest, t: Translator) -> list[Any]:
    """Return the nearest innovative school, linked, and how far away it is."""
    return [*_nearest_way(nearest), labels.kilometres(nearest.km, t)]


def _nearest_way(nearest: Nearest) -> list[Any]:
    return [html.A(nearest.name, href=nearest.address), " · "]


def _merged(merged: pd.DataFrame, links: Links, t: Translator) -> list[tuple[str, Any]]:
    """Return the schools that this one took over, and since when."""
    return [
        (
            t("Took over on {date}", date=t.day(row["closed_on"])),
            html.A(row["school_name"], href=links.merged[row["school"]]),
        )
        for row in merged.to_dict("records")
    ]


def trained(teaching: Row, t: Translator) -> str:
    """Return how many of the teachers who should be trained are, telling no few apart."""
    part, whole = teaching["teachers_trained"], teaching["teachers_eligible"]
    if is_missing(part) or is_missing(whole):
        return part_of(part, whole, t)
    return t("{share} eligible", share=part_of(part, whole, t))


def _position(profile: Row, links: Links, t: Translator) -> Any:
    """Return latitude and longitude, linked with the map."""
    if is_missing(profile["lon"]) or is_missing(profile["lat"]):
        return t("not on the map yet")
    words = t(
        "{lat}° N, {lon}° E", lat=t.number(profile["lat"], 4), lon=t.number(profile["lon"], 4)
    )
    return html.A(words, href=links.map, title=t("Show on the map"))


def _location(profile: Row, t: Translator) -> str:
    kind = t("rural") if profile["rural"] else t("urban")
    return f"{kind}, {t('remote')}" if profile["remote"] else kind


def _pupils(profile: Row, t: Translator) -> str:
    if is_missing(profile["pupil_count"]):
        return t("not reported")
    return t(
        "{n}: {girls} girls, {boys} boys",
        n=t.number(profile["pupil_count"]),
        girls=t.number(profile["girls"]),
        boys=t.number(profile["boys"]),
    )


def closed(profile: Row, heir: str | None, t: Translator) -> Any:
    """Return the notice of a school that is closed, with a link to the one that took it over."""
    if is_missing(profile["closed_on"]):
        return None
    words = [t("Closed on {date}.", date=t.date(profile["closed_on"]))]
    if heir:
        name = profile["merged_into_name"]
        name = profile["merged_into"] if is_missing(name) else name
        words += [f" {t('Merged into:')} ", html.A(name, href=heir)]
    return html.P(words, className="closed")


def _ways(links: Links, t: Translator) -> html.Nav:
    ways = (
        (links.before, "←", t("Previous school")),
        (links.after, "→", t("Next school")),
        (links.compare, "⇄", t("Compare with others")),
    )
    return html.Nav(
        [
            html.A([html.Span(sign, **aria(hidden="true")), f" {words}"], href=address)
            for address, sign, words in ways
            if address
        ],
        className="ways",
        **aria(label=t("Other schools")),
    )


def around(codes: Sequence[str], code: str) -> tuple[str | None, str | None]:
    """Return the codes before and after one; none at the ends, or where it is not among them."""
    if code not in codes:
        return None, None
    at = list(codes).index(code)
    return (codes[at - 1] if at else None), (codes[at + 1] if at + 1 < len(codes) else None)


def school_options(innovative: pd.DataFrame, profile: Row, t: Translator) -> list[tuple[str, str]]:
    """Return which schools can be chosen: the innovative ones, and the one that is shown."""
    names = zip(innovative["school"], innovative["district_name"], strict=True)
    options = [(code, f"{code} · {district}") for code, district in names]
    if profile["school"] in dict(options):
        return options
    return [(profile["school"], profile["school_name"]), *options]

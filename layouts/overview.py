"""What does the overview say: findings, legends, lists, tables and choices in words?"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria, data
from layouts.components.data_table import Column, Table
from layouts.components.progress_bars import progress_bars
from layouts.components.status_mark import status_mark, status_sign
from layouts.components.tile import tile
from layouts.figures.schools import class_colors, classes
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, demonstration_mark, place
from layouts.shell import ALL, Control, choice
from layouts.theme import MARKS

SHOWN_MATTERS, SHOWN_CHANGES = 12, 4
"""What is listed without opening the table; of the matters, as many as find room."""


def places(t: Translator) -> html.Main:
    """Return the empty places of the overview."""
    return html.Main(
        [
            html.H1(t("Overview"), className="visually-hidden"),
            place("headlines", has_figure=False, t=t),
            html.Div(
                [
                    html.Div([place("map", has_figure=True, t=t)], className="column column-map"),
                    html.Div(
                        [
                            place("components", has_figure=False, t=t),
                            place("curve", has_figure=True, t=t),
                        ],
                        className="column",
                    ),
                    html.Div(
                        [
                            place("school", has_figure=False, t=t),
                            place("attention", has_figure=False, t=t),
                            place("changes", has_figure=False, t=t),
                        ],
                        className="column",
                    ),
                ],
                className="columns",
            ),
        ],
        id="main",
        className="overview",
        tabIndex="-1",
    )


def headlines(
    standing: pd.DataFrame, trends: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return the headline figures; frames as `standing` and `series` return them."""
    standing = standing[standing["position"] > 0].sort_values("position")
    counts = standing["status"].value_counts()
    good = int(counts.get("achieved", 0) + counts.get("on_track", 0))
    finding = t(
        "{good} of {total} headline figures are achieved or on track.",
        good=t.number(good),
        total=t.number(len(standing)),
    )
    is_mixed = standing["demonstration"].nunique() > 1
    tiles = [
        tile(row, _trend(trends, row["indicator"]), t, is_mixed=is_mixed)
        for row in standing.to_dict("records")
    ]
    unit = dict(zip(standing["indicator"], standing["unit"], strict=True))

    def shown(name: str) -> pd.Series:
        return pd.Series(
            [
                labels.counted(value, unit[code], t)
                for code, value in zip(standing["indicator"], standing[name], strict=True)
            ]
        )

    table = standing.reset_index(drop=True).assign(
        **{f"{name}_words": shown(name) for name in ("value", "target", "end_target")}
    )
    return Panel(
        key="headlines",
        title=t("Where the programme stands"),
        finding=finding,
        body=html.Div(tiles, className="tiles"),
        frame=table,
        columns=(
            Column("indicator_name", t("Indicator")),
            Column("value_words", t("Value"), is_number=True),
            Column("target_words", t("Target to date"), is_number=True),
            Column("end_target_words", t("End target"), is_number=True),
            Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
            Column("owner_name", t("Owner")),
            Column("definition", t("Definition")),
        ),
        source=t(
            "reports to the project implementation unit, {quarter}", quarter=_quarter(filters, t)
        ),
        demonstration=bool((standing["demonstration"] == 1).any()),
    )


def _trend(trends: pd.DataFrame, code: str) -> list[tuple[pd.Timestamp, float]]:
    frame = trends[trends["indicator"] == code].tail(8)
    return list(zip(frame["period"], frame["value"], strict=True))


def _quarter(filters: Filters, t: Translator) -> str:
    return t.quarter(filters.quarter) if filters.quarter else ""


def country_map(
    areas: pd.DataFrame,
    innovative: pd.DataFrame,
    measure: Any,
    level: str,
    average: float,
    figure: dict[str, Any],
    attribution: str,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the map panel; frames as `measure_by_area` and `innovative_schools` return them."""
    table = areas.sort_values("value", ascending=False, na_position="last", ignore_index=True)
    table["state"] = [_state(row, measure, t) for row in table.to_dict("records")]
    table["of_what"] = [
        labels.of_what(measure.code, row["numerator"], row["denominator"], t)
        for row in table.to_dict("records")
    ]
    columns = (
        Column("area_name", t("District") if level == "district" else t("Region")),
        Column("state", t("Value"), is_number=True),
        Column("of_what", t("Of what")),
    )
    if measure.year:
        addresses = filter(None, areas["source"])
        hosts = sorted({urlsplit(address).hostname or address for address in addresses})
        source = t(
            "published figures of {year}, {where}",
            year=measure.year,
            where=", ".join(hosts) or t("no data"),
        )
        columns = (*columns, Column("source", t("Source")))
    else:
        source = t("reports of districts and schools, {quarter}", quarter=_quarter(filters, t))
    return Panel(
        key="map",
        title=t(labels.MEASURE[measure.code]),
        finding=_map_finding(areas, measure, average, t),
        figure=figure,
        body=_legend(areas, innovative, measure, filters, t),
        frame=table,
        columns=columns,
        more=(_schools_table(innovative, t),),
        source=source,
        demonstration=bool((areas["demonstration"] == 1).any()),
        notes=(t(attribution),),
    )


def _schools_table(innovative: pd.DataFrame, t: Translator) -> Table:
    accepted = [
        ""
        if is_missing(row["package_count"])
        else t(
            "{n} of {total} packages",
            n=t.number(row["accepted_count"]),
            total=t.number(row["package_count"]),
        )
        for row in innovative.to_dict("records")
    ]
    return Table(
        t("Innovative schools"),
        innovative.assign(
            accepted=accepted, late=[_delay(row, t) for row in innovative.to_dict("records")]
        ),
        (
            Column("school_name", t("School")),
            Column("district_name", t("District")),
            Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
            Column("accepted", t("Accepted")),
            Column("late", t("Delay")),
            Column("pupil_count", t("Pupils"), t.number, True),
        ),
    )


def _state(row: Mapping[Any, Any], measure: Any, t: Translator) -> str:
    if row["expected_count"] == 0:
        return t("not measured here")
    if is_missing(row["value"]):
        return t("not reported")
    return labels.measured(row["value"], measure.unit, t)


def _map_finding(areas: pd.DataFrame, measure: Any, average: float, t: Translator) -> str:
    known = areas[areas["value"].notna()].sort_values("value")
    if known.empty:
        return t("Nothing was reported for this quarter.")
    low, high = known.iloc[0], known.iloc[-1]
    places_ = {
        "low": low["area_name"],
        "low_value": labels.measured(low["value"], measure.unit, t),
        "high": high["area_name"],
        "high_value": labels.measured(high["value"], measure.unit, t),
    }
    if is_missing(average):
        return t("From {low_value} in {low} to {high_value} in {high}.", **places_)
    return t(
        "{average} where reported; from {low_value} in {low} to {high_value} in {high}.",
        average=labels.measured(average, measure.unit, t),
        **places_,
    )


def _legend(
    areas: pd.DataFrame, innovative: pd.DataFrame, measure: Any, filters: Filters, t: Translator
) -> html.Div:
    limits = classes(areas["value"])
    steps = [
        html.Li(
            [
                html.Span(className="swatch", style={"background": color}),
                f"{_limit(low, limits, measure.unit, t)}–{_limit(high, limits, measure.unit, t)}",
            ]
        )
        for color, low, high in zip(class_colors(limits), limits, limits[1:], strict=False)
    ]
    is_expected = areas["expected_count"] > 0
    silent = int((areas["value"].isna() & is_expected).sum())
    elsewhere = int((~is_expected).sum())
    hatched = silent + elsewhere
    if hatched:
        text = t("{n} without data", n=t.number(hatched))
        if silent:
            text = t(
                "{n} without data, {silent} of them should have reported",
                n=t.number(hatched),
                silent=t.number(silent),
            )
        steps.append(html.Li([html.Span(className="swatch swatch-hatched"), text]))
    return html.Div(
        [
            html.Ul(steps, className="legend", **aria(label=t("Colours of areas"))),
            html.Ul(
                _school_legend(innovative, filters, t),
                className="legend",
                **aria(label=t("Signs of innovative schools")),
            ),
        ],
        className="legends",
    )


def _limit(value: float, limits: list[float], unit: str, t: Translator) -> str:
    """Return the limit of a class, with a decimal where whole percents would not tell it."""
    is_fine = unit == "share" and any(round(limit * 1000) % 10 for limit in limits)
    return t.percent(value, 1) if is_fine else labels.measured(value, unit, t)


def _school_legend(innovative: pd.DataFrame, filters: Filters, t: Translator) -> list[Any]:
    total = len(innovative)
    mark = [demonstration_mark(t)] if (innovative["demonstration"] == 1).any() else []
    title = t.plural("{n} innovative school:", "{n} innovative schools:", total)
    items = [html.Li([title, *mark])]
    counts = innovative["status"].value_counts()
    for status in MARKS:
        if count := int(counts.get(status, 0)):
            items.append(html.Li([status_mark(status, t), f" {t.number(count)}"]))
    if unplaced := int(innovative["lon"].isna().sum()):
        items.append(html.Li(t("{n} not on the map yet", n=t.number(unplaced))))
    return [Element("li", _school_choice(innovative, filters, t)), *items]


def _school_choice(innovative: pd.DataFrame, filters: Filters, t: Translator) -> Element:
    """Return the choice of a school, also of one that is not on the map."""
    names = (innovative["school"], innovative["district_name"])
    schools = [(code, f"{code} · {district}") for code, district in zip(*names, strict=True)]
    options = [(ALL, t("Choose a school…")), *schools]
    label = aria(label=t("School"))
    return choice("school", options, filters.school or ALL, "school-choice", **label)


def no_school() -> Panel:
    """Return the panel of a school where none is chosen."""
    return Panel(key="school", title="")


def school(
    chosen: pd.DataFrame, packages: pd.DataFrame, close: str, filters: Filters, t: Translator
) -> Panel:
    """Return one school; frames as `innovative_schools` and `packages` return them.

    `close` is the address of the same question without the school.
    """
    row = chosen.iloc[0]
    facts = [row["district_name"]]
    if not is_missing(row["pupil_count"]):
        facts.append(labels.unit_words("pupils", int(row["pupil_count"]), t))
    items = [
        html.Li(
            [
                html.Span(each["package_name"], className="package-name"),
                html.Span(
                    t(labels.STAGE[each["stage"]])
                    if not is_missing(each["stage"])
                    else t("Not started"),
                    className="package-stage",
                ),
                html.Span(_delay(each, t), className="package-late"),
            ]
        )
        for each in packages.to_dict("records")
    ]
    return Panel(
        key="school",
        title=row["school_name"],
        finding=" · ".join(facts),
        source=t("packages of innovative schools, {quarter}", quarter=_quarter(filters, t)),
        body=[
            html.A(
                "✕",
                href=close,
                className="close",
                title=t("Close"),
                **aria(label=t("Close")),
                **data(choose="school=all"),
            ),
            status_mark(row["status"], t),
            html.Ul(items, className="packages"),
        ],
        demonstration=bool(row["demonstration"] == 1),
    )


def _delay(row: Mapping[Any, Any], t: Translator) -> str:
    if is_missing(row["days_late"]):
        return ""
    return t.plural("{n} day late", "{n} days late", int(row["days_late"]))


def components(frame: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return the four components; frame as `progress_by_component` returns it."""
    gap = (frame["spent_share"] - frame["progress_share"]).astype("float64")
    if gap.notna().any():
        row = frame.iloc[int(gap.argmax())]
        places_ = {
            "component": row["component_name"],
            "spent": t.percent(row["spent_share"]),
            "progress": t.percent(row["progress_share"]),
        }
        if gap.max() > 0:
            finding = t(
                "{component}: {spent} of the money is spent for {progress} of the work.", **places_
            )
        else:
            finding = t("Where both are known, the work is ahead of the money.")
    else:
        finding = t("Work and money cannot be compared yet.")
    table = frame.assign(
        counted=[
            t("{n} of {total} indicators", n=t.number(n), total=t.number(total))
            for n, total in zip(frame["counted_count"], frame["weighted_count"], strict=True)
        ]
    )
    return Panel(
        key="components",
        title=t("Work, money and time"),
        finding=finding,
        body=[
            progress_bars(frame, t),
            _key(
                (
                    ("progress", t("Work done")),
                    ("money", t("Money spent")),
                    ("time", t("Time gone: {share}", share=t.percent(frame["time_share"].iloc[0]))),
                )
            ),
        ],
        frame=table,
        columns=(
            Column("component_name", t("Component")),
            Column(
                "progress_share",
                t("Work done: mean share of the end targets reached"),
                t.percent,
                True,
            ),
            Column("counted", t("Rests on")),
            Column("spent", t("Spent, USD"), t.number, True),
            Column("budget", t("Budget of all years, USD"), t.number, True),
            Column("spent_share", t("Money spent"), t.percent, True),
            Column("time_share", t("Time gone"), t.percent, True),
        ),
        source=t(
            "payments and reported results, {quarter}; whole country", quarter=_quarter(filters, t)
        ),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _key(entries: Sequence[tuple[str, str]]) -> html.Ul:
    return html.Ul(
        [html.Li([html.Span(className=f"swatch swatch-{name}"), text]) for name, text in entries],
        className="legend",
    )


def curve(
    frame: pd.DataFrame,
    until: pd.Timestamp,
    figure: dict[str, Any],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the S-curve; frame as `award_and_disbursement_curve` returns it."""
    now = frame[(frame["period"] <= until) & frame["disbursement"].notna()].tail(1)
    finding = t("No payment and no projection is known for this quarter.")
    if len(now):
        row = now.iloc[0]
        finding = t(
            "{paid} disbursed: {newest} of the newest projection, {original} of the original one.",
            paid=labels.million_usd(row["disbursement"], t),
            newest=_share(row["disbursement"], row["disbursement_newest"], t),
            original=_share(row["disbursement"], row["disbursement_original"], t),
        )
        if row["period"] < until:
            last = t("The last known payment is of {quarter}.", quarter=t.quarter(row["period"]))
            finding = f"{finding} {last}"
    money = {
        "awards": t("Contract awards"),
        "awards_original": t("Awards, original projection"),
        "awards_newest": t("Awards, newest projection"),
        "disbursement": t("Disbursement"),
        "disbursement_original": t("Disbursement, original projection"),
        "disbursement_newest": t("Disbursement, newest projection"),
    }
    return Panel(
        key="curve",
        title=t("Awards and disbursement"),
        finding=finding,
        figure=figure,
        body=_key(
            (
                ("money", t("Contract awards")),
                ("actual", t("Disbursement")),
                ("dashed", t("newest projection")),
                ("dotted", t("original projection")),
            )
        ),
        frame=frame,
        columns=(
            Column("period", t("Quarter"), t.quarter),
            *(Column(name, title, t.number, True) for name, title in money.items()),
        ),
        source=t(
            "payments and projections of ADB funds to {quarter}; whole country",
            quarter=_quarter(filters, t),
        ),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _share(part: float, whole: float, t: Translator) -> str:
    return t("no data") if is_missing(whole) or not whole else t.percent(part / whole)


def attention(
    frame: pd.DataFrame, late_days: int, here: str, filters: Filters, t: Translator
) -> Panel:
    """Return what needs attention; frame as `exceptions` returns it, `here` the present address."""
    worst = int((frame["status"] == "at_risk").sum())
    finding = t.plural(
        "{n} matter needs attention, {worst} at risk.",
        "{n} matters need attention, {worst} of them at risk.",
        len(frame),
        worst=t.number(worst),
    )
    table = frame.assign(
        what=[_exception_words(row, t) for row in frame.to_dict("records")],
        how=[_exception_state(row, t) for row in frame.to_dict("records")],
        when=[_due(row, t) for row in frame.to_dict("records")],
    )
    items = [
        html.Li(
            [
                status_sign(row["status"], t),
                html.Span(
                    [
                        html.Span([_matter(row, here), html.Em(row["how"])]),
                        html.Span(f"{row['when']} · {row['owner_name']}"),
                    ],
                    className="matter",
                ),
            ]
        )
        for row in table.head(SHOWN_MATTERS).to_dict("records")
    ]
    return Panel(
        key="attention",
        title=t("What needs attention"),
        finding=finding if len(frame) else t("Nothing is late, off track or unreported."),
        body=html.Ul(items, className="matters"),
        frame=table,
        columns=(
            Column("what", t("Matter")),
            Column("how", t("State")),
            Column("when", t("Due")),
            Column(
                "status",
                f"{t('Status')}. {t('Later than {n} days: at risk.', n=t.number(late_days))}",
                lambda code: t(labels.STATUS[code]),
            ),
            Column("owner_name", t("Owner")),
        ),
        source=t("packages and reported results, {quarter}", quarter=_quarter(filters, t)),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _matter(row: Mapping[Any, Any], here: str) -> html.A | html.Strong:
    """Return the name of a matter; that of a package leads to its school."""
    if row["kind"] != "package":
        return html.Strong(row["what"])
    separator = "&" if "?" in here else "?"
    address = f"{here}{separator}school={row['code']}"
    return html.A(row["what"], href=address, **data(choose=f"school={row['code']}"))


def _exception_words(row: Mapping[Any, Any], t: Translator) -> str:
    if row["kind"] == "package":
        return t("{school}: {package}", school=row["code"], package=row["name"])
    return row["name"]


def _exception_state(row: Mapping[Any, Any], t: Translator) -> str:
    if row["kind"] == "package":
        return _delay(row, t)
    if is_missing(row["value"]):
        return t("not reported")
    return t(
        "{value} of {target}",
        value=labels.measured(row["value"], row["unit"], t),
        target=labels.measured(row["target"], row["unit"], t),
    )


def _due(row: Mapping[Any, Any], t: Translator) -> str:
    """Return what was due when: a stage of a package, or the target of a figure."""
    if row["kind"] == "package":
        stage = t(labels.STAGE[row["stage"]])
        return t("{stage}: due {date}", stage=stage, date=t.day(row["since"]))
    return t("Target: due {date}", date=t.day(row["since"]))


def first_release(t: Translator) -> Panel:
    """Return the panel of changes for the first release."""
    return Panel(
        key="changes",
        title=t("What changed"),
        finding=t("This is the first release; there is nothing to compare it with."),
    )


def changes(
    frame: pd.DataFrame, filters: Filters, before: date, corrected: int, t: Translator
) -> Panel:
    """Return what changed; frame as `changes` returns it."""
    flipped = int((frame["status"] != frame["status_before"]).sum())
    finding = t(
        "{moved}, {flipped}; {corrected}.",
        moved=t.plural("{n} figure moved", "{n} figures moved", len(frame)),
        flipped=t.plural("{n} changed its status", "{n} changed their status", flipped),
        corrected=t.plural(
            "{n} earlier row was corrected", "{n} earlier rows were corrected", corrected
        ),
    )
    table = frame.assign(
        was=[
            labels.counted(v, u, t)
            for v, u in zip(frame["value_before"], frame["unit"], strict=True)
        ],
        now=[labels.counted(v, u, t) for v, u in zip(frame["value"], frame["unit"], strict=True)],
        by=[labels.change(v, u, t) for v, u in zip(frame["change"], frame["unit"], strict=True)],
    )
    items = [
        html.Li(
            [
                html.Span(row["indicator_name"], className="matter"),
                html.Span(_moved(row, t), className="moved"),
            ]
        )
        for row in table.head(SHOWN_CHANGES).to_dict("records")
    ]
    return Panel(
        key="changes",
        title=t("What changed since {date}", date=t.day(before)),
        finding=finding,
        body=html.Ul(items, className="matters"),
        frame=table,
        columns=(
            Column("indicator_name", t("Indicator")),
            Column("was", t("Was"), is_number=True),
            Column("now", t("Is"), is_number=True),
            Column("by", t("Change"), is_number=True),
            Column("status_before", t("Status was"), lambda code: t(labels.STATUS[code])),
            Column("status", t("Status is"), lambda code: t(labels.STATUS[code])),
        ),
        source=t("releases compared, {quarter}", quarter=_quarter(filters, t)),
        demonstration=bool((frame["demonstration"] == 1).any()),
    )


def _moved(row: Mapping[Any, Any], t: Translator) -> list[Any]:
    value = labels.measured(row["value"], row["unit"], t)
    parts: list[Any] = [html.Strong(f"{row['by']} ") if row["by"] else "", f"→ {value} "]
    if row["status"] != row["status_before"]:
        parts.append(status_sign(row["status"], t))
    return parts


def area_control(
    name: str, label: str, everything: str, areas: pd.DataFrame, value: str | None, t: Translator
) -> Control:
    """Return the choice of a region or a district, in alphabetical order."""
    named = sorted(
        zip(areas["area"], areas["area_name"], strict=True), key=lambda pair: t.sort_key(pair[1])
    )
    return Control(name, label, [(ALL, everything), *named], value or ALL)


def period_control(as_of: date, period: date | None, t: Translator) -> Control:
    """Return the choice of a quarter: the eight newest of the release."""
    ends = [day for day in pd.date_range(end=as_of, periods=9, freq="QE") if day.date() <= as_of]
    choices = [(labels.quarter_code(day), t.quarter(day)) for day in reversed(ends[-8:])]
    chosen = labels.quarter_code(pd.Timestamp(period)) if period else ""
    if chosen not in dict(choices) and period:
        choices.append((chosen, t.quarter(period)))
    return Control("period", t("Period"), choices, chosen)


def release_control(releases: Sequence[Any], release: Any, t: Translator) -> Control:
    """Return the choice of a release."""
    choices = [
        (
            str(each.number),
            t("No. {number}, to {date}", number=t.number(each.number), date=t.day(each.as_of)),
        )
        for each in releases
    ]
    return Control("as_of", t("Release"), choices, str(release.number))


def measure_control(codes: Sequence[str], chosen: str, t: Translator) -> Control:
    """Return the choice of what colours the map."""
    return Control(
        "measure", t("Map shows"), [(code, t(labels.MEASURE[code])) for code in codes], chosen
    )


def level_control(levels: Sequence[str], chosen: str, t: Translator) -> Control:
    """Return the choice of how the map is divided."""
    return Control("by", t("Map by"), [(code, t(labels.LEVEL[code])) for code in levels], chosen)

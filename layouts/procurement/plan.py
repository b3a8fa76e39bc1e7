"""Does procurement keep its plan, in words?"""

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.components.data_table import Column, Table
from layouts.components.number_link import cell_link
from layouts.components.share_rows import Row, share_rows
from layouts.components.status_mark import status_sign
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel, is_invented
from layouts.procurement import words
from layouts.shell import ALL, Control

SHOWN = 10
"""Slipping packages that are drawn; the table holds all of them."""


def method_control(methods: pd.DataFrame, chosen: str | None, t: Translator) -> Control:
    """Return the choice of a method of procurement."""
    named = zip(methods["method"], methods["method_name"], strict=True)
    options = [(ALL, t("All methods")), *named]
    return Control("method", t("Procurement method"), options, chosen or ALL, section="plan")


def by_method(
    frame: pd.DataFrame, packages: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return packages by method and review; frames as `by_method` and `packages` return them."""
    return Panel(
        key="plan-methods",
        title=t("What is bought, and how?"),
        finding=_bought(frame, packages, t),
        body=_method_rows(frame, t) if len(frame) else None,
        frame=frame,
        columns=(
            Column("method_name", t("Method")),
            Column("review", t("Review"), lambda code: t(words.REVIEW[code])),
            Column("packages", t("Packages"), t.number, True),
            Column("signed", t("Under contract"), t.number, True),
            Column("estimate", t("Estimate, USD"), t.number, True),
            Column("counted", t("Begun by plan"), t.number, True),
            Column("late", t("Late among them"), t.number, True),
        ),
        source=source(filters, t),
        demonstration=is_invented(packages),
        notes=(
            t("Bars: packages under contract, of all of the method; cancelled ones are left out."),
            t("Prior review: ADB agrees before each step; post review: it looks afterwards."),
        )
        if len(frame)
        else (),
    )


def _bought(frame: pd.DataFrame, packages: pd.DataFrame, t: Translator) -> str:
    if frame.empty:
        return t("The plan of this release holds no package here.")
    cancelled = int((packages["state"] == "cancelled").sum())
    told = t(
        "{n} packages estimated at {usd}: {signed} under contract or completed, {prior} under "
        "prior review.",
        n=t.number(frame["packages"].sum()),
        usd=labels.million_usd(frame["estimate"].sum(), t),
        signed=t.number(frame["signed"].sum()),
        prior=t.number(frame.loc[frame["review"] == "prior", "packages"].sum()),
    )
    if not cancelled:
        return told
    again = packages[packages["replaces"].notna()]
    gone = t.plural(
        "{n} package was cancelled, {again} tendered again.",
        "{n} packages were cancelled, {again} tendered again.",
        cancelled,
        again=t.number(len(again)),
    )
    return f"{told} {gone}"


def _method_rows(frame: pd.DataFrame, t: Translator) -> html.Ul:
    return share_rows(
        [
            Row(
                f"{row['method_name']}, {t(words.REVIEW[row['review']])}",
                row["signed"] / row["packages"],
                t(
                    "{signed} of {n}; {usd}",
                    signed=t.number(row["signed"]),
                    n=t.number(row["packages"]),
                    usd=words.millions(row["estimate"], "USD", t),
                ),
            )
            for row in frame.to_dict("records")
        ],
        "1.4",
    )


def by_step(frame: pd.DataFrame, packages: pd.DataFrame, filters: Filters, t: Translator) -> Panel:
    """Return days gained and lost by step; frame as `by_step` returns it."""
    return Panel(
        key="plan-days",
        title=t("Which steps lose days?"),
        finding=_lost(frame, t),
        body=_day_rows(frame, t) if len(frame) else None,
        frame=frame,
        columns=(
            Column("step_name", t("Step")),
            Column("packages", t("Packages"), t.number, True),
            Column("reached", t("Packages that reached it"), t.number, True),
            Column("lost", t("Days lost"), t.number, True),
            Column("gained", t("Days gained"), t.number, True),
            Column("net", t("Net"), t.change, True),
            Column("mean", t("Net days of a package"), lambda days: t.change(days, 1), True),
            Column("slowest", t("Most lost in")),
            Column("most", t("Days there"), t.number, True),
        ),
        source=source(filters, t),
        demonstration=is_invented(packages),
        notes=(
            t(
                "Days of a step: its delay less that of the step before; along the steps of a "
                "package they add up to its delay. Open steps count up to the quarter's last day. "
                "Delays count from the dates planned in this release."
            ),
        )
        if len(frame)
        else (),
    )


def _lost(frame: pd.DataFrame, t: Translator) -> str:
    if frame.empty:
        return t("No step of the plan is due yet.")
    slow, quick = frame.nlargest(1, "net").iloc[0], frame.nsmallest(1, "net").iloc[0]
    if slow["net"] <= 0:
        return t("No step loses more days than it gains.")
    told = t(
        "Most days are lost in “{step}”: {n} over {packages} packages, {mean} each.",
        step=slow["step_name"],
        n=t.number(slow["net"]),
        packages=t.number(slow["packages"]),
        mean=t.number(slow["mean"], 1),
    )
    if quick["net"] >= 0:
        return told
    return f"{told} " + t(
        "“{step}” makes {n} good.", step=quick["step_name"], n=t.number(-quick["net"])
    )


def _day_rows(frame: pd.DataFrame, t: Translator) -> Element:
    """Return bars on one scale: to the right for days lost, to the left for days gained."""
    most = {name: max(int(frame[name].max()), 1) for name in ("gained", "lost")}
    sides = f"grid-template-columns:{most['gained']}fr {most['lost']}fr"
    rows = []
    for n, row in enumerate(frame.to_dict("records"), 1):
        told = t(
            "{lost} lost, {gained} gained: {net}",
            lost=t.number(row["lost"]),
            gained=t.number(row["gained"]),
            net=t.change(row["net"]),
        )
        bars = [_half(name, row[name] / whole) for name, whole in most.items()]
        parts = [
            Element("span", row["step_name"], {"class": "share-name"}),
            Element("span", bars, {"class": "both-ways", "style": sides, "aria-hidden": "true"}),
            cell_link(told, f"1.{n}.6", "share-words"),
        ]
        rows.append(Element("li", parts))
    return Element("ul", rows, {"class": "share-rows"})


def _half(name: str, share: float) -> Element:
    fill = {"class": f"fill-{name}", "style": f"width:{100 * share:.1f}%"}
    return Element("span", Element("span", None, fill), {"class": f"half half-{name}"})


def next_steps(
    frame: pd.DataFrame, packages: pd.DataFrame, filters: Filters, t: Translator
) -> Panel:
    """Return the next steps that are due; frame as `next_steps` returns it."""
    return Panel(
        key="plan-next",
        title=t("What comes next?"),
        finding=_next(frame, t),
        body=_next_table(frame, t) if len(frame) else None,
        frame=frame,
        columns=(
            Column("planned_on", t("Planned"), t.day),
            Column("expected_on", t("Expected"), t.day),
            Column("package", t("Package")),
            Column("package_name", t("Name of the package")),
            Column("step_name", t("Step")),
            Column("delay", t("Package behind, days"), t.number, True),
        ),
        source=source(filters, t),
        demonstration=is_invented(packages),
        notes=(
            *(
                [t("Expected: the planned day and the present delay of the package; house rule.")]
                if len(frame)
                else []
            ),
            *_waiting(packages, filters, t),
        ),
    )


def _waiting(packages: pd.DataFrame, filters: Filters, t: Translator) -> list[str]:
    """Return how many packages wait for a step that should have been reached before."""
    goes_on = ~packages["state"].isin(("cancelled", "completed"))
    count = int((goes_on & (packages["next_on"] < pd.Timestamp(filters.quarter))).sum())
    if not count:
        return []
    return [
        t.plural(
            "{n} package waits for a step whose planned day is past; it is not among these, but "
            "in the table of the plan.",
            "{n} packages wait for a step whose planned day is past; they are not among these, "
            "but in the table of the plan.",
            count,
        )
    ]


def _next(frame: pd.DataFrame, t: Translator) -> str:
    if frame.empty:
        return t("No step is planned after this quarter.")
    first = frame.iloc[0]
    told = t(
        "Next: “{step}” of {package} on {date}.",
        step=first["step_name"],
        package=first["package"],
        date=t.date(first["planned_on"]),
    )
    late = int((frame["expected_on"] > frame["planned_on"]).sum())
    if not late:
        return told
    return f"{told} " + t.plural(
        "Of the next {total} steps {n} will be late if its package stays behind.",
        "Of the next {total} steps {n} will be late if their packages stay behind.",
        late,
        total=t.number(len(frame)),
    )


def _next_table(frame: pd.DataFrame, t: Translator) -> Element:
    heads = (t("Planned"), t("Step"), t("Package"), t("Expected"))
    head = Element("tr", [Element("th", word, {"scope": "col"}) for word in heads])
    body = [
        Element(
            "tr",
            [
                Element("th", t.day(row["planned_on"]), {"scope": "row"}),
                Element("td", row["step_name"]),
                Element(
                    "td", [Element("b", row["package"]), Element("small", row["package_name"])]
                ),
                Element("td", _expected(row, t)),
            ],
        )
        for row in frame.to_dict("records")
    ]
    return Element(
        "table", [Element("thead", head), Element("tbody", body)], {"class": "ledger next-steps"}
    )


def _expected(row: dict, t: Translator) -> list:
    day = Element("span", t.day(row["expected_on"]))
    if is_missing(row["delay"]) or row["delay"] <= 0:
        return [day]
    return [day, Element("small", labels.days_late(row["delay"], t))]


def slipping(
    late: pd.DataFrame,
    packages: pd.DataFrame,
    tolerance: int,
    late_days: int,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return which packages slip; frames as `slipping` and `packages` return them."""
    return Panel(
        key="plan-slipping",
        title=t("Which packages slip?"),
        finding=_kept(packages, late, t),
        body=_slipping_rows(late, late_days, t) if len(late) else None,
        frame=late,
        columns=package_columns(t),
        source=source(filters, t),
        demonstration=is_invented(packages),
        notes=(
            t(
                "On schedule (R4.4): not more than {days} behind the plan, at the step reached "
                "last and at any that is due. House rule, not a rating by ADB; at risk after "
                "{late}.",
                days=labels.days(tolerance, t),
                late=labels.days(late_days, t),
            ),
            t("Packages count from the day on which their first step is planned."),
        ),
    )


def _kept(packages: pd.DataFrame, late: pd.DataFrame, t: Translator) -> str:
    counted = int(packages["counts"].sum())
    if not counted:
        return t("No package of the plan has begun here.")
    kept_ones = counted - int(packages["is_late"].sum())
    told = t(
        "{n} of {total} packages are on schedule ({share}).",
        n=t.number(kept_ones),
        total=t.number(counted),
        share=t.percent(kept_ones / counted),
    )
    if late.empty:
        return f"{told} {t('None that is under way is late.')}"
    worst = late.iloc[0]
    return f"{told} " + t(
        "Longest delay: {package} ({name}), {days}.",
        package=worst["package"],
        name=worst["package_name"],
        days=labels.days_late(worst["delay"], t),
    )


def _slipping_rows(late: pd.DataFrame, late_days: int, t: Translator) -> html.Ul:
    scale = float(late["delay"].max())
    return share_rows(
        [
            Row(
                f"{row['package']} · {row['package_name']}",
                float(row["delay"]) / scale,
                [
                    status_sign("at_risk" if row["delay"] > late_days else "attention", t),
                    f" {_slip_words(row, t)}",
                ],
                "late",
            )
            for row in late.head(SHOWN).to_dict("records")
        ],
        "1.12",
    )


def _slip_words(row: dict, t: Translator) -> str:
    late = labels.days_late(row["delay"], t)
    if is_missing(row["next_step_name"]):
        return late
    return t("{late}; next: {step}", late=late, step=row["next_step_name"])


def package_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of packages."""

    def name(value: object) -> str:
        return "–" if is_missing(value) else str(value)

    return (
        Column("package", t("Package")),
        Column("package_name", t("Name of the package")),
        Column("method_name", t("Method")),
        Column("review", t("Review"), lambda code: t(words.REVIEW[code])),
        Column("component_name", t("Component")),
        Column("category_name", t("Category")),
        Column("estimate", t("Estimate, USD"), t.number, True),
        Column("state", t("State"), lambda code: t(words.STATE[code])),
        Column("last_step_name", t("Last step reached"), name),
        Column("next_step_name", t("Step in hand"), name),
        Column("next_on", t("Planned"), t.day),
        Column("delay", t("Behind the plan, days"), t.number, True),
        Column("replaces", t("In place of"), name),
    )


def step_columns(t: Translator) -> tuple[Column, ...]:
    """Return the columns of the list of steps."""
    return (
        Column("package", t("Package")),
        Column("step_name", t("Step")),
        Column("planned_on", t("Planned"), t.day),
        Column("actual_on", t("Actual"), t.day),
        Column("delay", t("Behind the plan, days"), t.number, True),
        Column("lost", t("Days lost in it"), t.number, True),
    )


def tables(packages: pd.DataFrame, steps: pd.DataFrame, t: Translator) -> tuple[Table, ...]:
    """Return the list of steps as a table beside that of packages."""
    return (Table(t("Steps of the packages"), steps, step_columns(t)),) if len(packages) else ()


def source(filters: Filters, t: Translator) -> str:
    """Return where the figures of the plan are from."""
    return t("procurement plan, {quarter}", quarter=t.quarter(filters.quarter))

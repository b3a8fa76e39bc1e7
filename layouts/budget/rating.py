"""Where does each component stand by the house rule, and what would change it, in words?"""

from collections.abc import Sequence
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.budget import words
from layouts.components.data_table import Column, Table, told
from layouts.components.status_mark import status_mark, status_sign
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel
from layouts.shell import Control

DIMENSION = {
    "awards": N_("Contract awards"),
    "disbursement": N_("Disbursement"),
    "output": N_("Output"),
    "finance": N_("Financial management"),
    "safeguards": N_("Safeguards"),
}
BASIS = {
    "awards": N_("contracts signed ÷ projection to date"),
    "disbursement": N_("paid from ADB funds ÷ projection to date"),
    "output": N_("target to date reached, weighted mean of the indicators"),
    "finance": N_("payments converted at the rate of their own day ÷ all payments"),
    "safeguards": N_(
        "commitments on safeguards, and commitments and issues of innovative schools, done ÷ due"
    ),
}


def controls(
    components: dict[str, str],
    more: dict[str, Sequence[int]],
    filters: Filters,
    t: Translator,
) -> list[Control]:
    """Return the choices of the simulation: a component, and sliders; `more` by their argument."""
    titles = {
        "more_awards": t("More contracts, USD million"),
        "more_paid": t("More disbursement, USD million"),
        "more_work": t("More output, percentage points"),
        "more_done": t("More commitments done"),
    }
    return [
        Control(
            "rated",
            t("Component"),
            [(code, f"{code}. {name}") for code, name in components.items()],
            filters.rated or "3",
            section="rating",
        ),
        *(
            Control(
                name,
                titles[name],
                [(str(value), f"+{t.number(value)}") for value in reversed(values)],
                str(getattr(filters, name) or 0),
                is_slider=True,
                section="rating",
            )
            for name, values in more.items()
        ),
    ]


def panel(found: Sequence[Any], history: Sequence[Any], filters: Filters, t: Translator) -> Panel:
    """Return every component with its dimensions; `found` as `ratings`, `history` of the limits."""
    rows = [
        {
            "component": f"{each.component}. {each.name}",
            "dimension": t(DIMENSION[judged.dimension]),
            "basis": t(BASIS[judged.dimension]),
            "part": judged.part,
            "whole": judged.whole,
            "share": judged.share,
            "status": judged.status.value,
        }
        for each in found
        for judged in each.dimensions
    ]
    columns = (
        Column("component", t("Component")),
        Column("dimension", t("Dimension")),
        Column("basis", t("What is judged")),
        Column("part", t("Part"), lambda n: t.number(n, 1), True),
        Column("whole", t("Of"), lambda n: t.number(n, 1), True),
        Column("share", t("Share"), t.percent, True),
        Column("status", t("Status"), lambda code: t(labels.STATUS[code])),
    )
    return Panel(
        key="rating",
        title=t("Where does each component stand?"),
        finding=words.closed(_finding(found, t)),
        body=html.Div(_grid(found, t), className="money-scroll", tabIndex="0", role="region"),
        frame=told(rows, columns),
        columns=columns,
        more=(_limits(history, t),),
        source=t(
            "contracts, payments, projections and reported results, {quarter}",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=any(each.demonstration for each in found),
        notes=(
            t(
                "This project’s own rule, not a rating by ADB; a component is as its worst "
                "dimension."
            ),
            t(
                "Projections are made by fund: a component is expected its share of the fund’s "
                "budget of them."
            ),
            t(
                "A commitment on safeguards belongs to the component of the indicator that it "
                "endangers, and otherwise to project management."
            ),
            *words.unmoved(filters, t, "currency", "prices"),
        ),
    )


def _grid(found: Sequence[Any], t: Translator) -> html.Table:
    head = [t("Component"), *(t(words_) for words_ in DIMENSION.values()), t("Status")]
    return html.Table(
        [
            html.Thead(html.Tr([html.Th(each, scope="col") for each in head])),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(f"{each.component}. {each.name}", scope="row"),
                            *(
                                html.Td(
                                    [
                                        status_sign(judged.status.value, t),
                                        f" {t.percent(judged.share)}",
                                    ]
                                )
                                for judged in each.dimensions
                            ),
                            html.Td(status_mark(each.status.value, t)),
                        ]
                    )
                    for each in found
                ]
            ),
        ],
        className="money-table rating-table",
    )


def _finding(found: Sequence[Any], t: Translator) -> str:
    worst = [each for each in found if each.status.value == "at_risk"]
    if not worst:
        return t("By the house rule no component is at risk.")
    return t(
        "By the house rule {n} of {total} components are at risk: {names}.",
        n=t.number(len(worst)),
        total=t.number(len(found)),
        names=", ".join(each.name for each in worst),
    )


def _limits(history: Sequence[Any], t: Translator) -> Table:
    columns = (
        Column("dimension", t("Dimension"), lambda code: t(DIMENSION[code])),
        Column("effective_from", t("In force from"), t.day),
        Column("on_track", t("On track: from"), t.percent, True),
        Column("attention", t("For attention: from"), t.percent, True),
    )
    names = ("dimension", "effective_from", "on_track", "attention")
    rows = [{name: getattr(each, name) for name in names} for each in history]
    return Table(t("Limits of the house rule"), told(rows, columns), columns)


def simulator(now: Any, then: Any, needs: Sequence[Any], filters: Filters, t: Translator) -> Panel:
    """Return what would change the status of a component; as `simulated` returns it."""
    lacking = [each for each in needs if each.lacking > 0]
    columns = (
        Column("dimension", t("Dimension")),
        Column("now", t("Now"), t.percent, True),
        Column("then", t("In the simulation"), t.percent, True),
        Column("status_now", t("Status now"), lambda code: t(labels.STATUS[code])),
        Column("status_then", t("Status then"), lambda code: t(labels.STATUS[code])),
    )
    rows = [
        {
            "dimension": t(DIMENSION[was.dimension]),
            "now": was.share,
            "then": becomes.share,
            "status_now": was.status.value,
            "status_then": becomes.status.value,
        }
        for was, becomes in zip(now.dimensions, then.dimensions, strict=True)
    ]
    items = [
        html.Li(
            [
                status_sign(row["status_now"], t),
                " → ",
                status_sign(row["status_then"], t),
                html.Span(
                    t(
                        "{dimension}: {now} → {then}",
                        dimension=row["dimension"],
                        now=_share(row["now"], t),
                        then=_share(row["then"], t),
                    ),
                    className="matter",
                ),
            ]
        )
        for row in rows
    ]
    becomes = t(
        "“{component}” is {now} and would be {then}.",
        component=now.name,
        now=t(labels.STATUS[now.status.value]).lower(),
        then=t(labels.STATUS[then.status.value]).lower(),
    )
    return Panel(
        key="simulator",
        title=t("What would change it?"),
        finding=words.closed(f"{becomes} {_lacks(lacking, t)}".strip()),
        body=html.Ul(items, className="matters"),
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "contracts, payments, projections and reported results, {quarter}",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=now.demonstration == 1,
        notes=(
            t("A simulation: move the sliders. This project’s own rule, not a rating by ADB."),
            *words.unmoved(filters, t, "currency", "prices"),
        ),
    )


def _share(share: float, t: Translator) -> str:
    return t("not known") if is_missing(share) else t.percent(share)


def _lacks(lacking: Sequence[Any], t: Translator) -> str:
    if not lacking:
        return ""
    parts = []
    for each in lacking:
        amount = {
            "USD": lambda n: words.million(n, "USD", t),
            "points": lambda n: t("{n} weighted points", n=t.number(n, 1 if n >= 0.05 else 3)),
            "payments": lambda n: t("{n} payments in order", n=t.number(n)),
            "actions": lambda n: t("{n} commitments done", n=t.number(n + 0.4999)),
        }[each.unit](each.lacking)
        parts.append(f"{t(DIMENSION[each.dimension])} – {amount}")
    return t("To be on track it lacks: {what}.", what="; ".join(parts))

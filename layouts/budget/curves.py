"""Are awards and disbursement where they were projected, in words?"""

from collections.abc import Sequence
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts.budget import words
from layouts.components.data_table import Column, Table, told
from layouts.figures import money as figures
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel

TITLE = {"awards": N_("Contract awards"), "disbursement": N_("Disbursement")}
KEY = {"awards": "curve-awards", "disbursement": "curve-paid"}
VERSION = {"original": N_("original projection"), "revised": N_("revised projection")}


def panel(
    found: Any, by_fund: Sequence[Any], funds: dict[str, str], filters: Filters, t: Translator
) -> Panel:
    """Return the S-curve of a subject; `found` and `by_fund` as `curve` returns them."""
    points = found.points
    versions = [(gap.version, t(VERSION[gap.version])) for gap in found.gaps]
    columns = (
        Column("period", t("Quarter"), t.quarter),
        Column("actual", t("actual"), t.number, True),
        Column("forecast", t("forecast"), t.number, True),
        *(Column(version, name, t.number, True) for version, name in versions),
    )
    gap_rows = [
        {
            "fund": funds.get(each.fund, each.fund),
            "version": t(VERSION[gap.version]),
            "actual": each.actual,
            "projected": gap.projected,
            "money": gap.money,
            "months": gap.months,
        }
        for each in by_fund
        for gap in each.gaps
        if each.actual or gap.projected
    ]
    gap_columns = (
        Column("fund", t("Fund")),
        Column("version", t("Version")),
        Column("actual", t("Actual, USD"), t.number, True),
        Column("projected", t("Projected to date, USD"), t.number, True),
        Column("money", t("Gap, USD"), t.change, True),
        Column("months", t("Months behind"), lambda n: t.number(n, 1), True),
    )
    return Panel(
        key=KEY[found.subject],
        title=t(TITLE[found.subject]),
        finding=words.closed(_finding(found, t)),
        figure=figures.curve(points, versions, filters.quarter, t),
        body=[
            html.Ul(
                [
                    html.Li([html.Span(className=f"swatch swatch-{look}"), text])
                    for look, text in (
                        ("actual", t("actual")),
                        ("hatched", t("forecast at the pace of the last four quarters")),
                        *zip(("dotted", "dashed"), (name for _, name in versions), strict=False),
                    )
                ],
                className="legend",
            ),
            html.Ul([html.Li(_gap(row, t)) for row in gap_rows], className="facts-list"),
        ],
        frame=points,
        columns=columns,
        more=(Table(t("Gap by fund"), told(gap_rows, gap_columns), gap_columns),),
        source=t(
            "contracts, withdrawal applications and projections to {quarter}",
            quarter=t.quarter(filters.quarter),
        ),
        demonstration=found.demonstration == 1,
        notes=(
            t("Cumulative, in US dollars at the rates of their days."),
            *words.unmoved(filters, t, "currency", "calendar", "prices"),
            t("Of the government’s own money, disbursement is what was paid.")
            if found.fund == "GOV"
            else t("Disbursement: withdrawn from the funds, advances included."),
            t("Contract awards: amounts as signed, without later variations."),
            *(words.of_fund(found.fund, funds, t) or (t("All ADB funds."),)),
        ),
    )


def _finding(found: Any, t: Translator) -> str:
    if not found.gaps:
        return t("{amount} to date; there is no projection.", amount=_usd(found.actual, t))
    sentences = [t("{amount} to date.", amount=_usd(found.actual, t))]
    for gap in found.gaps:
        if not gap.money:
            sentences.append(t("As projected in the {version}.", version=t(VERSION[gap.version])))
            continue
        message = N_("Against the {version}: {money} behind, {months}.")
        if gap.money > 0:
            message = N_("Against the {version}: {money} ahead, {months}.")
        sentences.append(
            t(
                message,
                version=t(VERSION[gap.version]),
                money=_usd(abs(gap.money), t),
                months=_months(gap.months, t),
            )
        )
    return " ".join(sentences)


def _usd(amount: float, t: Translator) -> str:
    return words.million(amount, "USD", t)


def _months(months: float, t: Translator) -> str:
    if is_missing(months):
        return t("never projected that far")
    return t("{n} months", n=t.number(abs(months), 1))


def _gap(row: dict[str, Any], t: Translator) -> str:
    return t(
        "{fund}, {version}: {money}, {months}",
        fund=row["fund"],
        version=row["version"],
        money=t("USD {n} million", n=t.change(row["money"] / 1e6, 1)),
        months=_apart(row["months"], t),
    )


def _apart(months: float, t: Translator) -> str:
    if is_missing(months):
        return t("never projected that far")
    if not months:
        return t("as projected")
    message = N_("{n} months behind") if months > 0 else N_("{n} months ahead")
    return t(message, n=t.number(abs(months), 1))

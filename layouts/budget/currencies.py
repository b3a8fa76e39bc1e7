"""What does money come to in each currency and calendar, and does it agree, in words?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import html

from data_access.filters import Filters
from layouts.attributes import aria
from layouts.budget import words
from layouts.components.data_table import Column, told
from layouts.components.number_link import cell_link
from layouts.figures import money as figures
from layouts.i18n import N_, Translator
from layouts.panel import Panel
from layouts.theme import MARKS

LINES = (
    ("budget", N_("Budget of all years")),
    ("spent", N_("Spent, at the rates of the days of payment")),
    ("exchange", N_("Exchange difference")),
    ("unpaid", N_("Under contract, not paid yet")),
    ("free", N_("Balance: neither spent nor under contract")),
)


def exchange(
    found: Sequence[Any],
    older: tuple[int, int],
    oldest: int,
    funds: dict[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the budget in each currency; `found` as `in_every_currency` returns it, `older`:
    payments, and those of them converted at a rate of an earlier day; `oldest`: days."""
    rows = [
        {"line": t(name), **{each.currency: getattr(each, column) for each in found}}
        for column, name in LINES
    ]
    columns = (
        Column("line", t("Line")),
        *(
            Column(each.currency, t(words.SHORT[each.currency]), lambda n: words.exact(n, t), True)
            for each in found
        ),
    )
    som = next((each for each in found if each.currency == "KGS"), None)
    finding = t("No rate of exchange is known: amounts can be told in US dollars only.")
    if som is not None and som.exchange is not None:
        more = som.exchange >= 0
        message = N_("What was spent would cost {amount} more at the rate of today.")
        if not more:
            message = N_("What was spent would cost {amount} less at the rate of today.")
        finding = t(message, amount=words.million(abs(som.exchange), "KGS", t))
    table = html.Table(
        [
            html.Thead(
                html.Tr([html.Th(column.title, scope="col") for column in columns]),
            ),
            html.Tbody(
                [
                    html.Tr(
                        [
                            html.Th(row["line"], scope="row"),
                            *(
                                html.Td(_amount(row[each.currency], f"1.{n}.{column}", t))
                                for column, each in enumerate(found, 2)
                            ),
                        ]
                    )
                    for n, row in enumerate(rows, 1)
                ]
            ),
        ],
        className="money-table",
    )
    scroll = html.Div(table, className="money-scroll", tabIndex="0", role="region", title=finding)
    notes = [words.at_rates(each.closing, t) for each in found if each.currency != "USD"]
    payments, earlier = older
    return Panel(
        key="exchange",
        title=t("What does the budget come to in each currency?"),
        finding=words.closed(finding),
        body=scroll,
        frame=told(rows, columns),
        columns=columns,
        source=words.payments_source(filters, t),
        demonstration=any(each.demonstration for each in found),
        notes=(
            *notes[-1:],
            t(
                "Each payment is converted at the rate of its own day; {n} of {total} at a rate of "
                "up to {days} days before, since there was none that day.",
                n=t.number(earlier),
                total=t.number(payments),
                days=t.number(oldest),
            ),
            t("Budget = spent + exchange difference + under contract + balance, exactly."),
            *words.unmoved(filters, t, "prices"),
            *words.of_fund(filters.fund, funds, t),
        ),
    )


def _amount(amount: Any, cell: str, t: Translator) -> Any:
    told_ = words.exact(amount, t)
    return told_ if amount is None else cell_link(told_, cell)


def periods(
    found: Sequence[Any],
    prices: Any,
    funds: dict[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return money spent in each period; `found` as `periods`, `prices` as `deflator`."""
    currency, is_constant = filters.currency or "USD", filters.prices == "constant"
    if is_constant:
        currency = "KGS"
    column = "kgs_constant" if is_constant else currency.lower()
    amounts = [getattr(each, column) for each in found]
    columns = (
        Column("name", t("Period"), lambda name: period_name(name, t)),
        Column("usd", t("USD"), lambda n: words.exact(n, t), True),
        Column("kgs", t("KGS"), lambda n: words.exact(n, t), True),
        Column("xdr", t("SDR"), lambda n: words.exact(n, t), True),
        Column("kgs_constant", t("KGS, constant prices"), lambda n: words.exact(n, t), True),
        Column("payments", t("Payments"), t.number, True),
    )
    names = ("name", "usd", "kgs", "xdr", "kgs_constant", "payments")
    rows = [{name: getattr(each, name) for name in names} for each in found]
    notes = [t("Periods that are not over are hatched.")]
    if prices.base is not None:
        notes.append(
            t(
                "Constant prices: of {year}, by consumer prices. Source: {source}.",
                year=prices.base,
                source=prices.source,
            )
        )
    if is_constant and (filters.currency or "USD") != "KGS":
        notes.append(t("Constant prices are told in som only."))
    return Panel(
        key="periods",
        title=t("What was spent when?"),
        finding=words.closed(_spent_most(found, amounts, currency, t)),
        figure=figures.bars(
            [period_name(each.name, t) for each in found],
            amounts,
            [each.is_whole for each in found],
            column,
            currency,
            t,
            [_quarter(each.name) for each in found if "-Q" in each.name],
        )
        if found
        else None,
        frame=told(rows, columns),
        columns=columns,
        source=words.payments_source(filters, t),
        demonstration=any(each.demonstration for each in found),
        notes=(*notes, *words.of_fund(filters.fund, funds, t)),
    )


def period_name(name: str, t: Translator) -> str:
    """Return the name of a year, a school year or a quarter written as 2026-Q3."""
    return t.quarter(_quarter(name)) if "-Q" in name else name


def _quarter(name: str) -> date:
    """Return a day in the last month of a quarter written as 2026-Q3."""
    year, quarter = map(int, name.split("-Q"))
    return date(year, 3 * quarter, 1)


def _spent_most(found: Sequence[Any], amounts: Sequence[Any], currency: str, t: Translator) -> str:
    known = [(n, each) for n, each in zip(amounts, found, strict=True) if n is not None]
    if not known:
        return t("Nothing can be told here in this currency or at these prices.")
    most, period = max(known, key=lambda pair: pair[0])
    last, newest = known[-1]
    if newest is period:
        return t(
            "The most was spent in the last period, {period}: {amount}.",
            period=period_name(period.name, t),
            amount=words.million(most, currency, t),
        )
    return t(
        "The most was spent in {period}: {amount}; in {newest}: {last}.",
        period=period_name(period.name, t),
        amount=words.million(most, currency, t),
        newest=period_name(newest.name, t),
        last=words.million(last, currency, t),
    )


ALL_WITHDRAWALS = N_("Withdrawal applications, row by row")
ACCOUNT = (
    ("direct", N_("Paid directly by the fund")),
    ("advanced", N_("Advances")),
    ("replenished", N_("Replenishments")),
    ("disbursed", N_("Disbursed")),
    ("outstanding", N_("Less: advances outstanding")),
    ("unexplained", N_("Difference not explained")),
    ("payments", N_("Payments")),
    ("documented", N_("Documented without being paid again")),
    ("undocumented", N_("Paid and not documented yet")),
)


def reconciliation(
    accounts: Sequence[Any], export: str, funds: dict[str, str], filters: Filters, t: Translator
) -> Panel:
    """Return whether payments agree with withdrawals; `accounts` as `accounts` returns them,
    `export`: address of the list of withdrawals."""
    columns = (
        Column("fund", t("Fund")),
        *(Column(name, t(title), lambda n: words.exact(n, t), True) for name, title in ACCOUNT),
    )
    rows = [
        {
            "fund": funds.get(each.fund, each.fund),
            **{name: getattr(each, name) for name, _ in ACCOUNT},
        }
        for each in accounts
    ]
    items = [
        html.Li(
            [
                _agrees(each, t),
                html.Span(
                    [html.Strong(funds.get(each.fund, each.fund)), html.Span(_sum(each, t))],
                    className="matter",
                ),
            ]
        )
        for each in accounts
    ]
    links = html.P(
        html.A(t("All withdrawal applications, row by row (CSV)"), href=export),
        className="hint links",
    )
    return Panel(
        key="reconciliation",
        title=t("Do payments agree with what the funds gave?"),
        finding=words.closed(_agreement(accounts, filters.fund, funds, t)),
        body=html.Div([html.Ul(items, className="matters"), links]) if items else None,
        frame=told(rows, columns),
        columns=columns,
        source=t(
            "withdrawal applications and payments to {quarter}", quarter=t.quarter(filters.quarter)
        ),
        demonstration=any(each.demonstration for each in accounts),
        notes=(
            t(
                "US dollars. Payments = disbursed − advances outstanding + difference. Advances "
                "outstanding: advances less what was documented without being paid again, less "
                "what was paid from them and waits for its documents."
            ),
            t(
                "So the advances outstanding are counted, not read from a statement of the bank: "
                "a payment from an advance that is missing here shows only beside the statement."
            ),
            t("The government’s own money is not withdrawn and stands in no account here."),
            *words.unmoved(filters, t, "currency", "prices"),
        ),
    )


def _agrees(each: Any, t: Translator) -> html.Span:
    """Return whether an account agrees, as a sign and a word."""
    look = "on_track" if each.is_reconciled else "at_risk"
    word = t("agrees") if each.is_reconciled else t("does not agree")
    return html.Span(
        [html.Span(MARKS[look].sign, **aria(hidden="true")), f" {word}"],
        className=f"status status-{look}",
    )


def _sum(each: Any, t: Translator) -> str:
    return t(
        "payments {payments} = disbursed {disbursed} − advances outstanding {outstanding} + "
        "difference {unexplained}",
        payments=words.exact(each.payments, t),
        disbursed=words.exact(each.disbursed, t),
        outstanding=words.exact(each.outstanding, t),
        unexplained=words.exact(each.unexplained, t),
    )


def _agreement(
    accounts: Sequence[Any], fund: str | None, funds: dict[str, str], t: Translator
) -> str:
    if not accounts and fund:
        return t("No money is withdrawn from this fund, so there is nothing to reconcile.")
    if not accounts:
        return t("No fund has moved any money yet.")
    broken = [each for each in accounts if not each.is_reconciled]
    if not broken:
        return t.plural(
            "{n} fund agrees to the last cent; {outstanding} of advances are outstanding.",
            "{n} funds agree to the last cent; {outstanding} of advances are outstanding.",
            len(accounts),
            outstanding=words.million(sum(each.outstanding for each in accounts), "USD", t),
        )
    return t(
        "Not reconciled: {funds}.",
        funds="; ".join(_why(each, str(funds.get(each.fund, each.fund)), t) for each in broken),
    )


def _why(each: Any, name: str, t: Translator) -> str:
    if each.unexplained:
        return t("{fund}, difference of USD {n}", fund=name, n=t.number(each.unexplained, 2))
    if each.outstanding < 0:
        return t(
            "{fund}, advance overdrawn by USD {n}", fund=name, n=t.number(-each.outstanding, 2)
        )
    return t(
        "{fund}, USD {n} documented and never paid", fund=name, n=t.number(-each.undocumented, 2)
    )

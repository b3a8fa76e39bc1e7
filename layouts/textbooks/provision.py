"""Does each pupil have the books they need, and if not, why? In words and bars."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.components.bar import key
from layouts.components.data_table import Column
from layouts.components.number_link import cell_link
from layouts.i18n import N_, Translator, is_missing
from layouts.panel import Panel, is_invented
from layouts.shell import ALL, Control
from layouts.training.groups import share_bar, width

SECTION = "provision"
"""Id of the section in which the choices stand."""

DIMENSION = {
    "place": N_("Region or district"),
    "language": N_("Language of instruction"),
    "subject": N_("Subject"),
    "grade": N_("Grade"),
    "standard": N_("Standard"),
}

CAUSES = {
    "never": N_("never came to the school"),
    "worn": N_("worn out"),
    "lost": N_("lost"),
}


def controls(
    subjects: Mapping[str, str], grades: Sequence[int], languages: Sequence[str], asked: Any,
    t: Translator,
) -> list[Control]:  # fmt: skip
    """Return the choices of a subject, a grade and a language of instruction."""
    options = {
        "subject": (t("Subject"), t("All subjects"), list(subjects.items())),
        "grade": (t("Grade"), t("All grades"), [(str(n), grade(n, t)) for n in grades]),
        "language": (
            t("Language of instruction"),
            t("All languages"),
            [(code, t(labels.LANGUAGE[code])) for code in languages],
        ),
    }
    return [
        Control(
            name,
            label,
            [(ALL, everything), *choices],
            str(getattr(asked, name) or ALL),
            section=SECTION,
        )
        for name, (label, everything, choices) in options.items()
    ]


def grade(number: Any, t: Translator) -> str:
    """Return the name of a grade."""
    return t("grade {n}", n=t.number(int(number)))


def group_name(dimension: str, code: str, names: Mapping[str, str], t: Translator) -> str:
    """Return what a group of textbooks is called; `names` holds places and subjects by code."""
    if dimension == "grade":
        return grade(code, t)
    words = {"language": labels.LANGUAGE, "standard": labels.STANDARD}.get(dimension, {})
    return t(words[code]) if code in words else names.get(code, code)


def counts(filters: Filters, t: Translator) -> str:
    """Return the source of everything that schools counted."""
    return t("stock counts of schools, {quarter}", quarter=t.quarter(filters.quarter))


def asked_for(filters: Filters, names: Mapping[str, str], t: Translator) -> list[str]:
    """Return a note on which textbooks are told, where not all of them are."""
    chosen = _chosen(filters, names, t)
    return [t("Only: {what}", what=chosen)] if chosen else []


def unlisted(filters: Filters, names: Mapping[str, str], t: Translator) -> str:
    """Return the finding where the list of textbooks has none of those asked for."""
    if what := _chosen(filters, names, t):
        return t("The list of textbooks in use has none for: {what}.", what=what)
    return t("The list has no textbook in use yet.")


def _chosen(filters: Filters, names: Mapping[str, str], t: Translator) -> str:
    return ", ".join(
        group_name(name, str(value), names, t)
        for name in ("subject", "grade", "language")
        if (value := getattr(filters, name))
    )


def capped(t: Translator) -> str:
    """Return how provision is counted."""
    return t(
        "Usable ÷ needed copies of grades 7–9, capped at the need of each school and title before "
        "adding up: a surplus here does not fill a shortage there."
    )


def provision(
    whole: Mapping[str, Any],
    sciences: Mapping[str, Any] | None,
    groups: pd.DataFrame,
    causes: Mapping[str, int],
    target: float,
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the answer to the first question.

    `whole`, `sciences`, `groups` and `causes` as the queries of provision and shortages return
    them; `target`: the share to be reached by the end of the quarter.
    """
    is_known = not is_missing(whole["needed"])
    return Panel(
        key="provision",
        title=t("Does each pupil have the books they need?"),
        finding=_finding(whole, groups, causes, names, t),
        body=_answer(whole, sciences, groups, target, t) if is_known else None,
        frame=_parts(whole, sciences, groups, t) if is_known else None,
        columns=_columns(t),
        source=counts(filters, t),
        demonstration=is_known and whole["demonstration"] == 1,
        notes=(
            capped(t),
            *([_of_pupils(t)] if is_known and sciences else []),
            *asked_for(filters, names, t),
        ),
    )


def _of_pupils(t: Translator) -> str:
    """Return how the pupils are counted who have not all books of mathematics and the sciences."""
    return t(
        "Mathematics and the sciences: mathematics, physics, chemistry and biology; a place is one "
        "pupil and one textbook that they need. Schools count copies, not whose they are, so the "
        "number of pupils is the least possible: in each district, grade and language the subject "
        "with most copies missing, divided by its titles."
    )


def _finding(
    whole: Mapping[str, Any],
    groups: pd.DataFrame,
    causes: Mapping[str, int],
    names: Mapping[str, str],
    t: Translator,
) -> str:
    if is_missing(whole["needed"]):
        return t("Nobody knows: no school here has counted these textbooks in the last 12 months.")
    if not whole["needed"]:
        return t("Nobody here needs these textbooks.")
    places = {"needed": t.number(whole["needed"]), "share": t.percent(whole["provision_share"])}
    if not whole["shortage"]:
        return t("Yes, where books were counted: all {needed} copies needed are there.", **places)
    words = t(
        "No: {missing} of the {needed} copies that pupils need are missing, {share} are there",
        missing=t.number(whole["shortage"]),
        **places,
    )
    parts = [words, _least(groups, names, t), _why(whole, causes, t)]
    return "; ".join(part for part in parts if part) + "."


def _least(groups: pd.DataFrame, names: Mapping[str, str], t: Translator) -> str:
    """Return the language and the subject with the lowest provision, where there are several."""
    told = []
    for dimension in ("language", "subject"):
        known = groups[(groups["dimension"] == dimension) & groups["provision_share"].notna()]
        if len(known) > 1:
            row = known.iloc[0]
            name = group_name(dimension, row["group"], names, t)
            told.append(f"{name} {t.percent(row['provision_share'])}")
    return t("fewest: {what}", what=", ".join(told)) if told else ""


def _why(whole: Mapping[str, Any], causes: Mapping[str, int], t: Translator) -> str:
    """Return why copies are missing, where the newest counts are those of the quarter."""
    if causes["shortage"] != whole["shortage"]:
        return ""
    return t(
        "of the missing copies {never} never came, {worn} are worn out and {lost} lost",
        **{name: t.percent(causes[name] / causes["shortage"]) for name in CAUSES},
    )


def _parts(
    whole: Mapping[str, Any],
    sciences: Mapping[str, Any] | None,
    groups: pd.DataFrame,
    t: Translator,
) -> pd.DataFrame:
    """Return the whole, mathematics and the sciences, the new and the old standard, named; columns
    as in `groups`."""
    every = pd.DataFrame(
        [
            {**whole, "name": t("All textbooks")},
            *([{**sciences, "name": t("Mathematics and the sciences")}] if sciences else []),
        ]
    )
    parts = groups[groups["dimension"] == "standard"].sort_values("group")
    named = parts.assign(name=[_standard(code, t) for code in parts["group"]])
    columns = ["name", "needed", "covered", "shortage", "surplus", "provision_share"]
    return pd.concat([every[columns], named[columns]], ignore_index=True)


def _standard(code: str, t: Translator) -> str:
    return t("New standard") if code == "new" else t("Old standard")


def _columns(t: Translator) -> tuple[Column, ...]:
    return (
        Column("name", t("Textbooks")),
        Column("needed", t("Copies needed"), t.number, True),
        Column("covered", t("Of them there"), t.number, True),
        Column("shortage", t("Missing copies"), t.number, True),
        Column("surplus", t("Surplus copies"), t.number, True),
        Column("provision_share", t("Provision"), t.percent, True),
    )


def _answer(
    whole: Mapping[str, Any],
    sciences: Mapping[str, Any] | None,
    groups: pd.DataFrame,
    target: float,
    t: Translator,
) -> list[Any]:
    rows = _parts(whole, sciences, groups, t).to_dict("records")
    goal = [] if is_missing(target) else [t("target to date {share}", share=t.percent(target))]
    facts = [] if sciences is None else [_unmet(sciences, t)]
    facts += [
        t("{n} copies are above the need of their school", n=t.number(whole["surplus"])),
        t(
            "{worn} copies are worn out and {lost} are lost",
            worn=t.number(whole["worn"]),
            lost=t.number(whole["lost"]),
        ),
    ]
    if whole["unknown"]:
        facts.append(
            t.plural(
                "{n} count is left out: its school reported no pupils of the grade and language of"
                " the book, or does not teach in it",
                "{n} counts are left out: their schools reported no pupils of the grade and"
                " language of the book, or do not teach in it",
                int(whole["unknown"]),
            )
        )
    return [
        html.P(
            [
                cell_link(t.percent(whole["provision_share"]), "1.1.6", "value"),
                html.Span(goal, className="hint"),
            ],
            className="goal-value",
        ),
        html.Ul(
            [bar_row(row, f"1.{n}.6", target, t) for n, row in enumerate(rows, 1)],
            className="bars",
        ),
        html.Ul([html.Li(line) for line in facts], className="facts-list"),
    ]


def _unmet(sciences: Mapping[str, Any], t: Translator) -> str:
    """Return how much of the need in mathematics and the sciences is not met, and of how many."""
    if not sciences["shortage"]:
        return t("in mathematics and the sciences, every pupil place has its book")
    return t(
        "in mathematics and the sciences, {n} of {total} pupil places have no book; at least "
        "{pupils} pupils have not all of these books",
        n=t.number(sciences["shortage"]),
        total=t.number(sciences["needed"]),
        pupils=t.number(sciences["pupils"]),
    )


def bar_row(row: Mapping[Any, Any], cell: str, mark: float, t: Translator) -> html.Li:
    """Return a bar of provision with its words; `cell`: where its number stands in the table of
    the panel, `mark`: where a tick stands."""
    is_known = not is_missing(row["provision_share"])
    share = [html.B(t.percent(row["provision_share"])), " · "] if is_known else []
    missing = t("{n} missing", n=t.number(row["shortage"])) if is_known else t("nothing is needed")
    return html.Li(
        [
            html.Span(row["name"], className="bar-name"),
            share_bar(row["provision_share"], mark),
            cell_link([*share, missing], cell, "bar-words")
            if is_known
            else html.Span(missing, className="bar-words"),
        ]
    )


def why(
    causes: Mapping[str, int],
    is_invented: bool,
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return why copies are missing; `causes` as the query of shortages returns them."""
    rows = pd.DataFrame(
        {
            "cause": [t(words) for words in CAUSES.values()],
            "copies": [causes[name] for name in CAUSES],
            "share": [causes[name] / max(causes["shortage"], 1) for name in CAUSES],
        }
    )
    return Panel(
        key="provision-why",
        title=t("Why are copies missing?"),
        finding=_causes_finding(causes, t),
        body=_causes(causes, t) if causes["shortage"] else None,
        frame=rows,
        columns=(
            Column("cause", t("Cause")),
            Column("copies", t("Missing copies"), t.number, True),
            Column("share", t("Share"), t.percent, True),
        ),
        source=newest_counts(filters, t),
        demonstration=is_invented,
        notes=(
            t(
                "On each shelf as many missing copies as are worn out count as worn, then as lost;"
                " the others never came."
            ),
            *asked_for(filters, names, t),
        ),
    )


def newest_counts(filters: Filters, t: Translator) -> str:
    """Return the source of what is told by the newest count of each shelf."""
    return t(
        "newest stock counts, {release}, at most 12 months old",
        release=labels.as_stated(filters, t),
    )


def _causes_finding(causes: Mapping[str, int], t: Translator) -> str:
    if not causes["shortage"]:
        return t("No copies are missing where books were counted.")
    most = max(CAUSES, key=lambda name: causes[name])
    return t(
        "Most missing copies {cause}: {n} of {total}; other schools of the same area have {spare} "
        "of the missing copies to spare.",
        cause=t(_MOSTLY[most]),
        n=t.number(causes[most]),
        total=t.number(causes["shortage"]),
        spare=t.number(causes["elsewhere"]),
    )


_MOSTLY = {
    "never": N_("never came to the school"),
    "worn": N_("were worn out"),
    "lost": N_("were lost"),
}


def _causes(causes: Mapping[str, int], t: Translator) -> list[Any]:
    total = causes["shortage"]
    parts = [
        html.Span(
            className=f"fill fill-{_LOOK[name]}", style={"width": width(causes[name] / total)}
        )
        for name in CAUSES
    ]
    entries = ((_LOOK[name], f"{t(CAUSES[name])}: {t.number(causes[name])}") for name in CAUSES)
    return [
        html.Span(parts, className="meter causes", **aria(hidden="true")),
        key(*entries),
        html.H3(t("To spare in other schools")),
        html.Ul(
            [
                html.Li(
                    [
                        html.Span(t("of the missing copies"), className="bar-name"),
                        share_bar(causes["elsewhere"] / total),
                        html.Span(
                            t(
                                "{n} of {total}",
                                n=t.number(causes["elsewhere"]),
                                total=t.number(total),
                            ),
                            className="bar-words",
                        ),
                    ]
                )
            ],
            className="bars",
        ),
        html.P(
            t("A surplus of the same title in the area asked for; distances do not count here."),
            className="hint",
        ),
    ]


_LOOK = {"never": "absent", "worn": "worn", "lost": "gone"}


def reach(areas: pd.DataFrame, names: Mapping[str, str], filters: Filters, t: Translator) -> Panel:
    """Return how many schools and pupils are behind the figures; frame as `provision.reach`."""
    told = areas.assign(
        told=[
            t("{n} of {total} schools", n=t.number(n), total=t.number(total))
            for n, total in zip(areas["counted_count"], areas["school_count"], strict=True)
        ]
    )
    return Panel(
        key="provision-reach",
        title=t("Which schools are behind the figures?"),
        finding=_reach_finding(areas, t),
        body=html.Ul(
            [_reach_row(n, row, t) for n, row in enumerate(told.to_dict("records"), 1)],
            className="bars",
        ),
        frame=told,
        columns=(
            Column("area_name", t("Region or district")),
            Column("told", t("Counted in 12 months"), is_number=True),
            Column("school_share", t("Share"), t.percent, True),
            Column("pupils", t("Pupils"), _or_unsaid(t), True),
            Column("counted", t("Pupils whose books are counted"), _or_unsaid(t), True),
            Column("unknown", t("Not known"), _or_unsaid(t), True),
            Column("unlisted", t("Without a textbook in the list"), _or_unsaid(t), True),
        ),
        source=t(
            "stock counts and enrolment of schools, {quarter}", quarter=t.quarter(filters.quarter)
        ),
        demonstration=is_invented(areas),
        notes=(
            t("Pupils of grades 7–9 of the school year of the quarter; each bar from 0 to 100 %."),
            t(
                "Without a textbook in the list: no textbook in use is of the grade and language "
                "of these pupils, so that no school could count one."
            ),
            *asked_for(filters, names, t),
        ),
    )


def _or_unsaid(t: Translator):
    def show(value: Any) -> str:
        return t("not reported") if is_missing(value) else t.number(value)

    return show


def _reach_finding(areas: pd.DataFrame, t: Translator) -> str:
    words = t(
        "{n} of {total} schools have counted their textbooks in the last 12 months",
        n=t.number(int(areas["counted_count"].sum())),
        total=t.number(int(areas["school_count"].sum())),
    )
    if areas["pupils"].isna().all():
        return t("{words}; how many pupils they have has not been reported.", words=words)
    pupils, unlisted = (int(areas[name].sum()) for name in ("pupils", "unlisted"))
    if pupils > unlisted:
        words = t(
            "{words}; for {unknown} of {pupils} pupils nobody knows whether they have their books.",
            words=words,
            unknown=t.number(int(areas["unknown"].sum())),
            pupils=t.number(pupils),
        ).removesuffix(".")
    if not unlisted:
        return f"{words}."
    return t(
        "{words}; for {n} pupils the list has no textbook in their grade and language.",
        words=words,
        n=t.number(unlisted),
    )


def _reach_row(n: int, row: Mapping[Any, Any], t: Translator) -> html.Li:
    return html.Li(
        [
            html.Span(row["area_name"], className="bar-name"),
            share_bar(row["school_share"]),
            cell_link([html.B(row["told"]), *_pupils_told(row, t)], f"1.{n}.2", "bar-words"),
        ]
    )


def _pupils_told(row: Mapping[Any, Any], t: Translator) -> list[str]:
    """Return of how many pupils nothing is known, and for how many there is no textbook."""
    if is_missing(row["unknown"]):
        return [" · ", t("pupils not reported")]
    told = []
    if row["unknown"] or not row["unlisted"]:
        told += [" · ", t("{n} pupils not known", n=t.number(row["unknown"]))]
    if row["unlisted"]:
        told += [" · ", t("{n} without a textbook in the list", n=t.number(row["unlisted"]))]
    return told


def multiples(
    groups: pd.DataFrame,
    whole: Mapping[str, Any],
    names: Mapping[str, str],
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the provision of groups side by side, the lowest first; frame as `groups`."""
    shown = groups.assign(
        row=range(1, len(groups) + 1),
        kind=[t(DIMENSION[code]) for code in groups["dimension"]],
        name=[
            group_name(dimension, code, names, t)
            for dimension, code in zip(groups["dimension"], groups["group"], strict=True)
        ],
    )
    blocks = [
        html.Section(
            [
                html.H3(t(DIMENSION[code])),
                html.Ul(
                    [
                        bar_row(row, f"1.{row['row']}.7", whole["provision_share"], t)
                        for row in shown[shown["dimension"] == code].to_dict("records")
                    ],
                    className="bars",
                ),
            ],
            className=f"multiple multiple-{code}",
        )
        for code in dict.fromkeys(shown["dimension"])
    ]
    hint = t("All bars from 0 to 100 %; the line is the provision of all together.")
    return Panel(
        key="provision-groups",
        title=t("Who has the fewest books?"),
        finding=_lowest(shown, t),
        body=[html.Div(blocks, className="multiples"), html.P(hint, className="hint")]
        if blocks
        else None,
        frame=shown,
        columns=(Column("kind", t("By")), *_columns(t)),
        source=counts(filters, t),
        demonstration=bool(len(shown)) and whole["demonstration"] == 1,
        notes=(capped(t), *asked_for(filters, names, t)),
    )


def _lowest(groups: pd.DataFrame, t: Translator) -> str:
    known = groups[groups["provision_share"].notna()]
    if known.empty:
        return t("Nothing was counted.")
    row = known.sort_values(["provision_share", "name"]).iloc[0]
    return t(
        "Fewest: {name}, with {n} of {total} copies needed, {share}.",
        name=row["name"],
        n=t.number(row["covered"]),
        total=t.number(row["needed"]),
        share=t.percent(row["provision_share"]),
    )

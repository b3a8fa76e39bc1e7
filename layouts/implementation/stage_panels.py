"""How far are standards, guides, the state body, institutes, agreements and studies, in words?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from data_access.filters import Filters
from layouts import labels
from layouts.components import gantt
from layouts.i18n import Translator, is_missing
from layouts.implementation import stage_table, words
from layouts.panel import Panel, is_invented

Row = Mapping[Any, Any]


@dataclass(frozen=True)
class Told:
    """What a panel of stages tells of: items and their stages, and the files that hold them."""

    items: pd.DataFrame
    """As `queries…stages.items` returns them, of one kind."""
    stages: pd.DataFrame
    """As `queries…stages.stages` returns them, of the same kind."""
    listed: pd.DataFrame
    """As `queries…stages.listed` returns them."""
    names: Sequence[str]
    """Codes of the stages of the kind, in their order."""
    late_days: int
    """Later is at risk."""
    exports: Mapping[str, str]
    """Name of a file -> its address."""
    filters: Filters


def _panel(
    told: Told,
    key: str,
    title: str,
    counted: str,
    label: str,
    name: Callable[[Row], Sequence[Any]],
    t: Translator,
) -> Panel:
    """Return a panel of stages; `counted`: how many are how far, `label`: words above the names."""
    finding = (
        t("This release holds nothing of the kind.")
        if told.items.empty
        else f"{counted} {stage_table.late(told.items, t)}"
    )
    table = stage_table.stage_table(
        told.items, told.stages, told.names, name, told.late_days, label, t
    )
    return Panel(
        key=key,
        title=title,
        finding=finding,
        body=[table, gantt.files(told.exports)] if len(told.items) else None,
        frame=told.listed,
        columns=stage_table.columns(t),
        source=words.source(told.filters, t),
        demonstration=is_invented(told.items),
        notes=(
            t(
                "Late: planned before the quarter's last day and not reached; at risk after "
                "{late}. House rule.",
                late=labels.days(told.late_days, t),
            ),
        )
        if len(told.items)
        else (),
    )


def standards(told: Told, t: Translator) -> Panel:
    """Return standards by subject and track (1.1)."""
    counted = t(
        "{approved} of {n} standards are approved, {used} are in use.",
        approved=t.number(stage_table.reached(told.stages, "approved")),
        n=t.number(len(told.items)),
        used=t.number(stage_table.reached(told.stages, "in_use")),
    )

    def name(row: Row) -> list[str]:
        return [words.named(row["subject_name"]), t(words.TRACK[row["track"]])]

    return _panel(
        told,
        "standards",
        t("How far are the standards for grades 10–11?"),
        counted,
        t("Subject and track"),
        name,
        t,
    )


def guides(told: Told, t: Translator) -> Panel:
    """Return guides for teachers (1.2)."""
    counted = t(
        "{approved} of {n} guides are approved, {used} are in use.",
        approved=t.number(stage_table.reached(told.stages, "approved")),
        n=t.number(len(told.items)),
        used=t.number(stage_table.reached(told.stages, "in_use")),
    )
    return _panel(
        told,
        "guides",
        t("How far are the guides for teachers?"),
        counted,
        t("Guide"),
        _with_owner,
        t,
    )


def steps(told: Told, t: Translator) -> Panel:
    """Return the steps of the state body that reviews standards (1.6)."""
    counted = t(
        "{done} of {n} steps are done.",
        done=t.number(stage_table.reached(told.stages, "done")),
        n=t.number(len(told.items)),
    )
    ordered = told.items.sort_values("item", ignore_index=True)
    return _panel(
        replace(told, items=ordered),
        "review-steps",
        t("What has the body that reviews standards done?"),
        counted,
        t("Step"),
        _with_owner,
        t,
    )


def _with_owner(row: Row) -> list[str]:
    return [row["item_name"], row["owner_name"]]


def packages(told: Told, t: Translator) -> Panel:
    """Return the packages of institutes (2.6)."""
    accepted = told.stages[told.stages["is_reached"] & (told.stages["stage"] == "accepted")]
    is_accepted = told.items["item"].isin(accepted["item"])
    equipped = is_accepted.groupby(told.items["institute"]).all()
    counted = t(
        "{n} of {total} institutes have all their packages accepted (R2.8); accepted packages: "
        "{accepted} of {packages}.",
        n=t.number(int(equipped.sum())),
        total=t.number(len(equipped)),
        accepted=t.number(int(is_accepted.sum())),
        packages=t.number(len(told.items)),
    )
    ordered = told.items.sort_values(["institute", "item"], ignore_index=True)

    def name(row: Row) -> list[str]:
        return [t(words.PART[row["part"]]), words.named(row["institute_name"])]

    return _panel(
        replace(told, items=ordered),
        "institute-packages",
        t("How far are the packages of the institutes?"),
        counted,
        t("Package and institute"),
        name,
        t,
    )


def agreements(told: Told, t: Translator) -> Panel:
    """Return the agreements with institutes abroad (2.5)."""
    in_force = stage_table.reached(told.stages, "in_force") - stage_table.reached(
        told.stages, "ended"
    )
    counted = t(
        "{n} of {total} agreements are in force (R2.7).",
        n=t.number(in_force),
        total=t.number(len(told.items)),
    )

    def name(row: Row) -> list[str]:
        return [words.named(row["partner"]), words.named(row["institute_name"])]

    return _panel(
        told,
        "agreements",
        t("Which institutes abroad are partners?"),
        counted,
        t("Partner and institute"),
        name,
        t,
    )


def studies(told: Told, t: Translator) -> Panel:
    """Return the studies of budget efficiency (4.1), with the newest document of each."""
    counted = t(
        "{n} of {total} studies are accepted (R4.1).",
        n=t.number(stage_table.reached(told.stages, "accepted")),
        total=t.number(len(told.items)),
    )
    known = told.stages[told.stages["document"].notna() & told.stages["is_reached"]]
    newest = known.groupby("item")["document"].last()

    def name(row: Row) -> list[str]:
        document = newest.get(row["item"])
        below = [] if is_missing(document) else [t("newest document: {code}", code=document)]
        return [row["item_name"], *below]

    ordered = told.items.sort_values("item", ignore_index=True)
    return _panel(
        replace(told, items=ordered),
        "studies",
        t("How far are the studies of budget efficiency?"),
        counted,
        t("Study"),
        name,
        t,
    )

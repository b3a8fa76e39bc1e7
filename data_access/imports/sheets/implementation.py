"""Sheets of the work plan, of what goes through stages, and of what partners did together."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import not_before
from data_access.imports.sheets.names import in_three
from data_access.models.implementation import (
    JOINT,
    PARTS,
    STAGES,
    TRACKS,
    Activity,
    ActivityProgress,
    JointActivity,
    WorkItem,
    WorkStage,
)

MOST_MONEY = 100_000_000_000
MOST_WEIGHT = 1_000
MOST_PEOPLE = 10_000

CODE = r"[A-Z]{1,4}(-[A-Z0-9.]{1,8}){1,4}"

NEEDS = {
    "subject": ("standard",),
    "track": ("standard",),
    "institute": ("institute", "agreement"),
    "part": ("institute",),
    "partner": ("agreement",),
}
"""Column of a work item -> the kinds that cannot do without."""

Terms = tuple[str | None, str, int, Any, Any]
"""What an activity tells: its whole, line, weight, actual start and actual end."""


def _activities(rows: pd.DataFrame, codes: Codes) -> dict[str, Terms]:
    """Return what is known of every activity: those of rows, and others that came in before."""
    known = {code: terms for code, terms in codes.facts.get("activity", {}).items() if terms}
    told = zip(*(rows[name] for name in ("code", *ACTIVITY_TELLS)), strict=True)
    return known | {code: tuple(terms) for code, *terms in told}


def _cyclic(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where an activity is a part of itself, at once or by way of others."""
    known = _activities(rows, codes)
    broken = [code in _wholes(code, known) for code in rows["code"]]
    return pd.Series(broken, rows.index, dtype=bool)


def _wholes(code: str, known: Mapping[str, Terms]) -> list[str]:
    """Return the codes of all that an activity is a part of, each once."""
    found: list[str] = []
    while code in known and (parent := known[code][0]) and parent not in found:
        found.append(parent)
        code = parent
    return found


def _of_other_line(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where an activity is in another line of work than its whole."""
    known = _activities(rows, codes)
    broken = [
        parent in known and known[parent][1] != line
        for parent, line in zip(rows["parent"], rows["line"], strict=True)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _parts_in_lines(codes: Codes) -> dict[str, dict[str, str]]:
    """Return whole -> its parts that came in before -> their lines of work."""
    found: dict[str, dict[str, str]] = {}
    for code, terms in codes.facts.get("activity", {}).items():
        if terms and terms[0]:
            found.setdefault(terms[0], {})[code] = terms[1]
    return found


def _leaves_parts(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where an activity is in another line of work than parts that do not come with it."""
    parts, here = _parts_in_lines(codes), set(rows["code"])
    broken = [
        any(line != own for part, line in parts.get(code, {}).items() if part not in here)
        for code, own in zip(rows["code"], rows["line"], strict=True)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _parts_left(row: pd.Series, codes: Codes) -> dict[str, object]:
    parts = _parts_in_lines(codes)[row["code"]]
    return {"parts": ", ".join(sorted(part for part, line in parts.items() if line != row["line"]))}


def _weight_of_parts(known: Mapping[str, Terms]) -> dict[str, int]:
    """Return whole -> the weights of its parts together."""
    added: dict[str, int] = {}
    for parent, _, weight, *_ in known.values():
        if parent:
            added[parent] = added.get(parent, 0) + weight
    return added


def _parts_above_whole(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a whole, or that of a part, weighs less than its parts together."""
    known = _activities(rows, codes)
    heavy = {
        code
        for code, weight in _weight_of_parts(known).items()
        if code in known and weight > known[code][2]
    }
    broken = [parent in heavy or code in heavy for parent, code in _pairs(rows)]
    return pd.Series(broken, rows.index, dtype=bool)


def _pairs(rows: pd.DataFrame) -> Iterator[tuple[Any, Any]]:
    return zip(rows["parent"], rows["code"], strict=True)


def _whole(row: pd.Series, _: Codes) -> dict[str, object]:
    return {"whole": row["parent"] or row["code"]}


def _ended_without_start(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["actual_end"].notna() & rows["actual_start"].isna()


def _reported_on(rows: pd.DataFrame, codes: Codes) -> Iterator[tuple[Any, Any, Terms | None]]:
    """Yield progress, quarter, and what is told of the activity, of each row."""
    told = codes.facts.get("activity", {})
    columns = (rows[name] for name in ("activity", "progress", "period"))
    for activity, progress, period in zip(*columns, strict=True):
        yield progress, period, told.get(activity)


def _complete_without_end(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where everything is done, yet the activity has not ended by then."""
    broken = [
        terms is not None and progress == 1 and (terms[4] is None or terms[4] > period)
        for progress, period, terms in _reported_on(rows, codes)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _progress_before_start(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where something is done, yet the activity has not begun by then."""
    broken = [
        terms is not None and progress > 0 and (terms[3] is None or terms[3] > period)
        for progress, period, terms in _reported_on(rows, codes)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _has_parts(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where an activity is counted from its parts."""
    wholes = {terms[0] for terms in codes.facts.get("activity", {}).values() if terms}
    return rows["activity"].isin(wholes - {None})


def _needed(column: str) -> Rule:
    """Return the rule that some kinds of work items cannot do without a column."""

    def broken(rows: pd.DataFrame, _: Codes) -> pd.Series:
        return rows["kind"].isin(NEEDS[column]) & rows[column].isna()

    return Rule("needed_by_kind", column, broken, lambda row, _: {"kind": row["kind"]})


def _kind_changes(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a work item came in before as one of another kind, with other stages."""
    told = codes.facts.get("work_item", {})
    broken = [
        told.get(code) not in (None, kind)
        for code, kind in zip(rows["code"], rows["kind"], strict=True)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _kind_before(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"kind": codes.facts["work_item"][row["code"]]}


def _kinds(rows: pd.DataFrame, codes: Codes) -> list[Any]:
    told = codes.facts.get("work_item", {})
    return [told.get(item) for item in rows["item"]]


def _of_another_kind(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where the kind of the item has no such stage."""
    broken = [
        kind is not None and stage not in STAGES[kind]
        for kind, stage in zip(_kinds(rows, codes), rows["stage"], strict=True)
    ]
    return pd.Series(broken, rows.index, dtype=bool)


def _stages_of(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"steps": ", ".join(STAGES[codes.facts["work_item"][row["item"]]])}


def _backwards(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a stage was reached before an earlier one."""
    columns = zip(rows["item"], rows["stage"], rows["actual_on"], strict=True)
    known = {**codes.facts.get("work_stage", {})}
    known |= {(item, stage): actual for item, stage, actual in columns}
    broken = []
    for kind, (_, row) in zip(_kinds(rows, codes), rows.iterrows(), strict=True):
        stages = STAGES.get(kind or "", ())
        if row["actual_on"] is None or row["stage"] not in stages:
            broken.append(False)
            continue
        earlier = [(row["item"], stage) for stage in stages[: stages.index(row["stage"])]]
        days = [known[key] for key in earlier if known.get(key)]
        broken.append(any(day > row["actual_on"] for day in days))
    return pd.Series(broken, rows.index, dtype=bool)


def _not_an_agreement(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    told = codes.facts.get("work_item", {})
    kinds = [told.get(item) for item in rows["agreement"]]
    return pd.Series([kind not in (None, "agreement") for kind in kinds], rows.index, dtype=bool)


ACTIVITY_TELLS = ("parent", "line", "weight", "actual_start", "actual_end")

_ACTIVITY = ("Иш-чаранын коду", "Код мероприятия", "Activity code")
_ITEM = ("Иштин коду", "Код работы", "Work item code")
_LINE = ("Иш багытынын коду", "Код направления работы", "Code of the line of work")
_OWNER = ("Жооптуу", "Ответственный", "Owner")


def _day(name: str, ky: str, ru: str, en: str, required: bool, past: bool = False) -> Field:
    return Field(name, (ky, ru, en), Kind.DATE, required, past=past)


def _usd(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.NUMBER, False, minimum=0, maximum=MOST_MONEY)


def _owner() -> Field:
    return Field("owner", _OWNER, Kind.CODE, codes="office")


ACTIVITIES = Sheet(
    name="activities",
    titles=("Иш-чаралар планы", "План мероприятий", "Work plan"),
    model=Activity,
    fields=(
        Field("code", _ACTIVITY, pattern=CODE, example="WP-1.1-02"),
        *in_three("name", "Иш-чаранын аталышы", "Название мероприятия", "Activity name"),
        Field("line", _LINE, Kind.CODE, codes="line"),
        Field(
            "parent",
            ("Кайсы иш-чаранын бөлүгү", "Часть мероприятия", "Part of activity"),
            Kind.CODE,
            False,
            codes="activity",
        ),
        _owner(),
        _day("planned_start", "Пландалган башталышы", "Плановое начало", "Planned start", True),
        _day("planned_end", "Пландалган аягы", "Плановое окончание", "Planned end", True),
        _day(
            "actual_start",
            *("Иш жүзүндө башталышы", "Фактическое начало", "Actual start", False, True),
        ),
        _day(
            "actual_end",
            *("Иш жүзүндө аягы", "Фактическое окончание", "Actual end", False, True),
        ),
        Field(
            "weight",
            ("Салмагы", "Вес", "Weight"),
            Kind.COUNT,
            minimum=1,
            maximum=MOST_WEIGHT,
        ),
        _usd(
            "planned_cost",
            *("Пландалган наркы, АКШ доллары", "Плановая стоимость, долл. США"),
            "Planned cost, USD",
        ),
    ),
    rules=(
        not_before("planned_end_before_start", "planned_end", "planned_start"),
        not_before("actual_end_before_start", "actual_end", "actual_start"),
        Rule("ended_without_start", "actual_start", _ended_without_start),
        Rule("cyclic_parent", "parent", _cyclic),
        Rule("parent_of_other_line", "parent", _of_other_line),
        Rule("parts_of_other_line", "line", _leaves_parts, _parts_left),
        Rule("parts_above_whole", "weight", _parts_above_whole, _whole),
    ),
    adds_to="activity",
    tells=ACTIVITY_TELLS,
)

PROGRESS = Sheet(
    name="activity_progress",
    titles=("Иш-чаралардын жүрүшү", "Ход мероприятий", "Progress of activities"),
    model=ActivityProgress,
    fields=(
        Field("activity", _ACTIVITY, Kind.CODE, codes="activity"),
        Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER),
        Field(
            "progress",
            ("Аткарылган үлүшү", "Доля выполнения", "Share done"),
            Kind.NUMBER,
            minimum=0,
            maximum=1,
        ),
        _usd(
            "actual_cost",
            *("Башынан бери чыгым, АКШ доллары", "Затраты с начала, долл. США"),
            "Cost since the beginning, USD",
        ),
    ),
    rules=(
        Rule("complete_without_end", "progress", _complete_without_end),
        Rule("progress_before_start", "progress", _progress_before_start),
        Rule("counted_from_parts", "activity", _has_parts),
    ),
)

ITEMS = Sheet(
    name="work_items",
    titles=("Стандарттар ж.б. иштер", "Стандарты и другие работы", "Standards and other work"),
    model=WorkItem,
    fields=(
        Field("code", _ITEM, pattern=CODE, example="ST-PHY-G"),
        *in_three("name", "Иштин аталышы", "Название работы", "Work item name"),
        Field("kind", ("Түрү", "Вид", "Kind"), pattern="|".join(STAGES)),
        _owner(),
        Field("subject", ("Предмет", "Предмет", "Subject"), Kind.CODE, False, codes="subject"),
        Field("track", ("Багыт", "Направление", "Track"), required=False, pattern="|".join(TRACKS)),
        Field(
            "institute", ("Институт", "Институт", "Institute"), Kind.CODE, False, codes="provider"
        ),
        Field(
            "part",
            ("Институттун топтому", "Пакет института", "Package of the institute"),
            required=False,
            pattern="|".join(PARTS),
        ),
        Field(
            "partner",
            ("Чет өлкөлүк өнөктөш", "Зарубежный партнёр", "Partner abroad"),
            required=False,
        ),
    ),
    rules=(
        *(_needed(column) for column in NEEDS),
        Rule("another_kind_before", "kind", _kind_changes, _kind_before),
    ),
    adds_to="work_item",
    tells=("kind",),
)

STAGES_REACHED = Sheet(
    name="work_stages",
    titles=("Иштердин этаптары", "Этапы работ", "Stages of work"),
    model=WorkStage,
    fields=(
        Field("item", _ITEM, Kind.CODE, codes="work_item"),
        Field(
            "stage",
            ("Этап", "Этап", "Stage"),
            pattern="|".join(dict.fromkeys(stage for some in STAGES.values() for stage in some)),
        ),
        _day("planned_on", "Пландалган күнү", "Плановая дата", "Planned on", True),
        _day("actual_on", "Иш жүзүндөгү күнү", "Фактическая дата", "Actual on", False, True),
        Field("document", ("Документ", "Документ", "Document"), required=False),
    ),
    rules=(
        Rule("stage_of_another_kind", "stage", _of_another_kind, _stages_of),
        Rule("stages_backwards", "actual_on", _backwards),
    ),
    adds_to="work_stage",
    tells=("actual_on",),
)

JOINT_ACTIVITIES = Sheet(
    name="joint_activities",
    titles=("Биргелешкен иш-чаралар", "Совместные мероприятия", "Joint activities"),
    model=JointActivity,
    fields=(
        Field(
            "code",
            ("Биргелешкен иш-чаранын коду", "Код совместного мероприятия", "Joint activity code"),
            pattern=CODE,
            example="JA-01-03",
        ),
        *in_three(
            "name",
            "Биргелешкен иш-чаранын аталышы",
            "Название совместного мероприятия",
            "Joint activity name",
        ),
        Field(
            "agreement",
            ("Макулдашуунун коду", "Код соглашения", "Agreement code"),
            Kind.CODE,
            codes="work_item",
        ),
        Field("kind", ("Түрү", "Вид", "Kind"), pattern="|".join(JOINT)),
        _day("held_on", "Өткөрүлгөн күнү", "Дата проведения", "Held on", True, True),
        Field(
            "participants",
            ("Катышуучулар", "Участники", "Participants"),
            Kind.COUNT,
            maximum=MOST_PEOPLE,
        ),
    ),
    rules=(Rule("not_an_agreement", "agreement", _not_an_agreement),),
)

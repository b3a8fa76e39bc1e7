"""How far are standards, guides, packages of institutes, agreements and studies?"""

from functools import cache
from pathlib import Path

import pandas as pd

from dashboard.demonstration.quarters import last_day, working_day
from data_access.models.implementation import PARTS, STAGES

HERE = Path(__file__).parent

DAYS = {
    "standard": (0, 120, 150, 90, 0),
    "guide": (0, 100, 80, 0),
    "step": (0,),
    "institute": (0, 120, 45, 30),
    "agreement": (0, 90, 60, 30, 1460),
    "study": (0, 100, 45, 150, 60),
}
"""Kind -> days planned for each stage since the one before; what is used waits for 1 September."""

INSTITUTES = {
    "issyk_kul": ("2025-04-14", 50, ("accepted", "accepted", "accepted")),
    "naryn": ("2025-08-18", 65, ("accepted", "accepted", "accepted")),
    "osh": ("2025-09-15", 90, ("installed", "delivered", "accepted")),
    "jalal_abad": ("2026-02-16", 40, ("delivered", "contracted", "contracted")),
    "institute": ("2026-06-15", 30, ("contracted", None, None)),
}
"""Institute -> first planned day of its equipment, days late, and the stage of each of PARTS by
September 2026."""
PART_LATER = pd.Timedelta(days=14)
"""How much later each further package of an institute is planned."""

PART_NAMES = {
    "equipment": ("Жабдуулар", "Оборудование", "Equipment"),
    "furniture": ("Эмерек", "Мебель", "Furniture"),
    "materials": ("Материалдар", "Материалы", "Materials"),
}
INSTITUTE_NAMES = {
    "issyk_kul": ("Ысык-Көл", "Иссык-Куль", "Issyk-Kul"),
    "naryn": ("Нарын", "Нарын", "Naryn"),
    "osh": ("Ош", "Ош", "Osh"),
    "jalal_abad": ("Жалал-Абад", "Джалал-Абад", "Jalal-Abad"),
    "institute": ("республикалык институт", "республиканский институт", "republican institute"),
}
"""Names in Kyrgyz, Russian and English."""

NAMES = ["name_ky", "name_ru", "name_en"]


@cache
def items() -> pd.DataFrame:
    """Return every item: columns of the sheet "work_items", and first planned day, days late and
    the stage reached by September 2026."""
    rows = pd.read_csv(HERE / "items.csv", parse_dates=["first"])
    return pd.concat([rows, pd.DataFrame(_packages())], ignore_index=True)


def _packages() -> list[dict]:
    rows = []
    for turn, (institute, (first, late, reached)) in enumerate(INSTITUTES.items(), start=1):
        for place, part in enumerate(PARTS):
            names = [
                f"{what}: {where}"
                for what, where in zip(PART_NAMES[part], INSTITUTE_NAMES[institute], strict=True)
            ]
            rows.append(
                {
                    "code": f"TI-{turn:02}-{part[:1].upper()}",
                    "kind": "institute",
                    "owner": "pmu",
                    "institute": institute,
                    "part": part,
                    "first": pd.Timestamp(first) + place * PART_LATER,
                    "late": late + 5 * place,
                    "reached": reached[place],
                    **dict(zip(NAMES, names, strict=True)),
                }
            )
    return rows


@cache
def stages() -> pd.DataFrame:
    """Return every stage: columns of the sheet "work_stages"."""
    rows = [stage for item in items().to_dict("records") for stage in _stages(item)]
    frame = pd.DataFrame(rows)
    for name in ("planned_on", "actual_on"):
        frame[name] = working_day(frame[name].astype("datetime64[s]"))
    number = frame["actual_on"].notna().cumsum().map("DOC-{:04}".format)
    return frame.assign(document=number.where(frame["actual_on"].notna()))


def _stages(item: dict) -> list[dict]:
    """Return the stages of one item; it falls behind in equal parts up to the stage reached."""
    names = STAGES[item["kind"]]
    reached = names.index(item["reached"]) + 1 if isinstance(item["reached"], str) else 0
    planned = actual = item["first"]
    found = []
    for place, (stage, days) in enumerate(zip(names, DAYS[item["kind"]], strict=True)):
        if stage == "in_use":
            planned, actual = _september(planned), _september(actual)
        else:
            planned = planned + pd.Timedelta(days=days)
            steps = names.index("approved") + 1 if "in_use" in names[:reached] else reached
            lag = round(item["late"] * (place + 1) / steps) if place < reached else 0
            actual = planned + pd.Timedelta(days=lag)
        day = actual if place < reached else None
        found.append(
            {"item": item["code"], "stage": stage, "planned_on": planned, "actual_on": day}
        )
    return found


def _september(day: pd.Timestamp) -> pd.Timestamp:
    """Return the first day of the school year that begins next."""
    first = pd.Timestamp(day.year, 9, 1)
    return first if day <= first else pd.Timestamp(day.year + 1, 9, 1)


def known_at(quarter: str) -> dict[str, pd.DataFrame]:
    """Return items, stages and joint activities as the workbook of one quarter holds them."""
    day = last_day(quarter)
    every = stages()
    joint = pd.read_csv(HERE / "joint.csv", parse_dates=["held_on"])
    return {
        "work_items": items().drop(columns=["first", "late", "reached"]),
        "work_stages": every.assign(
            actual_on=every["actual_on"].where(every["actual_on"] <= day),
            document=every["document"].where(every["actual_on"] <= day),
        ),
        "joint_activities": joint[joint["held_on"] <= day],
    }

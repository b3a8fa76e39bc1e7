"""What do the passports of the innovative schools tell, as known at the end of a quarter?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import packages, training
from dashboard.demonstration.enrolment import reported
from dashboard.demonstration.schools import innovative_schools
from dashboard.demonstration.seeded import dice
from data_access.models.schools import STAGES

PLANNED = pd.DataFrame(
    [
        *(("lab-physics", 1, 0), ("lab-chemistry", 1, 0), ("lab-biology", 1, 0)),
        *(("lab-hood", 1, 0), ("lab-furniture", 10, 1), ("lab-safety", 2, 0)),
        *(("materials-library", 1, 0), ("materials-mathematics", 2, 0.3)),
        *(("materials-sciences", 2, 0.3), ("materials-guides", 8, 2)),
        *(("ict-computer", 4, 4), ("ict-laptop", 3, 0.8), ("ict-server", 1, 0)),
        *(("ict-network", 1, 0), ("ict-software", 4, 4)),
        *(("multimedia-board", 1, 0.2), ("multimedia-projector", 1, 0.2)),
        *(("multimedia-sound", 1, 0), ("multimedia-furniture", 20, 1)),
        *(("repair-floor", 60, 20), ("repair-walls", 150, 45), ("repair-windows", 4, 2)),
        *(("repair-wiring", 1, 0), ("repair-water", 1, 0)),
        *(("access-ramp", 1, 0), ("access-toilet", 1, 0.1), ("access-door", 2, 0.2)),
        *(("access-room", 1, 0), ("access-materials", 1, 0.2)),
    ],
    columns=["item", "for_school", "for_hundred_pupils"],
)
PARTIAL, BEGUN_REPAIR = 0.15, 0.4
"""Share of lines that come in two deliveries; share of a repair that is done once it has begun."""
SURPLUS, DEFECTIVE, REPLACED = 0.04, 0.14, 0.65
BROKEN = ("IS-04", "ict-computer")
"""Waits for the replacement of its computers."""

ACTIONS = pd.DataFrame(
    [
        ("2026-Q2", "AC-001", "IS-17", "issue", "pmu", "2026-05-15", None,
         "Майда ремонт токтоп турат: подрядчы жумушун улантышы керек.",
         "Мелкий ремонт стоит: подрядчик должен продолжить работы.",
         "The minor repair stands still: the contractor has to go on."),
        ("2026-Q2", "AC-002", "IS-09", "commitment", "pmu", "2026-08-31", None,
         "Топтомдорду сатып алууну жарыялоо.",
         "Объявить закупку пакетов.",
         "Announce the procurement of the packages."),
        ("2026-Q2", "AC-003", "IS-26", "commitment", "district", "2026-07-15", None,
         "Имараттын техникалык абалын текшерүү.",
         "Обследовать техническое состояние здания.",
         "Examine the technical state of the building."),
        ("2026-Q3", "AC-004", "IS-04", "issue", "pmu", "2026-10-30", None,
         "Жараксыз компьютерлерди алмаштыруу.",
         "Заменить неисправные компьютеры.",
         "Replace the defective computers."),
        ("2026-Q1", "AC-005", "IS-08", "issue", "publisher", "2026-09-01", None,
         "Өзбек тилиндеги окуу китептери жетишпейт.",
         "Не хватает учебников на узбекском языке.",
         "Textbooks in Uzbek are short."),
        ("2026-Q1", "AC-006", "IS-02", "issue", "moe", "2026-06-30", "2026-08-20",
         "Пандустун жантайышы талаптарга жооп бербейт.",
         "Уклон пандуса не отвечает требованиям.",
         "The slope of the ramp does not meet the requirements."),
        ("2025-Q4", "AC-007", "IS-13", "commitment", "institute", "2026-05-31", "2026-05-20",
         "Мугалимдерди лабораторияда иштөөгө үйрөтүү.",
         "Обучить учителей работе в лаборатории.",
         "Train the teachers to work in the laboratory."),
        ("2026-Q2", "AC-008", "IS-22", "issue", "district", "2026-08-15", None,
         "Интернетке туташуу жок, мультимедиялык класс толук иштебейт.",
         "Нет доступа к Интернету, мультимедийный класс работает не полностью.",
         "There is no internet access, so the multimedia classroom works only in part."),
        ("2026-Q3", "AC-009", "IS-05", "commitment", "district", "2026-12-15", None,
         "Ресурстук бөлмөгө адис дайындоо.",
         "Назначить специалиста ресурсной комнаты.",
         "Appoint a specialist for the resource room."),
        ("2026-Q3", "AC-010", "IS-23", "commitment", "district", "2026-11-30", None,
         "Мектептин картадагы ордун тактоо.",
         "Уточнить положение школы на карте.",
         "Establish the position of the school on the map."),
        ("2025-Q4", "AC-011", "IS-12", "issue", "district", "2026-04-30", "2026-04-12",
         "Лабораториянын үстүндөгү чатыр агат.",
         "Протекает крыша над лабораторией.",
         "The roof above the laboratory leaks."),
    ],
    columns=[
        *("known_from", "code", "school", "kind", "owner", "due_on", "done_on"),
        *("text_ky", "text_ru", "text_en"),
    ],
)  # fmt: skip


def known_at(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the frames of all sheets of the passports, by name of the sheet."""
    return {
        "items": items(quarter),
        "enrolment": reported(quarter),
        "access": access(quarter),
        "teaching": teaching(quarter),
        "actions": actions(quarter),
    }


def items(quarter: str) -> pd.DataFrame:
    """Return every line of equipment: columns of the sheet "items".

    What is delivered and accepted follows the dates of the package.
    """
    rows = _lines().merge(_stages(quarter), on=["school", "package"])
    is_repair = rows["package"] == "repair"
    first = np.where(is_repair, BEGUN_REPAIR, np.where(rows["partial"], rows["first"], 1.0))
    begun = np.floor(rows["planned"] * first).astype(int)
    delivered = np.select(
        [rows["reached"] >= 3, rows["reached"] == 2], [rows["planned"] + rows["surplus"], begun], 0
    )
    is_broken = (rows["school"] == BROKEN[0]) & (rows["item"] == BROKEN[1])
    broken = rows["broken"].mask(is_broken, 3).where(~is_repair, 0)
    is_mended = (rows["reached"] == 4) & rows["replaced"] & ~is_broken
    defective = np.minimum(np.where(is_mended, 0, broken), delivered)
    is_taken = (rows["reached"] == 4) | ((rows["reached"] == 3) & rows["early"])
    return pd.DataFrame(
        {
            **{name: rows[name] for name in ("school", "package", "item", "planned")},
            "delivered": delivered,
            "accepted": np.where(is_taken, delivered - defective, 0),
            "defective": defective,
        }
    )


@cache
def _lines() -> pd.DataFrame:
    """Return every line of every school with what chance has in store for it."""
    chance = dice("items")
    schools = innovative_schools()[["code", "pupils"]].rename(columns={"code": "school"})
    rows = schools.merge(PLANNED, how="cross")
    amount = rows["for_school"] + rows["for_hundred_pupils"] * rows["pupils"] / 100
    planned = amount.round().astype(int).clip(lower=1)
    draw = chance.random((6, len(rows)))
    many = planned >= 5
    return rows.assign(
        package=rows["item"].str.split("-").str[0],
        planned=planned,
        partial=(draw[0] < PARTIAL) & many,
        first=0.5 + draw[1] * 0.4,
        surplus=((draw[2] < SURPLUS) & many).astype(int),
        broken=((draw[3] < DEFECTIVE) & many) * (1 + planned // 25),
        replaced=draw[4] < REPLACED,
        early=draw[5] < 0.4,
    )


def _stages(quarter: str) -> pd.DataFrame:
    """Return school, package and the number of stages reached."""
    rows = packages.known_at(quarter)
    reached = sum(rows[f"{stage}_actual"].notna().astype(int) for stage in STAGES)
    return rows[["school", "package"]].assign(reached=reached)


def access(quarter: str) -> pd.DataFrame:
    """Return the conditions for pupils with disabilities: columns of the sheet "access".

    They come with the package of accessibility; two schools are assessed late.
    """
    chance = dice("access")
    schools = innovative_schools().set_index("code")
    reached = _stages(quarter).pivot(index="school", columns="package", values="reached")
    reached = reached.loc[schools.index]
    before = chance.random((2, len(schools)))
    offered = pd.DataFrame(
        {
            "ramp": (before[0] < 0.2) | (reached["access"] >= 3),
            "toilet": (before[1] < 0.1) | (reached["access"] >= 3),
            "resource_room": reached["access"] == 4,
            "adapted_materials": reached["materials"] == 4,
        }
    )
    pupils = (schools["pupils"] * chance.uniform(0.008, 0.028, len(schools))).round()
    served = np.floor(pupils * (0.1 + 0.2 * offered.sum(axis=1)))
    assessed = ~(offered.index.isin(packages.NOT_BEGUN) & (quarter < packages.REVISED_FROM))
    counted = chance.random(len(schools)) > 0.07
    rows = offered.astype(object).where(pd.Series(assessed, offered.index), None, axis=0)
    return (
        rows.assign(
            period=quarter,
            pupils_with_disabilities=pupils.where(counted),
            pupils_served=served.where(counted),
        )
        .rename_axis("school")
        .reset_index()
    )


def teaching(quarter: str) -> pd.DataFrame:
    """Return teachers trained and the attestation pilot: columns of the sheet "teaching".

    They are the people of the registers; a district that is silent is so with its schools.
    """
    rows = training.of_schools(quarter).rename_axis("school").reset_index().assign(period=quarter)
    return rows if quarter >= training.PILOT_FROM else rows.drop(columns=training.PILOT)


def actions(quarter: str) -> pd.DataFrame:
    """Return commitments and issues: columns of the sheet "actions"."""
    rows = ACTIONS[ACTIONS["known_from"] <= quarter].drop(columns="known_from")
    due, done = (pd.to_datetime(rows[name]) for name in ("due_on", "done_on"))
    last = pd.Period(quarter.replace("-", ""), freq="Q").end_time
    return rows.assign(due_on=due, done_on=done.where(done <= last)).reset_index(drop=True)

"""Sheets of online modules and of those who learn with them."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.imports.sheets.days import not_before, quarters
from data_access.imports.sheets.training import PERSON
from data_access.models.training import ModuleEnrolment, OnlineModule

MOST_UNITS = 200

_CODE = ("Модулдун коду", "Код модуля", "Module code")


def _units(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    known = codes.facts.get("module", {})
    return pd.Series([known.get(module) for module in rows["module"]], rows.index, dtype=float)


def _beyond_last_unit(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return floats(rows, "last_unit") > _units(rows, codes)


def _how_many(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"units": codes.facts["module"][row.module]}


def _derive(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(
        period=quarters(rows["enrolled_on"]), completed_period=quarters(rows["completed_on"])
    )


MODULES = Sheet(
    name="modules",
    titles=("Модулдар", "Модули", "Modules"),
    model=OnlineModule,
    fields=(
        Field("code", _CODE, pattern=r"[A-Z]{2}-[0-9]{2,5}", example="EM-01"),
        Field("name_ky", ("Аталышы (кыргызча)", "Название (кыргызский)", "Name (Kyrgyz)")),
        Field("name_ru", ("Аталышы (орусча)", "Название (русский)", "Name (Russian)")),
        Field("name_en", ("Аталышы (англисче)", "Название (английский)", "Name (English)")),
        Field(
            "units",
            ("Бөлүктөрдүн саны", "Число разделов", "Units"),
            Kind.COUNT,
            minimum=1,
            maximum=MOST_UNITS,
        ),
        Field("live_on", ("Ачылган күнү", "Дата открытия", "Live on"), Kind.DATE),
    ),
    adds_to="module",
    tells=("units",),
)

ENROLMENTS = Sheet(
    name="module_enrolments",
    titles=("Модулга катталуу", "Запись на модули", "Module enrolments"),
    model=ModuleEnrolment,
    fields=(
        Field("module", _CODE, Kind.CODE, codes="module"),
        PERSON,
        Field(
            "enrolled_on", ("Катталган күнү", "Дата записи", "Enrolled on"), Kind.DATE, past=True
        ),
        Field(
            "completed_on",
            ("Аяктаган күнү", "Дата завершения", "Completed on"),
            Kind.DATE,
            False,
            past=True,
        ),
        Field(
            "last_unit",
            ("Акыркы ачылган бөлүк", "Последний открытый раздел", "Last unit opened"),
            Kind.COUNT,
            maximum=MOST_UNITS,
        ),
        Field("device", ("Түзмөк", "Устройство", "Device"), pattern="phone|computer|tablet"),
    ),
    rules=(
        not_before("completed_too_early", "completed_on", "enrolled_on"),
        Rule("beyond_last_unit", "last_unit", _beyond_last_unit, _how_many),
    ),
    derive=_derive,
)

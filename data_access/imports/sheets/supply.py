"""Sheets of shipments of textbooks, of what became of them, and of copies written off in stores."""

import numpy as np
import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import quarters
from data_access.imports.sheets.titles import MOST_COPIES, copies, document, order_of
from data_access.models.textbooks import Receipt, Shipment, WriteOff

SHIPMENT = ("Жөнөтүүнүн коду", "Код отправки", "Shipment code")
_DISTRICT = ("Район", "Район", "District")


def _left_for_nowhere(rows: pd.DataFrame, _: Codes) -> pd.Series:
    """True where copies left the store of a district, but for no school."""
    return (rows["origin"] == "district") & rows["school"].isna()


def _in_another_district(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a school lies in another district than the shipment says."""
    known = {code: terms[0] for code, terms in codes.facts.get("school", {}).items() if terms}
    lies_in = pd.Series([known.get(school) for school in rows["school"]], rows.index, dtype=object)
    return lies_in.notna() & (lies_in != rows["district"])


def _received_too_early(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    known = codes.facts.get("shipment", {})
    left = pd.Series([known.get(code) for code in rows["shipment"]], rows.index, dtype=object)
    return pd.to_datetime(rows["received_on"]) < pd.to_datetime(left)


def _derive_shipment(rows: pd.DataFrame) -> pd.DataFrame:
    to_school = np.where(rows["origin"] == "store", "direct", "school")
    leg = np.where(rows["school"].isna(), "district", to_school)
    return rows.assign(leg=leg, period=quarters(rows["dispatched_on"]))


def _derive_receipt(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["received_on"]))


def _derive_write_off(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["written_off_on"]))


def _count(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.COUNT, maximum=MOST_COPIES)


SHIPMENTS = Sheet(
    name="shipments",
    titles=("Жөнөтүүлөр", "Отправки", "Shipments"),
    model=Shipment,
    fields=(
        document("SH", SHIPMENT),
        order_of(),
        Field("origin", ("Кайдан", "Откуда", "Origin"), pattern="store|district"),
        Field("district", _DISTRICT, Kind.CODE, codes="district"),
        Field(
            "school",
            ("Мектептин коду", "Код школы", "School code"),
            Kind.CODE,
            False,
            codes="school",
        ),
        copies(),
        Field(
            "dispatched_on",
            ("Жөнөтүлгөн күнү", "Дата отправки", "Dispatched on"),
            Kind.DATE,
            past=True,
        ),
    ),
    rules=(
        Rule("left_for_nowhere", "school", _left_for_nowhere),
        Rule("in_another_district", "district", _in_another_district),
    ),
    derive=_derive_shipment,
    adds_to="shipment",
    tells=("dispatched_on",),
)

RECEIPTS = Sheet(
    name="receipts",
    titles=("Кабыл алуулар", "Приёмка", "Receipts"),
    model=Receipt,
    fields=(
        Field("shipment", SHIPMENT, Kind.CODE, codes="shipment"),
        Field(
            "received_on",
            ("Кабыл алынган күнү", "Дата приёмки", "Received on"),
            Kind.DATE,
            past=True,
        ),
        _count("received", "Кабыл алынган нускалар", "Принято экземпляров", "Received"),
        _count("damaged", "Бузулган нускалар", "Повреждено экземпляров", "Damaged"),
        _count("lost", "Жоголгон нускалар", "Утрачено экземпляров", "Lost"),
        Field("document", ("Актынын номери", "Номер акта", "Document"), required=False),
    ),
    rules=(Rule("received_too_early", "received_on", _received_too_early),),
    derive=_derive_receipt,
)

WRITE_OFFS = Sheet(
    name="write_offs",
    titles=("Эсептен чыгаруу", "Списание", "Write-offs"),
    model=WriteOff,
    fields=(
        document("WO", ("Актынын коду", "Код акта", "Write-off code")),
        order_of(),
        Field("district", _DISTRICT, Kind.CODE, False, codes="district"),
        copies(),
        Field(
            "written_off_on",
            ("Эсептен чыгарылган күнү", "Дата списания", "Written off on"),
            Kind.DATE,
            past=True,
        ),
        Field("reason", ("Себеби", "Причина", "Reason")),
    ),
    derive=_derive_write_off,
)

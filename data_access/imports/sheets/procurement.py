"""Sheets of the procurement plan: suppliers, packages, their steps, and what contracts owe."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import is_before
from data_access.imports.sheets.finance import (
    CATEGORY,
    COMPONENT,
    CURRENCY,
    RATE,
    added,
    in_usd,
    owed,
)
from data_access.models.procurement import (
    REVIEWS,
    Deliverable,
    Milestone,
    ProcurementPackage,
    Supplier,
    Variation,
)

MOST_MONEY = 100_000_000_000
MOST_NUMBER = 999

CONTRACT = ("Келишимдин номери", "Номер контракта", "Contract number")
PACKAGE = (
    "Сатып алуу топтомунун коду",
    "Код пакета закупок",
    "Procurement package code",
)


def _known(codes: Codes, name: str, keys: pd.Series) -> list[Any]:
    """Return what is told of each key; None where nothing is, or its row has a mistake."""
    told: Mapping[Any, Any] = codes.facts.get(name, {})
    return [told.get(key) for key in keys]


def _of_another_method(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where the method of the package has no such step."""
    steps = codes.facts.get("procurement_step", {})
    methods = _known(codes, "procurement_package", rows["package"])
    broken = [
        method is not None and step not in steps.get(method, ())
        for method, step in zip(methods, rows["step"], strict=True)
    ]
    return pd.Series(broken, rows.index)


def _steps_of(row: pd.Series, codes: Codes) -> dict[str, object]:
    method = codes.facts["procurement_package"][row["package"]]
    return {"steps": ", ".join(codes.facts["procurement_step"].get(method, ()))}


def _in_another_currency(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a variation is not in the currency of its contract."""
    contracts = _known(codes, "contract", rows["contract"])
    broken = [
        contract is not None and contract[4] != currency
        for contract, currency in zip(contracts, rows["currency"], strict=True)
    ]
    return pd.Series(broken, rows.index)


def _before_the_contract(day: str) -> Any:
    """Return the check that a day, where known, does not come before the contract was signed."""

    def broken(rows: pd.DataFrame, codes: Codes) -> pd.Series:
        contracts = _known(codes, "contract", rows["contract"])
        signed = pd.Series([each and each[2] for each in contracts], rows.index, dtype=object)
        return is_before(rows.assign(signed=signed), day, "signed")

    return broken


def _promised(rows: pd.DataFrame, codes: Codes) -> dict[str, Decimal]:
    """Return contract -> what its deliverables come to, those that are known and those of rows."""
    columns = (rows[name] for name in ("contract", "deliverable", "amount"))
    here = {(contract, number): amount for contract, number, amount in zip(*columns, strict=True)}
    return added({**codes.facts.get("deliverable", {}), **here})


def _above_the_contract(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where all deliverables of a contract come to more than the contract."""
    most, promised = owed(codes), _promised(rows, codes)
    broken = [number in most and promised[number] > most[number] for number in rows["contract"]]
    return pd.Series(broken, rows.index)


def _how_far_above(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {"limit_amount": owed(codes)[row["contract"]]}


def _replaces_itself(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["replaces"] == rows["code"]


def _derive_variation(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(amount_usd=in_usd(rows))


def _names(ky: str, ru: str, en: str) -> tuple[Field, ...]:
    return (
        Field("name_ky", (f"{ky} (кыргызча)", f"{ru} (кыргызский)", f"{en} (Kyrgyz)")),
        Field("name_ru", (f"{ky} (орусча)", f"{ru} (русский)", f"{en} (Russian)")),
        Field("name_en", (f"{ky} (англисче)", f"{ru} (английский)", f"{en} (English)")),
    )


def _number(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.COUNT, minimum=1, maximum=MOST_NUMBER)


def _contract() -> Field:
    return Field("contract", CONTRACT, Kind.CODE, codes="contract")


_CODE = r"[A-Z0-9]{1,8}(-[A-Z0-9]{1,8}){1,4}"

SUPPLIERS = Sheet(
    name="suppliers",
    titles=("Берүүчүлөр", "Поставщики", "Suppliers"),
    model=Supplier,
    fields=(
        Field(
            "code",
            ("Берүүчүнүн коду", "Код поставщика", "Supplier code"),
            pattern=_CODE,
            example="S-07",
        ),
        *_names("Берүүчүнүн аталышы", "Название поставщика", "Supplier name"),
        Field("country", ("Өлкө", "Страна", "Country"), pattern=r"[A-Z]{2}", example="KG"),
    ),
    adds_to="supplier",
)

PACKAGES = Sheet(
    name="procurement_packages",
    titles=("Сатып алуу топтомдору", "Пакеты закупок", "Procurement packages"),
    model=ProcurementPackage,
    fields=(
        Field("code", PACKAGE, pattern=_CODE, example="PP-G-07"),
        *_names("Топтомдун аталышы", "Название пакета", "Package name"),
        Field(
            "method",
            ("Сатып алуу ыкмасы", "Метод закупок", "Procurement method"),
            Kind.CODE,
            codes="procurement_method",
        ),
        Field("review", ("Кароо", "Рассмотрение", "Review"), pattern="|".join(REVIEWS)),
        CATEGORY,
        COMPONENT,
        Field(
            "estimate",
            ("Баалоо, АКШ доллары", "Оценка, долл. США", "Estimate, USD"),
            Kind.NUMBER,
            minimum=0,
            maximum=MOST_MONEY,
        ),
        Field(
            "replaces",
            ("Кайсы топтомдун ордуна", "Вместо пакета", "In place of package"),
            Kind.CODE,
            False,
            codes="procurement_package",
        ),
        Field(
            "cancelled_on",
            ("Жокко чыгарылган күнү", "Дата отмены", "Cancelled on"),
            Kind.DATE,
            False,
            past=True,
        ),
    ),
    rules=(Rule("replaces_itself", "replaces", _replaces_itself),),
    adds_to="procurement_package",
    tells=("method",),
)

MILESTONES = Sheet(
    name="milestones",
    titles=("Сатып алуу кадамдары", "Этапы закупок", "Procurement milestones"),
    model=Milestone,
    fields=(
        Field("package", PACKAGE, Kind.CODE, codes="procurement_package"),
        Field("step", ("Кадам", "Этап", "Step"), Kind.CODE, codes="procurement_step"),
        Field("planned_on", ("Пландалган күнү", "Плановая дата", "Planned on"), Kind.DATE),
        Field(
            "actual_on",
            ("Иш жүзүндөгү күнү", "Фактическая дата", "Actual on"),
            Kind.DATE,
            False,
            past=True,
        ),
    ),
    rules=(Rule("step_of_another_method", "step", _of_another_method, _steps_of),),
)

VARIATIONS = Sheet(
    name="variations",
    titles=("Келишимдердеги өзгөртүүлөр", "Изменения контрактов", "Contract variations"),
    model=Variation,
    fields=(
        _contract(),
        _number("variation", "Өзгөртүүнүн номери", "Номер изменения", "Variation number"),
        Field(
            "signed_on", ("Кол коюлган күнү", "Дата подписания", "Signed on"), Kind.DATE, past=True
        ),
        Field(
            "amount",
            ("Сумманын өзгөрүшү", "Изменение суммы", "Change of amount"),
            Kind.NUMBER,
            minimum=-MOST_MONEY,
            maximum=MOST_MONEY,
        ),
        CURRENCY,
        RATE,
        Field(
            "ends_on",
            ("Жаңы аяктоо күнү", "Новая дата окончания", "New end date"),
            Kind.DATE,
            False,
        ),
    ),
    rules=(
        Rule("other_currency", "currency", _in_another_currency),
        Rule("variation_too_early", "signed_on", _before_the_contract("signed_on")),
        Rule("end_before_signing", "ends_on", _before_the_contract("ends_on")),
    ),
    derive=_derive_variation,
    adds_to="variation",
    tells=("amount",),
)

DELIVERABLES = Sheet(
    name="deliverables",
    titles=("Келишимдердин натыйжалары", "Результаты по контрактам", "Contract deliverables"),
    model=Deliverable,
    fields=(
        _contract(),
        _number("deliverable", "Натыйжанын номери", "Номер результата", "Deliverable number"),
        *_names("Натыйжанын аталышы", "Название результата", "Deliverable name"),
        Field("due_on", ("Тапшыруу мөөнөтү", "Срок сдачи", "Due on"), Kind.DATE),
        Field(
            "accepted_on",
            ("Кабыл алынган күнү", "Дата приёмки", "Accepted on"),
            Kind.DATE,
            False,
            past=True,
        ),
        Field(
            "amount",
            ("Келишимдеги үлүшү", "Часть суммы контракта", "Part of the contract amount"),
            Kind.NUMBER,
            minimum=0,
            maximum=MOST_MONEY,
        ),
    ),
    rules=(
        Rule("accepted_before_signing", "accepted_on", _before_the_contract("accepted_on")),
        Rule("deliverables_above_contract", "amount", _above_the_contract, _how_far_above),
    ),
    adds_to="deliverable",
    tells=("amount",),
)

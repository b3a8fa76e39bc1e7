"""Sheets of textbook titles, of orders for them, and of what comes from the press."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet
from data_access.imports.sheets.days import not_before, quarters
from data_access.imports.sheets.passport import GRADES, LANGUAGE, school_year, years_apart
from data_access.models.textbooks import Printing, TextbookOrder, Title

MOST_COPIES = 5_000_000
LONGEST_LIFE = 15

TITLE = ("Китептин коду", "Код учебника", "Title code")
ORDER = ("Буюртманын коду", "Код заказа", "Order code")
COPIES = ("Нускалар", "Экземпляры", "Copies")


def order_of() -> Field:
    """Return the column that names an order."""
    return Field("order", ORDER, Kind.CODE, codes="order")


def copies(least: int = 1) -> Field:
    """Return the column of a number of copies."""
    return Field("copies", COPIES, Kind.COUNT, minimum=least, maximum=MOST_COPIES)


def document(prefix: str, headings: tuple[str, str, str]) -> Field:
    """Return the column with the code of a document, such as SH-000123."""
    return Field("code", headings, pattern=rf"{prefix}-[0-9]{{2,9}}", example=f"{prefix}-000123")


def _ends_before_start(rows: pd.DataFrame, _: Codes) -> pd.Series:
    last = rows["last_year"]
    return last.notna() & (last.fillna("") < rows["first_year"])


def _derive_printing(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(period=quarters(rows["printed_on"]))


TITLES = Sheet(
    name="titles",
    titles=("Китептердин тизмеси", "Перечень учебников", "Titles"),
    model=Title,
    fields=(
        Field("code", TITLE, pattern=r"[A-Z0-9]+(-[A-Z0-9]+)+", example="PHY-7-KY-N"),
        Field("name_ky", ("Аталышы (кыргызча)", "Название (кыргызский)", "Name (Kyrgyz)")),
        Field("name_ru", ("Аталышы (орусча)", "Название (русский)", "Name (Russian)")),
        Field("name_en", ("Аталышы (англисче)", "Название (английский)", "Name (English)")),
        Field("subject", ("Предмет", "Предмет", "Subject"), Kind.CODE, codes="subject"),
        Field("grade", ("Класс", "Класс", "Grade"), Kind.COUNT, minimum=1, maximum=GRADES),
        LANGUAGE,
        Field("kind", ("Түрү", "Вид", "Kind"), pattern="textbook|guide"),
        Field("standard", ("Стандарт", "Стандарт", "Standard"), pattern="old|new"),
        Field(
            "approved_on",
            ("Бекитилген күнү", "Дата утверждения", "Approved on"),
            Kind.DATE,
            False,
            past=True,
        ),
        school_year(
            "first_year",
            ("Биринчи окуу жылы", "Первый учебный год", "First school year"),
        ),
        school_year(
            "last_year",
            ("Акыркы окуу жылы", "Последний учебный год", "Last school year"),
            required=False,
        ),
        Field(
            "life",
            ("Колдонуу мөөнөтү, жыл", "Срок службы, лет", "Years of use"),
            Kind.COUNT,
            minimum=1,
            maximum=LONGEST_LIFE,
        ),
    ),
    rules=(
        years_apart("first_year"),
        years_apart("last_year"),
        Rule("last_year_too_early", "last_year", _ends_before_start),
    ),
    adds_to="title",
)

ORDERS = Sheet(
    name="orders",
    titles=("Китеп буюртмалары", "Заказы учебников", "Orders"),
    model=TextbookOrder,
    fields=(
        document("TO", ORDER),
        Field("title", TITLE, Kind.CODE, codes="title"),
        Field(
            "contract",
            ("Келишимдин номери", "Номер контракта", "Contract number"),
            required=False,
        ),
        Field("publisher", ("Басмакана", "Издательство", "Publisher")),
        copies(),
        Field(
            "unit_price",
            ("Бир нусканын баасы, сом", "Цена экземпляра, сом", "Price of a copy, KGS"),
            Kind.NUMBER,
            minimum=0,
        ),
        Field("ordered_on", ("Буюртма күнү", "Дата заказа", "Ordered on"), Kind.DATE, past=True),
        Field("due_on", ("Жеткирүү мөөнөтү", "Срок поставки", "Due on"), Kind.DATE),
    ),
    rules=(not_before("due_before_order", "due_on", "ordered_on"),),
    adds_to="order",
)

PRINTINGS = Sheet(
    name="printings",
    titles=("Басып чыгаруу", "Печать", "Printings"),
    model=Printing,
    fields=(
        document("PR", ("Актынын коду", "Код акта", "Printing code")),
        order_of(),
        Field("printed_on", ("Басылган күнү", "Дата печати", "Printed on"), Kind.DATE, past=True),
        copies(),
    ),
    derive=_derive_printing,
)

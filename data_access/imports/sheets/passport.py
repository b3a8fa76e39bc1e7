"""Sheets of the passports of innovative schools."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.models.passport import (
    Enrolment,
    PackageItem,
    SchoolAccess,
    SchoolAction,
    SchoolTeaching,
)

GRADES = 11

SCHOOL = Field("school", ("Мектептин коду", "Код школы", "School code"), Kind.CODE, codes="school")
_PERIOD = Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER)
LANGUAGE = Field(
    "language", ("Окутуу тили", "Язык обучения", "Language"), pattern=r"ky|ru|uz|tg|en"
)


def _part(part: str, whole: str) -> Rule:
    """Return the rule that a part is not larger than its whole, where both are known."""

    def is_larger(rows: pd.DataFrame, _: Codes) -> pd.Series:
        return floats(rows, part) > floats(rows, whole)

    return Rule("above_whole", part, is_larger)


def _count(name: str, ky: str, ru: str, en: str, *, required: bool = False) -> Field:
    return Field(name, (ky, ru, en), Kind.COUNT, required, maximum=1_000_000)


def _answer(name: str, ky: str, ru: str, en: str) -> Field:
    return Field(name, (ky, ru, en), Kind.YES_NO, False)


def _item_of_other_package(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    belongs_to = [codes.packages[item] for item in rows["item"]]
    return pd.Series(belongs_to, rows.index, dtype=object) != rows["package"]


def _more_than_delivered(rows: pd.DataFrame, _: Codes) -> pd.Series:
    judged = floats(rows, "accepted") + floats(rows, "defective")
    return judged > floats(rows, "delivered")


def school_year(name: str, headings: tuple[str, str, str], *, required: bool = True) -> Field:
    """Return the column of a school year."""
    return Field(
        name, headings, required=required, pattern=r"20[0-9]{2}/[0-9]{2}", example="2025/26"
    )


def years_apart(name: str) -> Rule:
    """Return the rule that the second year of a school year is the one after the first."""

    def is_broken(rows: pd.DataFrame, _: Codes) -> pd.Series:
        return pd.Series([bool(year) and not _follow(year) for year in rows[name]], rows.index)

    return Rule("years_apart", name, is_broken)


def _follow(year: str) -> bool:
    return (int(year[:4]) + 1) % 100 == int(year[5:])


ITEMS = Sheet(
    name="items",
    titles=("Жабдуулар", "Оборудование", "Items"),
    model=PackageItem,
    fields=(
        SCHOOL,
        Field("package", ("Топтом", "Пакет", "Package"), Kind.CODE, codes="package"),
        Field("item", ("Жабдуунун коду", "Код позиции", "Item"), Kind.CODE, codes="equipment"),
        _count("planned", "Пландалган", "Запланировано", "Planned", required=True),
        _count("delivered", "Жеткирилген", "Поставлено", "Delivered", required=True),
        _count("accepted", "Кабыл алынган", "Принято", "Accepted", required=True),
        _count("defective", "Жараксыз", "С дефектами", "Defective", required=True),
    ),
    rules=(
        Rule("item_of_other_package", "item", _item_of_other_package),
        Rule("more_than_delivered", "accepted", _more_than_delivered),
    ),
)

ENROLMENT = Sheet(
    name="enrolment",
    titles=("Окуучулар", "Ученики", "Enrolment"),
    model=Enrolment,
    fields=(
        SCHOOL,
        school_year("school_year", ("Окуу жылы", "Учебный год", "School year")),
        Field("grade", ("Класс", "Класс", "Grade"), Kind.COUNT, minimum=1, maximum=GRADES),
        LANGUAGE,
        _count("girls", "Кыздар", "Девочки", "Girls", required=True),
        _count("boys", "Балдар", "Мальчики", "Boys", required=True),
    ),
    rules=(years_apart("school_year"),),
)

ACCESS = Sheet(
    name="access",
    titles=("Жеткиликтүүлүк", "Доступность", "Accessibility"),
    model=SchoolAccess,
    fields=(
        SCHOOL,
        _PERIOD,
        _answer("ramp", "Пандус", "Пандус", "Ramp"),
        _answer(
            "toilet", "Ылайыкташтырылган даараткана", "Приспособленный туалет", "Adapted toilet"
        ),
        _answer("resource_room", "Ресурстук бөлмө", "Ресурсная комната", "Resource room"),
        _answer(
            "adapted_materials",
            "Ылайыкташтырылган материалдар",
            "Адаптированные материалы",
            "Adapted materials",
        ),
        _count(
            "pupils_with_disabilities",
            "Мүмкүнчүлүгү чектелген окуучулар",
            "Ученики с ограниченными возможностями",
            "Pupils with disabilities",
        ),
        _count("pupils_served", "Колдоо алган окуучулар", "Получают поддержку", "Pupils served"),
    ),
    rules=(_part("pupils_served", "pupils_with_disabilities"),),
)

TEACHING = Sheet(
    name="teaching",
    titles=("Мугалимдер", "Учителя", "Teaching"),
    model=SchoolTeaching,
    fields=(
        SCHOOL,
        _PERIOD,
        _count(
            "teachers_eligible",
            "Программага ылайыктуу мугалимдер",
            "Учителя, на которых рассчитана программа",
            "Eligible teachers",
        ),
        _count("teachers_trained", "Окутулган мугалимдер", "Обученные учителя", "Trained teachers"),
        _count(
            "candidates",
            "Аттестациянын талапкерлери",
            "Кандидаты на аттестацию",
            "Attestation candidates",
        ),
        _count("attested", "Аттестациядан өткөндөр", "Аттестованные", "Attested"),
        _count("certified", "Сертификат алгандар", "Сертифицированные", "Certified"),
    ),
    rules=(
        _part("teachers_trained", "teachers_eligible"),
        _part("attested", "candidates"),
        _part("certified", "attested"),
        _part("certified", "candidates"),
    ),
)

ACTIONS = Sheet(
    name="actions",
    titles=("Милдеттенмелер жана маселелер", "Обязательства и вопросы", "Actions"),
    model=SchoolAction,
    fields=(
        Field(
            "code",
            ("Жазуунун коду", "Код записи", "Action code"),
            pattern=r"[A-Z]{2}-[0-9]{2,5}",
            example="AC-001",
        ),
        SCHOOL,
        Field("kind", ("Түрү", "Вид", "Kind"), pattern=r"issue|commitment"),
        Field("text_ky", ("Мазмуну (кыргызча)", "Содержание (кыргызский)", "Text (Kyrgyz)")),
        Field("text_ru", ("Мазмуну (орусча)", "Содержание (русский)", "Text (Russian)")),
        Field("text_en", ("Мазмуну (англисче)", "Содержание (английский)", "Text (English)")),
        Field("owner", ("Жооптуу", "Ответственный", "Owner"), Kind.CODE, codes="office"),
        Field("due_on", ("Мөөнөтү", "Срок", "Due on"), Kind.DATE),
        Field("done_on", ("Аткарылган күнү", "Выполнено", "Done on"), Kind.DATE, False, past=True),
    ),
)

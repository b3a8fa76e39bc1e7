"""Sheets of the subject schools."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.models.schools import STAGES, School, SchoolPackage


def _outside_country(rows: pd.DataFrame, _: Codes) -> pd.Series:
    lon, lat = floats(rows, "lon"), floats(rows, "lat")
    inside = lon.between(69.2, 80.3) & lat.between(39.1, 43.3)
    return lon.notna() & lat.notna() & ~inside


def _half_a_position(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return floats(rows, "lon").isna() != floats(rows, "lat").isna()


SCHOOLS = Sheet(
    name="schools",
    titles=("Мектептер", "Школы", "Schools"),
    model=School,
    fields=(
        Field(
            "code",
            ("Мектептин коду", "Код школы", "School code"),
            pattern=r"[A-Z]{2}-[0-9]{2,5}",
            example="IS-07",
        ),
        Field("name_ky", ("Аталышы (кыргызча)", "Название (кыргызский)", "Name (Kyrgyz)")),
        Field("name_ru", ("Аталышы (орусча)", "Название (русский)", "Name (Russian)")),
        Field("name_en", ("Аталышы (англисче)", "Название (английский)", "Name (English)")),
        Field("district", ("Район", "Район", "District"), Kind.CODE, codes="district"),
        Field("lon", ("Узундук", "Долгота", "Longitude"), Kind.DEGREES, False),
        Field("lat", ("Кеңдик", "Широта", "Latitude"), Kind.DEGREES, False),
        Field(
            "languages",
            ("Окутуу тилдери", "Языки обучения", "Languages of instruction"),
            pattern=r"(ky|ru|uz|tg|en)( (ky|ru|uz|tg|en))*",
            example="ky ru",
        ),
        Field("rural", ("Айылдык", "Сельская", "Rural"), Kind.YES_NO),
        Field("remote", ("Алыскы", "Отдалённая", "Remote"), Kind.YES_NO),
        Field("innovative", ("Инновациялык", "Инновационная", "Innovative"), Kind.YES_NO),
        Field("girls", ("Кыздар", "Девочки", "Girls"), Kind.COUNT, False, maximum=10_000),
        Field("boys", ("Балдар", "Мальчики", "Boys"), Kind.COUNT, False, maximum=10_000),
        Field("teachers", ("Мугалимдер", "Учителя", "Teachers"), Kind.COUNT, False, maximum=1_000),
    ),
    rules=(
        Rule("outside_country", "lon", _outside_country),
        Rule("half_a_position", "lat", _half_a_position),
    ),
    adds_to="school",
)

STAGE_WORDS = {
    "contracted": ("келишим", "контракт", "contracted"),
    "delivered": ("жеткирүү", "поставка", "delivered"),
    "installed": ("орнотуу", "установка", "installed"),
    "accepted": ("кабыл алуу", "приёмка", "accepted"),
}


def _stage_fields() -> tuple[Field, ...]:
    fields = []
    for stage in STAGES:
        ky, ru, en = STAGE_WORDS[stage]
        planned = (f"План: {ky}", f"План: {ru}", f"Planned: {en}")
        actual = (f"Факт: {ky}", f"Факт: {ru}", f"Actual: {en}")
        fields.append(Field(f"{stage}_planned", planned, Kind.DATE, False))
        fields.append(Field(f"{stage}_actual", actual, Kind.DATE, False, past=True))
    return tuple(fields)


def _stages_backwards(rows: pd.DataFrame, _: Codes) -> pd.Series:
    """True where a later stage is dated before an earlier one."""
    backwards = pd.Series(False, index=rows.index)
    for kind in ("planned", "actual"):
        latest = pd.Series(pd.NaT, index=rows.index)
        for stage in STAGES:
            day = pd.to_datetime(rows[f"{stage}_{kind}"])
            backwards |= day < latest
            latest = day.combine_first(latest)
    return backwards


PACKAGES = Sheet(
    name="packages",
    titles=("Топтомдор", "Пакеты", "Packages"),
    model=SchoolPackage,
    fields=(
        Field("school", ("Мектептин коду", "Код школы", "School code"), Kind.CODE, codes="school"),
        Field("package", ("Топтом", "Пакет", "Package"), Kind.CODE, codes="package"),
        Field("owner", ("Жооптуу", "Ответственный", "Owner"), Kind.CODE, codes="office"),
        *_stage_fields(),
        Field(
            "budget", ("Бюджет, сом", "Бюджет, сом", "Budget, KGS"), Kind.NUMBER, False, minimum=0
        ),
        Field(
            "spent",
            ("Чыгымдалды, сом", "Израсходовано, сом", "Spent, KGS"),
            Kind.NUMBER,
            False,
            minimum=0,
        ),
    ),
    rules=(Rule("stages_backwards", "accepted_actual", _stages_backwards),),
)

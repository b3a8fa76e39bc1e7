"""Sheets of the subject schools."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from data_access.filters import LANGUAGES
from data_access.imports.codes import Codes
from data_access.imports.places import COUNTRY, TOLERANCE_KM
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.models.schools import STAGES, School, SchoolPackage

DEGREES: dict[str, Any] = {"minimum": -180, "maximum": 180}


def _misses(row: Any, codes: Codes, area: str, *, swapped: bool = False) -> float:
    """Return the km by which the position of a school misses an area; NaN without a position."""
    if row.lon is None or row.lat is None:
        return math.nan
    place = (row.lat, row.lon) if swapped else (row.lon, row.lat)
    return codes.places.misses(area, *place)


def _each(rows: pd.DataFrame, broken: Callable[[Any], bool]) -> pd.Series:
    return pd.Series([broken(row) for row in rows.itertuples()], rows.index, dtype=bool)


def _swapped(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where a point lies abroad and would lie in the country the other way round."""
    return _each(
        rows,
        lambda row: (
            _misses(row, codes, COUNTRY) > 0 and _misses(row, codes, COUNTRY, swapped=True) == 0
        ),
    )


def _outside_country(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    abroad = _each(rows, lambda row: _misses(row, codes, COUNTRY) > 0)
    return abroad & ~_swapped(rows, codes)


def _outside_district(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return _each(
        rows,
        lambda row: _misses(row, codes, COUNTRY) == 0 and _misses(row, codes, row.district) > 0,
    )


def _how_far(row: pd.Series, codes: Codes) -> dict[str, object]:
    """Return the distance from the country, and the position the other way round."""
    kilometres = _misses(row, codes, COUNTRY)
    return {"distance": kilometres, "lon": f"{row.lat:.10g}", "lat": f"{row.lon:.10g}"}


def _how_far_from_district(row: pd.Series, codes: Codes) -> dict[str, object]:
    return {
        "distance": _misses(row, codes, row.district),
        "district": row.district,
        "district_name": codes.area_names.get(row.district, (row.district,) * len(LANGUAGES)),
        "tolerance": TOLERANCE_KM,
    }


def _merged_but_open(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["merged_into"].notna() & rows["closed_on"].isna()


def _merged_into_itself(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["merged_into"] == rows["code"]


def _merged_in_a_circle(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where following the mergers, those of rows and those known, leads back to a school."""
    known = {code: terms[1] for code, terms in codes.facts.get("school", {}).items() if terms}
    heirs = known | dict(zip(rows["code"], rows["merged_into"], strict=True))
    broken = [code != heirs[code] and code in _heirs(code, heirs) for code in rows["code"]]
    return pd.Series(broken, rows.index, dtype=bool)


def _heirs(code: str, heirs: Mapping[str, str | None]) -> set[str]:
    """Return the schools that a school was merged into, at once or by way of others."""
    found: set[str] = set()
    while (heir := heirs.get(code)) and heir not in found:
        found.add(heir)
        code = heir
    return found


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
        Field("lon", ("Узундук", "Долгота", "Longitude"), Kind.DEGREES, False, **DEGREES),
        Field("lat", ("Кеңдик", "Широта", "Latitude"), Kind.DEGREES, False, **DEGREES),
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
        Field(
            "closed_on",
            ("Жабылган күнү", "Дата закрытия", "Closed on"),
            Kind.DATE,
            False,
            past=True,
        ),
        Field(
            "merged_into",
            ("Кошулган мектептин коду", "Код школы, к которой присоединена", "Merged into school"),
            Kind.CODE,
            False,
            codes="school",
        ),
    ),
    rules=(
        Rule("swapped_position", "lon", _swapped, _how_far),
        Rule("outside_country", "lon", _outside_country, _how_far),
        Rule("outside_district", "lon", _outside_district, _how_far_from_district),
        Rule("half_a_position", "lat", _half_a_position),
        Rule("merged_but_open", "merged_into", _merged_but_open),
        Rule("merged_into_itself", "merged_into", _merged_into_itself),
        Rule("merged_in_a_circle", "merged_into", _merged_in_a_circle),
    ),
    adds_to="school",
    tells=("district", "merged_into"),
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
            "contracted",
            ("Келишим суммасы, сом", "Сумма контракта, сом", "Contracted, KGS"),
            Kind.NUMBER,
            False,
            minimum=0,
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

"""Which textbooks does each pupil of grades 7–9 need, by standard and language of instruction?

The standard of the twelve-year school climbs a grade a year: grade 7 in 2025/26, grade 8 in
2026/27, grade 9 in 2027/28. Textbooks in other languages than Kyrgyz are approved later.
"""

from functools import cache

import pandas as pd

from dashboard.demonstration.reporting import LAST_DAY, WORKBOOKS, told_in, turn_of

SUBJECTS = {
    "ALG": ("mathematics", (7, 8, 9), 2016, "Алгебра", "Алгебра", "Algebra"),
    "GEM": ("mathematics", (7, 8, 9), 2015, "Геометрия", "Геометрия", "Geometry"),
    "PHY": ("physics", (7, 8, 9), 2018, "Физика", "Физика", "Physics"),
    "CHE": ("chemistry", (8, 9), 2019, "Химия", "Химия", "Chemistry"),
    "BIO": ("biology", (7, 8, 9), 2017, "Биология", "Биология", "Biology"),
    "GEO": ("geography", (7, 8, 9), 2018, "География", "География", "Geography"),
    "INF": ("informatics", (7, 8, 9), 2013, "Информатика", "Информатика", "Informatics"),
}
"""Beginning of the code -> subject, grades, first year of the old textbook, names in ky, ru, en."""

LANGUAGES = {
    "ky": ("кыргыз тилинде", "на кыргызском языке", "in Kyrgyz"),
    "ru": ("орус тилинде", "на русском языке", "in Russian"),
    "uz": ("өзбек тилинде", "на узбекском языке", "in Uzbek"),
    "tg": ("тажик тилинде", "на таджикском языке", "in Tajik"),
}
"""Language of instruction -> how it is said in ky, ru and en. English has no textbooks yet."""

FIRST_YEAR = {7: "2025/26", 8: "2026/27", 9: "2027/28"}
"""School year from which on a grade learns by the new standard."""
LAST_YEAR = {7: "2024/25", 8: "2025/26", 9: "2026/27"}
"""Last school year of the old standard."""

APPROVED = {
    7: {
        **{"ALG": "2025-01-30", "PHY": "2025-02-18", "GEM": "2025-03-12"},
        **{"BIO": "2025-03-27", "GEO": "2025-04-15", "INF": "2025-04-30"},
    },
    8: {
        **{"ALG": "2025-11-20", "PHY": "2025-12-04", "CHE": "2025-12-18", "GEM": "2026-01-29"},
        **{"BIO": "2026-02-19", "GEO": "2026-04-09", "INF": "2026-04-30"},
    },
    9: {"ALG": "2026-09-10"},
}
"""Grade -> new textbooks approved in Kyrgyz, and when."""
DAYS_LATER = {"ky": 0, "ru": 18, "uz": 95, "tg": 150}
"""Days by which the same textbook is approved later in a language."""
NEVER_APPROVED = {(8, "tg")}
"""Grade and language of textbooks that were in use before anybody approved them."""

GUIDES = {
    ("ALG", 7): "2025-06-20",
    ("PHY", 7): "2025-07-15",
    ("BIO", 7): "2025-11-10",
    ("PHY", 8): "2026-06-30",
}
"""Teacher guides, and when the one in Kyrgyz was approved; they exist in Kyrgyz and Russian."""

LIFE, LIFE_OF_INFORMATICS = 5, 4
"""Years that a copy can be used."""


@cache
def titles() -> pd.DataFrame:
    """Return every title: columns of the sheet "titles", and `told` as known at first."""
    rows = []
    for start, (_, grades, since, *_) in SUBJECTS.items():
        for grade in grades:
            for place, language in enumerate(LANGUAGES):
                old = f"{since + grade - 7 + place // 2}"
                rows.append(
                    (start, grade, language, "textbook", "old", pd.Timestamp(f"{old}-05-20"))
                )
                approved = _approved(APPROVED[grade].get(start), grade, language)
                rows.append((start, grade, language, "textbook", "new", approved))
    for (start, grade), day in GUIDES.items():
        rows += [
            (start, grade, lang, "guide", "new", _approved(day, grade, lang)) for lang in GUIDED
        ]
    columns = ["start", "grade", "language", "kind", "standard", "approved_on"]
    return _described(pd.DataFrame(rows, columns=columns))


GUIDED = ("ky", "ru")


def told(quarter: str) -> pd.DataFrame:
    """Return the titles that a workbook brings: all of them first, then those approved since."""
    workbook, rows = WORKBOOKS.index(quarter), titles()
    known = told_in(turn_of(rows["approved_on"].fillna(LAST_DAY).to_numpy()))
    day = rows["approved_on"].where(known <= workbook)
    rows = rows.assign(approved_on=day).drop(columns="start")
    return rows if not workbook else rows[(known == workbook) & day.notna()]


def textbooks() -> pd.DataFrame:
    """Return the titles that pupils need, without the guides of their teachers."""
    rows = titles()
    return rows[rows["kind"] == "textbook"].reset_index(drop=True)


def _approved(day: str | None, grade: int, language: str) -> pd.Timestamp | None:
    """Return when a title was approved, None where it was not by the end of the last quarter."""
    if day is None or (grade, language) in NEVER_APPROVED:
        return None
    later = pd.Timestamp(day) + pd.Timedelta(days=DAYS_LATER[language])
    return later if later <= LAST_DAY else None


def _described(rows: pd.DataFrame) -> pd.DataFrame:
    is_new, is_guide = rows["standard"] == "new", rows["kind"] == "guide"
    end = is_new.map({True: "N", False: "O"}) + is_guide.map({True: "-G", False: ""})
    old_first = rows["approved_on"].dt.year.map(_school_year)
    rows = rows.assign(
        code=rows["start"] + "-" + rows["grade"].astype(str) + "-" + rows["language"].str.upper()
        + "-" + end,
        subject=[SUBJECTS[start][0] for start in rows["start"]],
        first_year=old_first.where(~is_new, rows["grade"].map(FIRST_YEAR)),
        last_year=rows["grade"].map(LAST_YEAR).where(~is_new),
        life=(rows["start"] == "INF").map({True: LIFE_OF_INFORMATICS, False: LIFE}),
    )  # fmt: skip
    for place, name in enumerate(("name_ky", "name_ru", "name_en")):
        rows[name] = [_name(row, place) for row in rows.itertuples()]
    return rows.sort_values("code", ignore_index=True)


def _school_year(first: float) -> str | None:
    return None if pd.isna(first) else f"{first:.0f}/{(first + 1) % 100:02.0f}"


def _name(row, place: int) -> str:
    """Return the name of a title in ky, ru or en: subject, grade, guide, language, old standard."""
    grade = ("{}-класс", "{} класс", "grade {}")[place].format(row.grade)
    guide = ("мугалимдин китеби", "книга для учителя", "teacher guide")[place]
    old = ("эски стандарт", "старый стандарт", "old standard")[place]
    parts = [SUBJECTS[row.start][3 + place], grade, LANGUAGES[row.language][place]]
    if row.kind == "guide":
        parts.insert(2, guide)
    if row.standard == "old":
        parts.append(old)
    return ", ".join(parts)

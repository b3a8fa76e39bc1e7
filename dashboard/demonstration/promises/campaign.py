"""Which events of the information campaign were held, where, and how many people came?"""

from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration.quarters import REPORTED, last_day, working_day
from dashboard.demonstration.results import SILENT
from dashboard.demonstration.schools import by_district
from dashboard.demonstration.seeded import dice, divide

REACHED = (0, 0, 0, 0, 1800, 4200, 6900, 10_400, 13_800, 17_500, 22_600)
"""People by the end of each quarter of REPORTED."""

KINDS = {
    "meeting": (
        3.0,
        "Ата-энелер менен окуу китептеринин ижарасы боюнча жолугушуу",
        "Встреча с родителями об аренде учебников",
        "Meeting with parents on textbook rental",
    ),
    "school": (
        4.0,
        "Мектепте жаңы стандарттар боюнча ачык эшик күнү",
        "День открытых дверей о новых стандартах в школе",
        "Open day on the new standards at a school",
    ),
    "print": (
        1.2,
        "Окуу китептерин сактоо боюнча китепчелерди таратуу",
        "Раздача брошюр о бережном обращении с учебниками",
        "Leaflets on care for textbooks handed out",
    ),
    "radio": (
        1.0,
        "Угуучулардын суроолоруна жооп берген радиоберүү",
        "Радиопередача с ответами на вопросы слушателей",
        "Radio programme with questions of listeners",
    ),
    "tv": (
        1.0,
        "Инновациялык мектептер жөнүндө телеберүү, талкуу менен",
        "Телепередача об инновационных школах с обсуждением",
        "Television programme on innovative schools, with discussion",
    ),
    "online": (
        1.5,
        "Мугалимдер үчүн онлайн жыйын",
        "Онлайн-встреча для учителей",
        "Online meeting for teachers",
    ),
}
"""Channel -> weight of an event, and what it is called."""
IN_DISTRICTS = ("meeting", "school", "print")
WOMEN = {"meeting": 0.68, "school": 0.61, "online": 0.78}
"""Share of women where somebody counts them."""
SMALLEST = 40

OPENING = {
    "code": "EV-001",
    "quarter": "2024-Q1",
    "held_on": pd.Timestamp("2024-02-14"),
    "channel": "online",
    "area": "KG",
    "people": 0,
    "name_ky": "Министрликтин сайтында программанын барагы ачылды",
    "name_ru": "Открыта страница программы на сайте министерства",
    "name_en": "Page of the programme opened on the site of the ministry",
}
"""The campaign began with a page whose visitors nobody counts."""


@cache
def _events() -> pd.DataFrame:
    chance = dice("campaign")
    reached = dict(zip(REPORTED, np.diff(REACHED, prepend=0), strict=True))
    rows = [OPENING]
    for quarter, people in reached.items():
        if people:
            rows += _held(quarter, int(people), 1 + len(rows), chance)
    frame = pd.DataFrame(rows)
    frame["held_on"] = working_day(frame["held_on"].astype("datetime64[s]"))
    return frame


def _held(quarter: str, people: int, number: int, chance: np.random.Generator) -> list[dict]:
    """Return the events of a quarter, to which so many people came in all."""
    many = 4 + people // 420
    channels = [*chance.choice(list(KINDS), many - 2, p=_odds()), "school", "meeting"]
    weights = np.array([KINDS[each][0] for each in channels]) * chance.uniform(0.6, 1.5, many)
    sizes = SMALLEST + divide(people - SMALLEST * many, weights)
    start = last_day(quarter).to_period("Q").start_time
    days = np.sort(chance.integers(4, 88, many))
    schools = by_district("pupils").drop(index=list(SILENT.get(quarter, ())))
    schools = schools.drop(index=[place.CHONG_ALAI], errors="ignore")
    where = chance.choice(schools.index, many, replace=False, p=schools / schools.sum())
    rows = []
    for turn, (channel, size) in enumerate(zip(channels, sizes, strict=True)):
        _, *names = KINDS[channel]
        share = WOMEN.get(channel, np.nan) * chance.uniform(0.85, 1.15)
        rows.append(
            {
                "code": f"EV-{number + turn:03}",
                "quarter": quarter,
                "held_on": start + pd.Timedelta(days=int(days[turn])),
                "channel": channel,
                "area": where[turn] if channel in IN_DISTRICTS else "KG",
                "people": int(size),
                "women": np.floor(size * share),
                **dict(zip(("name_ky", "name_ru", "name_en"), names, strict=True)),
            }
        )
    return rows


def _odds() -> np.ndarray:
    odds = np.array([0.3, 0.32, 0.12, 0.08, 0.06, 0.12])
    return odds / odds.sum()


def known_at(quarter: str) -> pd.DataFrame:
    """Return the events held by the end of a quarter: columns of the sheet "campaign_events"."""
    rows = _events()
    return rows[rows["held_on"] <= last_day(quarter)]

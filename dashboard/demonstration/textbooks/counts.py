"""What did the schools count on their shelves, twice a school year?

Copies of a new title are those that the school received, less what wore out or went missing. Copies
of an old one are as many as bring the district to its share of the need in each round.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from dashboard.demonstration import districts as place
from dashboard.demonstration.districts import districts
from dashboard.demonstration.reporting import TIMELINE, told_in
from dashboard.demonstration.results import REPORTED_LATE, SILENT
from dashboard.demonstration.schools import ended, schools
from dashboard.demonstration.seeded import dice
from dashboard.demonstration.textbooks.pupils import BASE, YEARS, pupils
from dashboard.demonstration.textbooks.supply import flow
from dashboard.demonstration.textbooks.titles import textbooks

GRADES = (7, 8, 9)


@dataclass(frozen=True)
class Round:
    """Weeks in which schools are asked to count: who did, and how much of the need they have."""

    quarter: str
    first: str
    last: str
    year: str
    schools: float
    """Part of the schools that count."""
    provision: float
    """Usable copies ÷ pupils in need, capped at the need of each school and title."""


ROUNDS = (
    Round("2025-Q2", "2025-04-14", "2025-05-30", YEARS[0], 0.16, 0.722),
    Round("2025-Q4", "2025-10-06", "2025-11-28", YEARS[1], 0.45, 0.777),
    Round("2026-Q2", "2026-04-13", "2026-05-29", YEARS[1], 0.46, 0.797),
    Round("2026-Q3", "2026-09-07", "2026-09-25", YEARS[2], 0.25, 0.825),
)
HABIT = (0.78, 1.22)
"""By which some districts count more or less than others."""
STEADY = 0.35
"""How much of a count is the habit of the school, the rest is chance."""

LOWEST, HIGHEST, APART = 0.62, 0.97, 0.075
"""Provision of districts: the least, the most, and how far they lie apart."""
OF_LANGUAGE = {"ky": 0.0, "ru": -0.03, "uz": -0.24, "tg": -0.3}
OF_SUBJECT = {"informatics": -0.24, "mathematics": 0.05, "geography": 0.04}
OF_SCHOOL, OF_SHELF = 0.13, 0.17
"""How far schools, and shelves of a school, lie apart."""
WORN_A_YEAR, LOST_A_YEAR = 0.022, 0.007
"""Parts of an edition that wear out and are lost in each year of its age."""
OLDEST = 10
UNEXPLAINED, GIVEN = 0.05, 0.02
"""Parts of the schools that count fewer new copies than they received, and more."""

OUTLIER = ("PHY-7-KY-N", place.KADAMJAI)
"""Title and district of a school that wrote two noughts too many."""
MISTAKEN, COUNTED_TWICE = 6, 3
"""Schools that took worn for usable copies at first, and schools that counted twice in a week."""
TWICE_APART = 5
"""Days between the two counts of a school that counted twice."""
DAYS_APART = 1
"""Days by which a count comes before the one that replaces it, where counts are multiplied."""


@cache
def counts() -> pd.DataFrame:
    """Return every count: columns of the sheet "stock_counts", `district` and `told`."""
    rows = pd.concat(map(_counted, ROUNDS), ignore_index=True)
    return _with_mistakes(rows)


def _counted(round_: Round) -> pd.DataFrame:
    """Return what the schools counted in one round."""
    rows = _shelves(round_)
    chance = dice(f"shelves {round_.quarter}")
    age = (int(round_.year[:4]) - rows["since"] + 0.5).clip(0, OLDEST).to_numpy()
    wear, loss = (
        chance.uniform(0.5, 1.5, len(rows)) * each * age for each in (WORN_A_YEAR, LOST_A_YEAR)
    )
    received = _received(rows)
    new = rows["is_new"].to_numpy()
    there = np.where(new, np.rint(received * rows["found"]), 0)
    worn_new, lost_new = np.floor(there * wear), np.floor(there * loss)
    usable_new = there - worn_new - lost_new
    usable = np.where(new, usable_new, 0)
    usable = np.where(new, usable_new, _old_copies(rows, usable_new, round_.provision))
    worn = np.where(new, worn_new, np.rint(rows["stock"] * wear))
    lost = np.where(new, lost_new, np.rint(rows["stock"] * loss))
    turn = np.full(len(rows), TIMELINE.index(round_.quarter))
    return pd.DataFrame(
        {
            "school": rows["school"],
            "district": rows["district"],
            "title": rows["title"],
            "counted_on": rows["counted_on"],
            "usable": usable.astype(int),
            "worn": worn.astype(int),
            "lost": lost.astype(int),
            "told": told_in(turn, rows["district"]),
        }
    )


def _shelves(round_: Round) -> pd.DataFrame:
    """Return a row for every title in use in each school that counts in a round.

    Columns: school, district, title, counted_on, pupils in need, `stock` that the old titles
    follow, `rate` of the stock before the district is brought to its share, `is_new`, `since`
    (first year of the title), `found` part of what was received.
    """
    when = _who_counts(round_)
    people = pupils()
    people = people[people["grade"].isin(GRADES) & (people["pupils"] > 0)]
    key = ["school", "grade", "language"]
    stock = people[people["year"] == YEARS[BASE]].set_index(key)["pupils"]
    rows = people[(people["year"] == round_.year) & people["school"].isin(when.index)]
    rows = rows[["district", *key, "pupils"]].join(stock.rename("stock"), on=key)
    rows["stock"] = rows["stock"].fillna(rows["pupils"])
    books = textbooks().rename(columns={"code": "title"})
    in_use = (books["first_year"] <= round_.year) & ~(books["last_year"] < round_.year)
    books = books[in_use].assign(
        is_new=books["standard"] == "new", since=books["first_year"].str[:4].astype(int)
    )
    columns = ["title", "subject", "grade", "language", "is_new", "since"]
    rows = rows.merge(books[columns], on=["grade", "language"])
    rows = rows.sort_values(["school", "title"], ignore_index=True)
    level = rows["language"].map(OF_LANGUAGE) + rows["subject"].map(OF_SUBJECT).fillna(0)
    school, titles = _of_schools().loc[rows["school"]], pd.Index(textbooks()["code"])
    shelf = school["turn"].to_numpy() * len(titles) + titles.get_indexer(pd.Index(rows["title"]))
    noise = dice("every shelf").normal(0, OF_SHELF, len(schools()) * len(titles))[shelf]
    return rows.assign(
        counted_on=rows["school"].map(when),
        rate=level + school["level"].to_numpy() + noise,
        found=school["found"].to_numpy(),
    )


@cache
def _of_schools() -> pd.DataFrame:
    """Return what stays the same of every school: turn, level of its stock, found, diligence."""
    chance = dice("shelves of schools")
    codes = schools()["code"]
    luck = chance.random(len(codes))
    less, more = chance.uniform(0.75, 0.95, len(codes)), chance.uniform(1.04, 1.2, len(codes))
    found = np.select([luck < UNEXPLAINED, luck > 1 - GIVEN], [less, more], 1.0)
    return pd.DataFrame(
        {
            "turn": np.arange(len(codes)),
            "level": chance.normal(0, OF_SCHOOL, len(codes)),
            "found": found,
            "diligence": chance.random(len(codes)),
        },
        index=codes,
    )


def _who_counts(round_: Round) -> pd.Series:
    """Return the day of counting by code of school; a silent district does not count."""
    chance = dice(f"counting {round_.quarter}")
    rows = schools()
    score = STEADY * _of_schools()["diligence"].to_numpy() + (1 - STEADY) * chance.random(len(rows))
    codes = districts()["district"]
    habit = pd.Series(dice("habit of counting").uniform(*HABIT, len(codes)), codes)
    rank = pd.Series(score).rank(pct=True).to_numpy()
    counts = rank < round_.schools * habit[rows["district"]].to_numpy()
    silent = SILENT.get(round_.quarter, set()) - {
        code for quarter, code in REPORTED_LATE.values() if quarter == round_.quarter
    }
    counts &= ~rows["district"].isin(silent).to_numpy()
    if round_.year == YEARS[-1]:
        counts &= ~rows["code"].isin(ended()["code"]).to_numpy()
    days = pd.bdate_range(round_.first, round_.last).to_numpy()
    return pd.Series(chance.choice(days, len(rows)), rows["code"])[counts]


def _received(rows: pd.DataFrame) -> np.ndarray:
    """Return the copies of each shelf that the school had received by the day of its count."""
    _, came = flow()
    came = came[came["school"].notna()]
    key = ["school", "title"]
    both = rows[[*key, "counted_on"]].reset_index().merge(came, on=key)
    both = both[both["received_on"] <= both["counted_on"]]
    return both.groupby("index")["received"].sum().reindex(rows.index, fill_value=0).to_numpy()


def _old_copies(rows: pd.DataFrame, usable_new: np.ndarray, provision: float) -> np.ndarray:
    """Return usable copies of old titles, as many as bring each district to its share."""
    need, new = rows["pupils"].to_numpy(), rows["is_new"].to_numpy()
    stock, rate = rows["stock"].to_numpy(), rows["rate"].to_numpy()
    district, codes = pd.factorize(rows["district"])
    covered_new = np.where(new, np.minimum(usable_new, need), 0)
    wanted = _wanted(codes, provision, np.bincount(district, need))
    low, high = np.full(len(codes), -0.6), np.full(len(codes), 2.0)
    for _ in range(16):
        middle = (low + high) / 2
        old = np.rint(stock * (rate + middle[district]).clip(0.04, 1.7))
        covered = np.where(new, covered_new, np.minimum(old, need))
        is_less = np.bincount(district, covered) / np.bincount(district, need) < wanted
        low, high = np.where(is_less, middle, low), np.where(is_less, high, middle)
    return np.rint(stock * (rate + high[district]).clip(0.04, 1.7))


def _wanted(codes: pd.Index, provision: float, need: np.ndarray) -> np.ndarray:
    """Return the share of each district, lying apart around that of the country."""
    all_codes = districts()["district"]
    apart = pd.Series(dice("provision").normal(0, APART, len(all_codes)), all_codes)[codes]
    share = provision + apart.to_numpy()
    for _ in range(3):
        share = (share + provision - np.average(share, weights=need)).clip(LOWEST, HIGHEST)
    return share


def _with_mistakes(rows: pd.DataFrame) -> pd.DataFrame:
    """Add an outlier, counts that were mended a quarter later, and schools that counted twice."""
    chance = dice("mistakes of counting")
    title, district = OUTLIER
    here = (rows["title"] == title) & (rows["district"] == district) & (rows["usable"] > 20)
    here &= rows["school"].str.startswith("SC")
    rows.loc[rows.index[here & (rows["told"] == 2)][:1], "usable"] *= 100
    early = rows[(rows["told"] == 0) & (rows["counted_on"] >= ROUNDS[1].first)]
    chosen = chance.choice(early["school"].unique(), MISTAKEN + COUNTED_TWICE, replace=False)
    mistaken = early[early["school"].isin(chosen[:MISTAKEN]) & (early["worn"] > 0)]
    rows.loc[mistaken.index, "usable"] += mistaken["worn"]
    rows.loc[mistaken.index, "worn"] = 0
    twice = early[early["school"].isin(chosen[MISTAKEN:])]
    twice = twice.assign(counted_on=twice["counted_on"] + pd.Timedelta(days=TWICE_APART))
    return pd.concat([rows, mistaken.assign(told=1), twice], ignore_index=True)

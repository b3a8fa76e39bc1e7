"""People counted once from the sheets, by brute force: a human being at the first completion."""

import pandas as pd

from data_access.models.training import ROLES


def first_completions(facts, quarter: str) -> pd.DataFrame:
    """Return who completed a course for their audience, as known from the books up to a quarter.

    Columns: human, completed_on, quarter, and what held of the person on that day.
    """
    rows = completions(facts, quarter)
    rows = rows[rows["audience"] == rows["course_audience"]].sort_values("completed_on")
    return rows.drop_duplicates(["human", "audience"])


def completions(facts, quarter: str) -> pd.DataFrame:
    """Return every completed participation with what held of the person on that day."""
    persons, done = facts("persons", quarter), facts("participation", quarter)
    done = done[done["completed_on"].notna()].merge(of_sessions(facts, quarter), on="session")
    done["completed_on"] = pd.to_datetime(done["completed_on"])
    spans = done.merge(with_places(persons, facts), left_on="person", right_on="code")
    spans = spans.sort_values("since")
    held = spans[spans["since"] <= spans["completed_on"]]
    newest = held.drop_duplicates(["session", "person"], keep="last")
    rest = spans.drop_duplicates(["session", "person"])
    found = pd.concat([newest, rest]).drop_duplicates(["session", "person"])
    human = persons.dropna(subset="same_as").set_index("code")["same_as"].to_dict()
    return found.assign(
        human=[human.get(code, code) for code in found["person"]],
        audience=found["role"].map(ROLES),
        quarter=quarters_of(found["completed_on"]),
    )


def of_sessions(facts, quarter: str) -> pd.DataFrame:
    """Return session, course and course_audience."""
    sessions = facts("sessions", quarter)[["code", "course"]].set_axis(
        ["session", "course"], axis=1
    )
    courses = facts("courses")[["code", "audience"]].set_axis(["course", "course_audience"], axis=1)
    return sessions.merge(courses, on="course")


def with_places(persons: pd.DataFrame, facts) -> pd.DataFrame:
    """Return persons with district, rural and remote of their school."""
    schools = facts("schools").set_index("code")
    here = persons["school"].map(schools["district"])
    is_rural, is_remote = (persons["school"].map(schools[name]) for name in ("rural", "remote"))
    return persons.assign(
        since=pd.to_datetime(persons["since"]),
        district=here.fillna(persons["district"]),
        rural=is_rural.isin(["ооба", "да"]),
        remote=is_remote.isin(["ооба", "да"]),
    )


def quarters_of(days: pd.Series) -> pd.Series:
    """Return the name of the quarter of each day."""
    days = pd.to_datetime(days)
    return days.dt.year.astype(str) + "-Q" + days.dt.quarter.astype(str)

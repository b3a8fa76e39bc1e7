"""Quarters beside their sums: nobody who subtracts finds a quarter that is hidden."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from data_access.queries.training import forecast, progress, teachers
from data_access.queries.training.teachers import sums_hidden
from data_access.summaries.training import TRAINED
from data_access.suppression import TOTAL, suppressed_with_totals
from tests.data_access.queries.training.rows import trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, SPRING, SUMMER, asked

COUNTS = st.one_of(st.integers(0, 7), st.integers(0, 40))
DISTRICTS, QUARTERS = ("d0", "d1", "d2", "d3"), ("q0", "q1", "q2", "q3", "q4")
WITHIN = pd.Series({"d0": "g0", "d1": "g0", "d2": "g1", "d3": "g1"})


def parts(place: str) -> np.ndarray:
    """Return which districts a place holds."""
    return np.array([place in (TOTAL, name, WITHIN[name]) for name in DISTRICTS], "int64")


@settings(deadline=None)
@given(st.lists(st.lists(COUNTS, min_size=5, max_size=5), min_size=4, max_size=4))
def test_no_hidden_quarter_follows_from_quarters_and_sums_that_are_told(rows):
    table = pd.DataFrame(rows, index=list(DISTRICTS), columns=list(QUARTERS))
    places = suppressed_with_totals([table.sum(axis="columns").to_frame("all")], WITHIN)
    secret = frozenset(places.index[places[TOTAL]])
    marks = teachers.hidden_quarters(table, WITHIN, secret)
    told, hidden = [], []
    for place in marks.index:
        people = marks.loc[place, list(QUARTERS)].to_numpy(bool)
        sums = sums_hidden(people) | (place in secret)
        for quarter in range(len(QUARTERS)):
            alone, so_far = np.zeros(5, "int64"), np.zeros(5, "int64")
            alone[quarter], so_far[: quarter + 1] = 1, 1
            (hidden if people[quarter] else told).append(np.kron(parts(place), alone))
            if sums[quarter]:
                hidden += [np.kron(parts(place), so_far)] if quarter == 4 else []
            else:
                told.append(np.kron(parts(place), so_far))
    known = np.array(told).reshape(len(told), -1)
    rank = np.linalg.matrix_rank(known) if len(told) else 0

    assert all(np.linalg.matrix_rank(np.vstack([known, each])) > rank for each in hidden)


def test_sums_are_hidden_from_the_first_hidden_quarter_to_the_last():
    assert sums_hidden(np.array([False, True, False, True, False])).tolist() == [
        False, True, True, False, False,
    ]  # fmt: skip
    assert not sums_hidden(np.array([False, False])).any()


def test_the_path_and_the_forecast_hide_the_same_quarters(told):
    rows = [
        *(trained(n, period=day) for n, day in ((20, SPRING), (3, SUMMER), (8, AUTUMN))),
        *(trained(n, period=day, district=KOCHKOR)
          for n, day in ((50, SPRING), (40, SUMMER), (30, AUTUMN))),
        trained(60, district=MANAS),
    ]  # fmt: skip
    question = asked(region=NARYN, district=AT_BASHY)
    with told((TRAINED, rows)) as db:
        steps = teachers.hidden_steps(db, question)
        path = progress.path(db, question).set_index("period")
        drawn = forecast.forecast(db, question).quarters.set_index("period")

    hidden = steps.index[steps["people"]]
    assert list(hidden) == [pd.Timestamp(SUMMER), pd.Timestamp(AUTUMN)]
    assert path["people"].isna().tolist() == [False, True, False]
    assert drawn.loc[hidden, "people"].isna().all()
    assert drawn.loc[path.index, "trained"].isna().tolist() == path["people"].isna().tolist()

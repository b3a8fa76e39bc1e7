import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.great_circle import EARTH_KM, kilometres

POINTS = st.tuples(st.floats(-180, 180), st.floats(-90, 90))
ROUNDING = 1e-3
"""Kilometres: near the other side of the Earth the sine is flat."""


@given(POINTS, POINTS)
def test_it_is_as_far_there_as_back_and_never_beyond_the_other_side(one, other):
    there = kilometres(*one, *other)

    assert there == pytest.approx(kilometres(*other, *one), abs=ROUNDING)
    assert 0 <= there <= np.pi * EARTH_KM + ROUNDING


@given(POINTS)
def test_a_point_is_no_way_from_itself(point):
    assert kilometres(*point, *point) == 0


@given(POINTS, POINTS, POINTS)
def test_no_detour_is_shorter(one, by, other):
    detour = kilometres(*one, *by) + kilometres(*by, *other)

    assert kilometres(*one, *other) <= detour + ROUNDING


def test_known_distances():
    assert kilometres(0, 0, 0, 90) == pytest.approx(np.pi / 2 * EARTH_KM)
    assert kilometres(74.59, 42.87, 72.80, 40.53) == pytest.approx(299.5, abs=2)  # Bishkek, Osh


def test_arrays_spread():
    table = kilometres(np.array([[70.0], [71.0]]), np.array([[40.0], [41.0]]), [70.0, 72.0], 40.0)

    assert table.shape == (2, 2)
    assert table[0, 0] == 0

import re

import pytest

from geo import boundaries, outlines

LEVELS = ("region", "district", "lake")


@pytest.mark.parametrize("level", LEVELS)
def test_every_unit_with_a_polygon_has_an_outline_inside_the_picture(level):
    drawn = outlines.outlines(level)

    assert set(drawn) >= {
        unit.code for unit in boundaries.units() if unit.level == level and unit.has_polygon
    }
    for path in drawn.values():
        assert re.fullmatch(r"(M\d+ \d+(L\d+ \d+)*Z)+", path)
        points = re.findall(r"(\d+) (\d+)", path)
        assert all(int(x) <= outlines.WIDTH and int(y) <= outlines.HEIGHT for x, y in points)


def test_north_is_up_and_east_is_right():
    talas, naryn, batken = (
        outlines.at(boundaries.unit(code).label_lon, boundaries.unit(code).label_lat)
        for code in ("KG-T", "KG-N", "KG-B")
    )

    assert talas[0] < naryn[0]
    assert talas[1] < naryn[1] < batken[1]


def test_a_city_is_smaller_than_the_district_around_it():
    assert outlines.extent("KG-GB") < 20 < outlines.extent("KG-N") < outlines.WIDTH

import numpy as np
import pandas as pd
import pytest

from data_access.queries.training import coverage
from data_access.queries.training.teachers import DIMENSIONS, counts
from data_access.summaries.training import ELIGIBLE, REGISTERS, SEATS, TRAINED
from data_access.suppression import FEW, TOTAL, with_totals
from tests.data_access.queries.training.rows import eligible, finished, trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN, SPRING, SUMMER, TALAS, asked

NAN = float("nan")


def only(frame: pd.DataFrame, **values) -> pd.DataFrame:
    for name, value in values.items():
        frame = frame[frame[name] == value]
    return frame


def test_people_add_up_over_quarters_and_eligible_teachers_are_those_of_the_newest_count(told):
    people = (TRAINED, [trained(20, period=SPRING), trained(10), trained(9, audience="leaders")])
    teachers = (ELIGIBLE, [eligible(90, period=SPRING), eligible(60)])
    with told(people, teachers) as db:
        now, then = (coverage.whole(db, asked(period=day)) for day in (AUTUMN, SPRING))

    assert now.iloc[0].tolist() == [30, 60, 0.5, False]
    assert then.iloc[0].tolist() == [20, 90, pytest.approx(20 / 90), False]


def test_a_district_whose_register_is_open_is_not_reported_but_its_people_are_counted(told):
    people = (TRAINED, [trained(20), trained(30, district=KOCHKOR)])
    teachers = (ELIGIBLE, [eligible(40), eligible(40, district=KOCHKOR)])
    closed = (REGISTERS, [{"district": AT_BASHY, "period": AUTUMN, "closed_on": AUTUMN}])
    with told(people, teachers, closed) as db:
        frame = coverage.districts(db, asked()).set_index("area")
        silent = coverage.silent(db, asked(region=NARYN))

    assert frame.loc[AT_BASHY, ["value", "reported_count", "expected_count"]].tolist() == [
        0.5, 1, 1,
    ]  # fmt: skip
    assert np.isnan(frame.loc[KOCHKOR, "value"])
    assert frame.loc[KOCHKOR, ["numerator", "denominator", "reported_count"]].tolist() == [
        30, 40, 0,
    ]  # fmt: skip
    assert frame.loc[MANAS, ["numerator", "denominator", "expected_count"]].tolist()[2] == 0
    assert KOCHKOR in set(silent["area"])
    assert AT_BASHY not in set(silent["area"])
    assert set(silent["region"]) == {NARYN}


def test_nothing_known_is_missing_and_not_zero(told):
    with told() as db:
        frame = coverage.groups(db, asked())
        whole = coverage.whole(db, asked())
        parity = coverage.parity(db, asked())

    assert frame.empty
    assert parity.empty
    assert whole["value"].isna().all()
    assert whole["denominator"].isna().all()


def test_groups_are_ordered_by_coverage_and_narrowed_with_the_question(told):
    people = (
        TRAINED,
        [trained(30), trained(10, subject="biology"), trained(60, district=MANAS, language="ru")],
    )
    teachers = (
        ELIGIBLE,
        [
            eligible(60),
            eligible(40, subject="biology"),
            eligible(100, district=MANAS, language="ru"),
        ],
    )
    with told(people, teachers) as db:
        everywhere = coverage.groups(db, asked())
        here = coverage.groups(db, asked(region=NARYN))
        district = coverage.groups(db, asked(region=NARYN, district=AT_BASHY))

    assert only(everywhere, dimension="subject")["group"].tolist() == ["biology", "physics"]
    assert only(everywhere, dimension="place")["group"].tolist() == [NARYN, TALAS]
    assert only(everywhere, dimension="language")["value"].tolist() == [0.4, 0.6]
    assert only(here, dimension="subject")["denominator"].tolist() == [40, 60]
    assert only(here, dimension="place")["group"].tolist() == [AT_BASHY]
    assert set(district["dimension"]) == set(DIMENSIONS)


def test_a_few_are_hidden_together_with_what_would_give_them_away(told):
    people = (
        TRAINED,
        [
            trained(3, language="tg"),
            trained(40),
            trained(20, district=KOCHKOR, language="tg"),
            trained(40, district=KOCHKOR),
        ],
    )
    teachers = (
        ELIGIBLE,
        [
            eligible(30, language="tg"),
            eligible(80),
            eligible(40, district=KOCHKOR, language="tg"),
            eligible(90, district=KOCHKOR),
        ],
    )
    with told(people, teachers) as db:
        few = coverage.groups(db, asked(region=NARYN, district=AT_BASHY))
        other = coverage.groups(db, asked(region=NARYN, district=KOCHKOR))
        region = coverage.groups(db, asked(region=NARYN))

    for frame in (few, other):
        languages = only(frame, dimension="language")
        assert languages["hidden"].all()
        assert languages[["numerator", "denominator", "value"]].isna().all(axis=None)
    assert not region["hidden"].any()


def test_all_but_a_few_are_hidden_too(told):
    teachers = [eligible(40), eligible(40, sex="male")]
    with told((TRAINED, [trained(38), trained(20, sex="male")]), (ELIGIBLE, teachers)) as db:
        frame = coverage.groups(db, asked())

    assert only(frame, dimension="sex")["hidden"].all()
    assert not only(frame, dimension="subject")["hidden"].any()


def test_zero_is_told(told):
    with told((ELIGIBLE, [eligible(40)])) as db:
        row = only(coverage.groups(db, asked()), dimension="sex").iloc[0]

    assert row[["numerator", "denominator", "value"]].tolist() == [0, 40, 0]


def test_what_a_reader_can_subtract_across_places_and_groups_reveals_nobody(told):
    random = np.random.default_rng(7)
    places, languages = (AT_BASHY, KOCHKOR, MANAS), ("ky", "ru", "uz", "tg")
    many = [
        (place, language, sex, int(random.poisson(average)))
        for place in places
        for language, average in zip(languages, (60, 20, 4, 2), strict=True)
        for sex in ("female", "male")
    ]
    teachers = [
        eligible(people + 6, district=place, language=language, sex=sex)
        for place, language, sex, people in many
    ]
    people = [
        trained(n, district=place, language=language, sex=sex) for place, language, sex, n in many
    ]
    with told((TRAINED, people), (ELIGIBLE, teachers)) as db:
        found = counts(db, asked())

    whole_places = [each.hidden[TOTAL] for each in found.values()]
    assert all((each == whole_places[0]).all() for each in whole_places)
    for each in found.values():
        for frame in (each.trained, each.eligible, each.eligible - each.trained):
            few = (frame > 0) & (frame < FEW)
            assert each.hidden[few].where(few).stack().all()


def test_places_where_seats_would_tell_a_few_are_hidden(told):
    people = (TRAINED, [trained(40), trained(30, district=KOCHKOR)])
    teachers = (ELIGIBLE, [eligible(80), eligible(90, district=KOCHKOR)])
    with told(people, teachers, (SEATS, [finished(3), finished(40, district=KOCHKOR)])) as db:
        frame = coverage.districts(db, asked()).set_index("area")

    assert frame.loc[[AT_BASHY, KOCHKOR], "hidden"].all()
    assert not frame.loc[MANAS, "hidden"]


def test_parity_compares_the_coverage_of_groups_here_and_in_the_parts(told):
    people = [trained(30), trained(20, sex="male"), trained(20, language="ru", rural=False)]
    teachers = [eligible(60), eligible(50, sex="male"), eligible(100, language="ru", rural=False)]
    with told((TRAINED, people), (ELIGIBLE, teachers)) as db:
        frame = coverage.parity(db, asked())

    country = only(frame, area="KG").set_index("dimension")
    assert country["value"].round(4).to_dict() == {
        "language": round(0.2 / (50 / 110), 4),
        "sex": round((50 / 160) / 0.4, 4),
        "rural": round((50 / 110) / 0.2, 4),
    }
    assert country.loc["sex", ["part", "part_of", "base_part", "base_of"]].tolist() == [
        50, 160, 20, 50,
    ]  # fmt: skip
    assert set(only(frame, dimension="sex")["area"]) >= {NARYN, TALAS}
    assert only(frame, dimension="sex", area=TALAS)["value"].isna().all()


def test_parity_of_a_region_names_its_districts_and_hides_what_is_hidden(told):
    people = [trained(30), trained(3, sex="male"), trained(30, district=KOCHKOR)]
    teachers = [
        eligible(60), eligible(50, sex="male"), eligible(70, district=KOCHKOR),
        eligible(70, district=KOCHKOR, sex="male"),
    ]  # fmt: skip
    with told((TRAINED, people), (ELIGIBLE, teachers)) as db:
        region = coverage.parity(db, asked(region=NARYN))
        district = coverage.parity(db, asked(region=NARYN, district=AT_BASHY))

    assert only(region, dimension="sex")["area"].tolist()[0] == NARYN
    assert AT_BASHY in set(region["area"])
    row = only(district, dimension="sex").iloc[0]
    assert (row["area"], row["hidden"]) == (AT_BASHY, True)
    assert row[["part", "base_part", "value"]].isna().all()


def test_totals_of_counts_are_those_of_their_districts(told):
    teachers = [eligible(40), eligible(50, district=MANAS), eligible(60, period=SUMMER, sex="male")]
    with told((ELIGIBLE, teachers)) as db:
        table = counts(db, asked())["sex"].eligible

    assert table.loc[[NARYN, TALAS, TOTAL], TOTAL].tolist() == [100, 50, 150]
    assert with_totals(table.loc[[AT_BASHY], ["female", "male"]]).loc[TOTAL, TOTAL] == 100

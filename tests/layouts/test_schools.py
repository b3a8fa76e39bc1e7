import pandas as pd

from data_access.indicators.status import history
from data_access.queries.map import MEASURES
from layouts import labels, schools
from layouts.figures import school_map as figures
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.panel import Panel
from tests import factories
from tests import markup as reading
from tests.layouts.test_figures_school_map import AREAS, marks

T = Translator("en")
NOBODY = float("nan")


def panel(frame: pd.DataFrame, areas: pd.DataFrame = AREAS, *, color="status", **values) -> Panel:
    scales = figures.scales([areas], [frame], color)
    return schools.school_map(
        "map", areas, frame, scales, MEASURES[values.get("measure", "R2.2")], "region", {}, "",
        factories.asked(), T, title="Innovative schools", color=color, shape="status",
        rules=history(),
    )  # fmt: skip


def said(part) -> str:
    return " ".join(reading.texts(markup(part)))


def several(*rows: pd.DataFrame) -> pd.DataFrame:
    return pd.concat(rows, ignore_index=True).assign(demonstration=0)


def test_the_legend_says_how_many_schools_did_not_report():
    frame = several(marks(), marks(stage_lab=None, spent_share=NOBODY))

    for color in ("lab", "spent_share"):
        assert "Not reported 1" in said(panel(frame, color=color).body)
    assert "Not reported" not in said(panel(several(marks()), color="lab").body)


def test_the_legend_of_a_package_says_whose_stage_it_shows_and_which_sign_is_late():
    frame = several(marks(late_lab=12), marks(school="IS-02"), marks(school="IS-03"))

    legend = said(panel(frame, color="lab").body)
    assert "Colour: stage of the package “Laboratories”" in legend
    assert "the package is late 1" in legend
    assert "is late" not in said(panel(frame, color="ict").body)
    assert "is late" not in said(panel(frame, color="status").body)


def test_the_source_names_packages_and_the_colours_of_areas():
    frame = several(marks())

    assert panel(frame).source == (
        "packages of innovative schools, Q3 2026; reports of districts and schools, Q3 2026"
    )
    areas = AREAS.assign(source="https://www.example.org/a")
    published = panel(frame, areas, measure="numeracy").source
    assert published.endswith("www.example.org")


def test_invented_areas_mark_the_map_as_demonstration():
    frame = several(marks())

    assert not panel(frame).demonstration
    assert panel(frame, AREAS.assign(demonstration=1)).demonstration


def test_only_colours_without_a_date_are_said_to_have_none():
    frame = several(marks())

    assert schools.undated(T) in panel(frame, color="spent_share").notes
    assert schools.undated(T) not in panel(frame, color="lab").notes


def test_the_finding_names_the_school_that_is_late_the_most():
    late = several(marks(), marks(school="IS-02", days_late=40), marks(school="IS-03", days_late=7))

    assert "2 are late, IS-02 the most: by 40 days" in panel(late).finding
    assert "none is late" in panel(several(marks())).finding
    assert "1 is late: IS-02 by 1 day" in panel(several(marks(school="IS-02", days_late=1))).finding
    assert panel(several(marks()).iloc[:0]).finding == "No innovative school lies here."


def test_the_groups_tell_every_stage_to_those_who_do_not_see_bars():
    frame = several(marks(region="KG-N", late_lab=12))
    groups = schools.groups(frame, {"KG-N": "Naryn"}, {"IS-01": "/x"}, factories.asked(), T)

    bars = [
        each
        for _, each in reading.elements(markup(groups.body))
        if "stage-bars" in each.get("class", "")
    ]

    assert len(bars) == 1
    label = bars[0]["aria-label"]
    assert all(T(name) in label for name in labels.PACKAGE.values())
    assert "12 days late" in label

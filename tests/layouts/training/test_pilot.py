import pandas as pd

from layouts.i18n import Translator
from layouts.markup import markup
from layouts.training import pilot
from tests import factories
from tests import markup as read

T = Translator("en")
NARYN, TALAS = factories.NARYN, factories.TALAS


def cases(*rows) -> pd.DataFrame:
    """Return regions: code, name, candidates, those who wait, and the states; None is not told."""
    counts = ["candidates", "waiting", *pilot.STATE]
    frame = pd.DataFrame(rows, columns=["region", "region_name", *counts])
    return frame.astype(dict.fromkeys(counts, "Int64")).assign(demonstration=0)


def times(*rows) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["stage", "cases", "mean_days"])
    return frame.astype({"stage": "str", "cases": "Int64", "mean_days": "float64"})


CASES = cases(
    ("KG", "", 100, 60, 20, 30, 10, 28, 12),
    (NARYN, "Naryn", 60, 36, None, None, None, 16, 8),
    (TALAS, "Talas", 40, 24, None, None, None, None, None),
)
TIMES = times(("portfolio", 80, 20.0), ("assessed", 50, 71.2), ("decided", 40, 10.0))


WAITS = pd.DataFrame(
    {
        "wait": ["portfolio", "assessment", "decision"],
        "cases": pd.array([20, 30, None], "Int64"),
        "mean_days": [12.0, 40.6, float("nan")],
    }
)


def panel(frame=CASES, days=TIMES, slowest="assessed", **asked):
    waits = WAITS[:0] if "region" in asked else WAITS
    return pilot.pilot(frame, days, slowest, waits, factories.asked(**asked), T)


def said(shown) -> str:
    return " ".join(read.words(markup(shown.body)))


def test_the_finding_tells_results_and_the_stage_that_takes_longest():
    assert panel().finding == (
        "100 candidates: certified 28, refused 12. Cases stay longest in the stage “From portfolio "
        "to assessment”: 71 days on average."
    )


def test_every_state_has_its_share_of_the_candidates():
    assert "30 (30% of candidates)" in said(panel())
    assert "✓ Certified" in said(panel()) and "✕ Refused" in said(panel())


def test_every_stage_says_how_many_cases_its_mean_rests_on():
    words = said(panel())

    assert "71 days · cases that passed it: 50" in words
    assert words.count("longest") == 1


def test_open_cases_tell_how_long_they_have_waited_unless_they_are_few():
    words = said(panel())

    assert "For the assessment 41 days · cases that wait: 30" in words
    assert "For the decision cases that wait: not told apart" in words
    assert "How long open cases have waited" not in said(panel(region=NARYN))


def test_where_nobody_waits_the_number_leads_to_the_cases():
    nobody = WAITS.assign(cases=pd.array([0, 30, 10], "Int64"), mean_days=[float("nan"), 40.6, 4.2])
    shown = pilot.pilot(CASES, TIMES, "assessed", nobody, factories.asked(), T)

    cells = [
        attributes["data-cell"]
        for _, attributes in read.elements(markup(shown.body))
        if attributes.get("data-cell", "").startswith("4.")
    ]
    assert cells == ["4.1.2", "4.2.3", "4.3.3"]


def test_a_region_does_not_tell_a_few_apart():
    label = next(
        attributes["aria-label"]
        for tag, attributes in read.elements(markup(panel().body))
        if attributes.get("class") == "stack" and "not told apart" in attributes["aria-label"]
    )

    assert label == "Not decided yet: 24, Certified: not told apart, Refused: not told apart"


def test_what_cases_wait_for_is_said_of_the_country_only():
    assert "Waiting for the decision" in said(panel())
    shown = said(panel(region=NARYN))

    assert "Waiting for the decision" not in shown
    assert "Not decided yet 36 (60% of candidates)" in shown


def test_a_region_asked_for_is_what_the_finding_tells():
    assert panel(region=NARYN).finding.startswith("60 candidates: certified 16, refused 8.")
    assert panel(region=TALAS).finding.startswith("40 candidates: certified not told apart")


def test_a_region_without_cases_says_so():
    assert panel(region="KG-Y", days=times(), slowest=None).finding == (
        "No case of attestation is known."
    )


def test_where_no_time_is_known_none_is_told():
    days = times(("portfolio", None, None), ("assessed", None, None), ("decided", 0, None))
    shown = panel(days=days, slowest=None)

    assert "Too few cases have passed a stage" in shown.finding
    assert "track-missing" in markup(shown.body)

import pandas as pd

from layouts import school_versus
from layouts.i18n import Translator

T = Translator("en")


def release(*rows) -> pd.DataFrame:
    """Return schools as a release lists them: code, status, packages accepted, days late."""
    frame = pd.DataFrame(rows, columns=["school", "status", "accepted_count", "days_late"])
    counts = dict.fromkeys(("accepted_count", "days_late"), "Int64")
    return frame.astype(counts).assign(school_name="School " + frame["school"])


THEN = release(
    ("IS-01", "at_risk", 1, 40), ("IS-02", "on_track", 3, None), ("IS-03", "not_due", 0, None),
    ("IS-04", "on_track", 2, None),
)  # fmt: skip
NOW = release(
    ("IS-01", "attention", 3, 10), ("IS-02", "at_risk", 3, 95), ("IS-03", "at_risk", 0, 9),
    ("IS-05", "achieved", 6, None),
)  # fmt: skip
BOTH = school_versus.versus(THEN, NOW)


def test_a_status_turns_only_where_both_are_judgements():
    assert BOTH.set_index("school")["turn"].to_dict() == {
        "IS-01": 1, "IS-02": -1, "IS-03": 0, "IS-04": 0, "IS-05": 0
    }  # fmt: skip


def test_only_schools_that_both_releases_list_count_for_the_difference():
    assert school_versus.sentence(BOTH, "2", "4", T) == (
        "From release No. 2 to No. 4: packages accepted +2; "
        "schools with a better status: 1, with a worse one: 1."
    )


def test_both_states_of_each_school_stand_in_the_table_the_worse_ones_first():
    table = school_versus.table(BOTH, "2", "4", T)
    rows = [
        [column.show(row[column.name]) for column in table.columns]
        for row in table.frame.to_dict("records")
    ]

    assert [row[0] for row in rows] == [f"School IS-0{n}" for n in (2, 1, 3, 4, 5)]
    assert rows[0][1:] == ["● On track", "▲ At risk", "3", "3", "–", "95"]
    assert rows[3][1:] == ["● On track", "not listed", "2", "–", "–", "–"]
    assert rows[4][1:] == ["not listed", "★ Achieved", "–", "6", "–", "–"]

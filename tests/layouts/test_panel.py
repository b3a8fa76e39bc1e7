import json

import pandas as pd
from dash import html

from layouts.components.data_table import Column
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.panel import Panel, foot, head, parts, place

T = Translator("en")
FRAME = pd.DataFrame({"name": ["a", "b"], "value": [1, 2]})
PANEL = Panel(
    key="money",
    title="Money",
    finding="It moves.",
    frame=FRAME,
    columns=(Column("name", "Name"), Column("value", "Value", is_number=True)),
    source="PMU",
    demonstration=True,
)


def test_an_answer_fills_exactly_the_places_of_its_panel():
    filled = markup(place("money", has_figure=False, t=T), dict.fromkeys(parts(PANEL, T), "yes"))

    assert filled.count(">yes<") == filled.count("data-slot=") == len(parts(PANEL, T))


def test_a_picture_is_described_by_its_finding():
    place_ = place("money", has_figure=True, t=T)
    described = {
        part.to_plotly_json()["props"].get("aria-labelledby")
        for part in place_._traverse()
        if hasattr(part, "to_plotly_json")
    }

    finding = head(PANEL, T)[1]
    assert finding.id == "finding-money"
    assert finding.children == "It moves."
    assert "finding-money" in described


def test_invented_figures_are_marked_in_the_title():
    real = Panel(key="money", title="Money")

    assert "Demonstration data" in str(head(PANEL, T))
    assert "Demonstration data" not in str(head(real, T))


def test_source_and_table_stand_below():
    lines, table = foot(PANEL, T)

    assert "Source: PMU" in str(lines)
    assert isinstance(table, html.Details)
    (sheet,) = (part for part in table._traverse() if hasattr(part, "data-tables"))
    assert json.loads(getattr(sheet, "data-tables"))[0]["caption"] == PANEL.title


def test_a_panel_without_a_frame_has_no_table():
    assert len(foot(Panel(key="money", title="Money"), T)) == 1

import pandas as pd
from dash import html

from layouts.components.data_table import Column, data_table
from layouts.i18n import Translator

T = Translator("en")
COLUMNS = (Column("name", "Name"), Column("share", "Share", T.percent, True))


def texts(table, kind) -> list:
    return [part.children for part in table._traverse() if isinstance(part, kind)]


def test_a_table_has_a_caption_headings_and_a_row_per_row():
    frame = pd.DataFrame({"name": ["a", "b"], "share": [0.5, None]})

    table = data_table(frame, COLUMNS, "Shares", T)

    assert texts(table, html.Caption) == ["Shares"]
    assert texts(table, html.Th) == ["Name", "Share"]
    assert texts(table, html.Td) == ["a", "50%", "b", "–"]
    assert {part.scope for part in table._traverse() if isinstance(part, html.Th)} == {"col"}


def test_no_rows_are_said_in_words():
    table = data_table(pd.DataFrame({"name": [], "share": []}), COLUMNS, "Shares", T)

    assert isinstance(table, html.P)
    assert table.children == "There are no rows."

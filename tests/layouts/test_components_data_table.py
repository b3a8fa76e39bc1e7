import json

import pandas as pd

from layouts.components.data_table import Column, Table, tables_words
from layouts.i18n import Translator

COLUMNS = (Column("name", "Name"), Column("share", "Share", Translator("en").percent, True))


def test_a_table_has_a_caption_headings_and_a_row_per_row():
    frame = pd.DataFrame({"name": ["a", "b"], "share": [0.5, None]})

    (words,) = json.loads(tables_words([Table("Shares", frame, COLUMNS)]))

    assert words == {
        "caption": "Shares",
        "head": [{"title": "Name", "isNumber": False}, {"title": "Share", "isNumber": True}],
        "rows": [["a", "50%"], ["b", "–"]],
    }

"""Each line of work of the ministry's page is followed where our own list says, with data."""

import re
from pathlib import Path

import pytest

from data_access import reference
from data_access.filters import LANGUAGES

LIST = Path(__file__).parents[2] / "docs" / "lines-of-work.md"
ROW = re.compile(r"^\| (\d\.\d) \|.*\| ([a-z, ]+) \|$", re.MULTILINE)
LINES: dict[str, list[str]] = {
    code: pages.split(", ") for code, pages in ROW.findall(LIST.read_text(encoding="utf-8"))
}
PAGES = sorted({page for pages in LINES.values() for page in pages})

TOLD = """(code) => {
  const marks = [...document.querySelectorAll(`[data-lines~="${code}"]`)];
  const main = document.getElementById("main");
  const parts = marks.map((mark) => mark.closest(".page-section") || main);
  return parts.filter((part) => part.querySelector(".table-sheet")).length;
}"""
"""How many sections say that they follow a line, and have figures with a table behind them."""


def test_the_list_names_every_line_of_work():
    assert list(LINES) == [row["code"] for row in reference.read("work_lines")]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_every_line_of_work_is_on_its_page_with_data(open_page, server, name, lang):
    page = open_page(server, f"/{name}?lang={lang}", drawn=False)

    here = [code for code, pages in LINES.items() if name in pages]
    assert {code: page.evaluate(TOLD, code) > 0 for code in here} == dict.fromkeys(here, True)

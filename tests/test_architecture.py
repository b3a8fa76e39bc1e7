"""Who may import whom, and who says the same thing twice: the rules of the house as tests."""

import ast
import re
import sys
from pathlib import Path

import pytest

from dashboard.areas import areas
from dashboard.pages import PAGES
from data_access import database, frames
from data_access.columns import COLUMNS
from geo import boundaries
from layouts import theme
from tests import factories

ROOT = Path(__file__).resolve().parents[1]
OURS = ("dashboard", "data_access", "geo", "layouts", "tests", "app")

MAY_IMPORT = {
    "app": {"dashboard"},
    "dashboard": {"dashboard", "layouts", "data_access", "geo"},
    "layouts": {"layouts", "data_access.filters", "data_access.columns"},
    "data_access": {"data_access"},
    "geo": {"geo"},
}
"""Package -> what it may import of ours."""


def modules() -> list[Path]:
    folders = [folder for folder in MAY_IMPORT if (ROOT / folder).is_dir()]
    return [ROOT / "app.py", *(file for name in folders for file in (ROOT / name).rglob("*.py"))]


def imported(file: Path) -> set[str]:
    """Return the full names of everything that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def is_within(name: str, allowed: set[str]) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in allowed)


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_no_import_points_up(file):
    package = file.relative_to(ROOT).parts[0].removesuffix(".py")

    ours = {name for name in imported(file) if name.split(".")[0] in OURS}

    assert {name for name in ours if not is_within(name, MAY_IMPORT[package])} == set()


def test_an_arrow_that_points_up_would_be_seen(tmp_path):
    file = tmp_path / "module.py"
    file.write_text("def late():\n    from data_access.queries import budget\n")

    assert imported(file) == {"data_access.queries.budget"}
    assert not is_within("data_access.queries.budget", MAY_IMPORT["layouts"])
    assert is_within("data_access.filters.LANGUAGES", MAY_IMPORT["layouts"])
    assert not is_within("data_access.filters_of_mine", MAY_IMPORT["layouts"])


def test_pages_do_not_import_pages():
    folder = ROOT / "dashboard" / "pages"
    for file in folder.glob("[!_]*.py"):
        assert not any(name.startswith("dashboard.pages") for name in imported(file))


def test_boundaries_cost_nothing_to_import():
    roots = {name.split(".")[0] for name in imported(ROOT / "geo" / "boundaries.py")}

    assert roots <= sys.stdlib_module_names


def test_there_is_no_place_for_what_has_no_name():
    nameless = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}

    assert [file for file in modules() if file.stem in nameless] == []


def test_only_settings_reads_the_environment():
    readers = {
        file.relative_to(ROOT).as_posix()
        for file in modules()
        if re.search(r"\benviron\b|\bgetenv\b", file.read_text(encoding="utf-8"))
    }

    assert readers <= {"dashboard/settings.py", "dashboard/setup.py", "dashboard/commands.py"}


def test_style_sheet_and_charts_agree_on_every_colour_that_both_name():
    light = re.search(r":root \{(.*?)\}", (ROOT / "assets/css/theme.css").read_text(), re.DOTALL)
    assert light
    in_css = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", light[1]))
    in_charts = {
        name.lower().replace("_", "-"): value
        for name, value in vars(theme).items()
        if name.isupper() and isinstance(value, str) and value.startswith("#")
    } | {f"status-{code}": mark.color for code, mark in theme.MARKS.items()}

    both = set(in_css) & set(in_charts)

    assert {name: in_css[name] for name in both} == {name: in_charts[name] for name in both}
    assert {"ink", "paper", "actual", "no-data", "status-at_risk"} <= both


def test_every_page_has_an_address_and_a_title_of_its_own():
    assert len({page.path for page in PAGES}) == len({page.title for page in PAGES}) == len(PAGES)
    assert all(page.path.startswith("/") for page in PAGES)


def test_map_and_database_know_the_same_places(sqlite_engine):
    from sqlalchemy import select

    from data_access.models import Area

    with database.reading(sqlite_engine) as db:
        known = {row.code: row.parent for row in db.execute(select(Area.code, Area.parent))}

    drawn = {unit.code: unit.parent for unit in boundaries.units() if unit.level != "lake"}
    assert known == drawn == {row["code"]: row["parent"] for row in areas()}
    assert len(known) == 1 + 9 + 54


def test_every_column_that_a_query_reads_has_a_promised_type(sqlite_engine, monkeypatch):
    from dashboard.access import Reader
    from dashboard.page import answer
    from dashboard.urls import read_query
    from data_access.queries import budget, exceptions, map, results, schools

    seen = {}

    def remembering(db, statement):
        frame = frames.read_frame(db, statement)
        seen.update({name: str(dtype) for name, dtype in frame.dtypes.items()})
        return frame

    for module in (budget, exceptions, map, results, schools):
        if hasattr(module, "read_frame"):
            monkeypatch.setattr(module, "read_frame", remembering)
    with database.writing(sqlite_engine) as session:
        factories.programme(session)
    for search in ("?measure=R1.4", "?measure=numeracy", "?measure=pupils_per_school&school=IS-01"):
        answer(PAGES[0], read_query(search), sqlite_engine, Reader())

    promised = {name: dtype.replace("date", "datetime64[s]") for name, dtype in COLUMNS.items()}
    assert len(seen) > 30
    assert seen == {name: promised[name] for name in seen}

import ast
import ctypes
import errno
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from plotly.offline import get_plotlyjs, get_plotlyjs_version

from dashboard import setup

SCRIPT = Path(setup.__file__)
CHARTS = setup.BUILT / "charts.js"
EMPTY_WORLD = {
    "type": "Topology",
    "arcs": [],
    "objects": {
        layer: {"type": "GeometryCollection", "geometries": []}
        for layer in ("coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits")
    },
}
SQUARE = [[74, 41], [74, 42], [75, 42], [75, 41], [74, 41]]
MAP = {
    "data": [
        {
            "type": "choropleth",
            "geojson": {
                "type": "Feature",
                "id": "here",
                "geometry": {"type": "Polygon", "coordinates": [SQUARE]},
            },
            "locations": ["here"],
            "z": [1],
            "showscale": False,
        },
        {"type": "scattergeo", "lon": [74.6], "lat": [41.5], "mode": "markers"},
    ],
    "layout": {
        "geo": {
            "fitbounds": False,
            "projection": {"type": "mercator"},
            "lonaxis": {"range": [69.2, 80.3]},
            "lataxis": {"range": [39.1, 43.3]},
        }
    },
}
BARS = {
    "data": [
        {"type": "bar", "x": ["2026-01-01", "2026-04-01"], "y": [10000, 20000]},
        {"type": "scatter", "x": ["2026-01-01", "2026-04-01"], "y": [12000, 18000]},
    ],
    "layout": {
        "colorway": ["oklch(60% 0.1 250)", "teal"],
        "xaxis": {"tickformat": "%B %Y"},
        "yaxis": {"tickformat": ",.1f"},
    },
}
# Names inside the SVG are drawn by lot; both libraries get the same lots.
DRAW = """async ([figure, locale]) => {
    let lot = 1;
    Math.random = () => (lot = (lot * 16807) % 2147483647) / 2147483647;
    const place = document.body.appendChild(document.createElement('div'));
    const config = { locale, displayModeBar: false };
    await Plotly.newPlot(place, figure.data, { ...figure.layout, width: 800, height: 400 }, config);
    return place.querySelector('.main-svg').outerHTML;
}"""


def run_setup(*arguments, script=SCRIPT, **options):
    return subprocess.run(
        [sys.executable, script, *arguments], capture_output=True, text=True, check=False, **options
    )


def forget_right_to_write_everywhere():
    """Make the rights of folders count for root too, in the process that is about to start."""
    drop_from_bounding_set, may_override_rights = 24, 1
    ctypes.CDLL(None).prctl(drop_from_bounding_set, may_override_rights, 0, 0, 0)


# What it says


def test_an_old_python_can_read_the_setup():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 6))


def test_an_old_python_is_told_what_is_needed():
    pretend = "import runpy, sys; sys.version_info = (3, 9, 2); runpy.run_path(sys.argv[1])"

    answer = subprocess.run(
        [sys.executable, "-c", pretend, SCRIPT], capture_output=True, text=True, check=False
    )

    assert answer.returncode == 1
    assert answer.stderr.startswith("Python 3.11 or newer is needed, and this is 3.9.")
    assert answer.stderr.count("\n") == 1


def test_a_port_in_use_is_told_before_any_work():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        answer = run_setup("run", env={**os.environ, "PORT": str(port)})

    assert answer.returncode == 1
    assert answer.stdout == ""
    assert answer.stderr.startswith(f"Port {port} is in use by another program")
    assert answer.stderr.count("\n") == 1


@pytest.mark.parametrize("port", ["soon", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_told(port):
    answer = run_setup("run", env={**os.environ, "PORT": port})

    assert answer.returncode == 1
    assert answer.stderr == f"PORT must be a number from 1 to 65535, and it is {port}.\n"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    script = tmp_path / "dashboard" / "setup.py"
    script.parent.mkdir()
    shutil.copy(SCRIPT, script)
    tmp_path.chmod(0o555)

    answer = run_setup("check", script=script, preexec_fn=forget_right_to_write_everywhere)

    assert answer.returncode == 1
    assert answer.stderr == f"{tmp_path / '.build'} cannot be written by this user.\n"


def test_a_full_disk_is_told_apart_from_other_failures(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "LOG", tmp_path / "setup.log")
    fails = "import sys; sys.exit('[Errno 28] No space left on device')"

    with pytest.raises(OSError, match="No space left") as failure:
        setup.quietly("Installing", sys.executable, "-c", fails)

    assert failure.value.errno == errno.ENOSPC


def test_a_step_that_fails_names_the_step_and_the_log(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    monkeypatch.setattr(setup, "LOG", tmp_path / "setup.log")

    with pytest.raises(
        setup.Problem, match=r"^Installing failed with exit code 7; .*setup\.log\.$"
    ):
        setup.quietly("Installing", sys.executable, "-c", "raise SystemExit(7)", cwd=tmp_path)


def test_a_missing_browser_is_told_with_what_to_install(monkeypatch):
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", "/nowhere")

    with pytest.raises(setup.Problem, match="apt-get install chromium fonts-noto-core"):
        setup.browser()


def test_a_python_without_environments_is_told_with_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "python")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)

    with pytest.raises(setup.Problem, match="apt-get install python3-venv"):
        setup.environment()


def test_a_host_that_is_not_here_is_told():
    answer = run_setup("run", env={**os.environ, "HOST": "192.0.2.1"})

    assert answer.returncode == 1
    assert answer.stderr.startswith("HOST=192.0.2.1 cannot be used: ")


def test_an_unknown_command_is_answered_with_the_known_ones():
    answer = run_setup("dance")

    assert answer.returncode == 1
    assert answer.stderr == "Usage: python3 dashboard/setup.py run|check|test|bench|shot|clean\n"


# What it does once


def test_a_step_is_done_once_until_its_input_changes(tmp_path):
    done = []
    for stamp in ("a", "a", "b", "b"):
        with setup.once(tmp_path, "step", stamp) as due:
            if due:
                done.append(stamp)

    assert done == ["a", "b"]


def test_a_step_that_failed_is_done_again(tmp_path):
    with pytest.raises(setup.Problem), setup.once(tmp_path, "step", "a"):
        raise setup.Problem
    with setup.once(tmp_path, "step", "a") as due:
        assert due


# What is pinned


def test_the_lists_of_packages_name_versions_and_no_addresses():
    lists = [setup.ROOT / "requirements.txt", setup.ROOT / "tests" / "requirements.txt"]
    lines = [line for file in lists for line in file.read_text(encoding="utf-8").splitlines()]

    assert len(lines) > 50
    assert [line for line in lines if not re.match(r"[a-z0-9-]+==[\w.]+( ; |$)", line)] == []


def test_the_lock_of_the_front_end_names_exact_versions_and_no_addresses():
    wanted = json.loads((setup.SOURCES / "package.json").read_text(encoding="utf-8"))
    lock = json.loads((setup.SOURCES / "package-lock.json").read_text(encoding="utf-8"))
    locked = {name.removeprefix("node_modules/"): entry for name, entry in lock["packages"].items()}

    assert [name for name, entry in locked.items() if "resolved" in entry] == []
    assert wanted["devDependencies"] == {
        name: locked[name]["version"] for name in wanted["devDependencies"]
    }


def test_asgiref_is_not_installed_since_it_slows_every_callback():
    assert "asgiref" not in (setup.ROOT / "requirements.txt").read_text(encoding="utf-8")


# What is built


def test_the_built_charts_have_the_version_that_python_expects():
    assert f'"{get_plotlyjs_version()}"' in CHARTS.read_text(encoding="utf-8")


def test_the_built_scripts_run_under_a_strict_policy_and_know_no_foreign_host():
    for name in ("charts.js", "map.js", "list.js"):
        code = (setup.BUILT / name).read_text(encoding="utf-8")

        if name != "list.js":  # the grid makes functions only of texts, and gets none
            assert re.findall(r"(?<![\w$.])(?:Function|eval)\(", code) == [], name
        assert re.findall(r"https?://cdn[^\"]*|cloud\.plotly\.com", code) == [], name


def test_the_built_styles_load_nothing_from_elsewhere():
    for name in ("bootstrap.css", "fonts.css", "map.css"):
        style = (setup.BUILT / name).read_text(encoding="utf-8")

        assert re.findall(r"@import|sourceMappingURL|url\(\"?(?:https?:)?//", style) == []


def test_the_built_font_has_every_letter_of_the_three_languages():
    letters = "абвгдеёжзийклмнңоөпрстуүфхцчшщъыьэюя"
    font = TTFont(setup.BUILT / "inter.woff2")

    assert set(map(ord, letters + letters.upper() + "–«»№−→▲\u00a0\u202f")) <= set(
        font.getBestCmap() or ()
    )
    assert [(axis.axisTag, axis.minValue, axis.maxValue) for axis in font["fvar"].axes] == [
        ("wght", 400, 700)
    ]


def test_the_licences_of_what_is_built_in_are_named():
    licences = (setup.BUILT / "licenses.txt").read_text(encoding="utf-8")

    for name in (
        "plotly.js",
        "bootstrap",
        "inter-ui",
        "d3-geo",
        "culori",
        "leaflet",
        "ag-grid-community",
    ):
        assert re.search(rf"^{re.escape(name)} \d", licences, re.MULTILINE), name


@pytest.fixture(scope="module")
def charting(playwright):
    """Return a function that draws a figure with a chart library and returns its SVG."""
    chromium = playwright.chromium.launch(
        executable_path=os.environ.get("CHROMIUM") or setup.find_browser(),
        args=["--no-sandbox", "--disable-gpu", "--no-first-run"],
    )

    def draw(library, figure, locale="en"):
        page = chromium.new_page()
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        page.set_content(f'<html lang="{locale}"><body></body></html>')
        page.add_script_tag(content=library)
        svg = page.evaluate(DRAW, [figure, locale])
        page.close()
        assert asked == []
        return svg

    yield draw
    chromium.close()


@pytest.mark.browser
@pytest.mark.parametrize("figure", [MAP, BARS], ids=["map", "bars"])
def test_the_slim_charts_draw_what_the_whole_library_draws(charting, figure):
    world = json.dumps({"topojson": {"world_110m": EMPTY_WORLD}})
    whole = f"window.PlotlyGeoAssets = {world};\n{get_plotlyjs()}"

    slim = charting(CHARTS.read_text(encoding="utf-8"), figure)

    assert slim.count("<path") > 3
    assert slim == charting(whole, figure)


@pytest.mark.browser
def test_the_charts_write_months_and_numbers_in_kyrgyz(charting):
    drawn = charting(CHARTS.read_text(encoding="utf-8"), BARS, locale="ky")

    assert "январь 2026" in drawn
    assert "20\u00a0000,0" in drawn or "20&nbsp;000,0" in drawn


def test_what_the_program_needs_is_what_is_installed_to_run_it():
    project = tomllib.loads((setup.ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    installed = (setup.ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    pinned = {line.split(" ;")[0] for line in installed}

    needed = {re.sub(r"\[.*\]", "", each) for each in project["project"]["dependencies"]}
    assert needed <= pinned

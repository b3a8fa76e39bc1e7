"""Serve one plain page with the same figures, drawn by the whole chart library of the Dash package.

Packed and kept by browsers exactly as our own files are, by the same code and the same server.
Run by the bench: `python -m tests.bench.static_page FOLDER`, with PORT in the environment.
"""

import json
import os
import shutil
import sys
from pathlib import Path

import plotly
from flask import Flask, send_from_directory
from flask_compress import Compress

from dashboard import static_files
from dashboard.urls import BOUNDARIES
from geo import boundaries
from tests.bench.browser import Figures

LIBRARY = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
BOUNDARIES_HERE = "/assets/boundaries.json?m=1"

PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>The same figures</title>
<link rel="preload" href="{boundaries}" as="fetch" crossorigin="anonymous">
<style>body {{ margin: 8px; display: flex; gap: 8px; font-family: sans-serif }}</style>
<script src="/assets/plotly.min.js?m=1"></script>
</head>
<body>
<div id="map" style="width: 700px; height: 480px"></div>
<div id="curve" style="width: 400px; height: 220px"></div>
<script>
const nothing = {{ type: "GeometryCollection", geometries: [] }};
const names = ["coastlines", "countries", "lakes", "land", "ocean", "rivers", "subunits"];
const objects = Object.fromEntries(names.map((name) => [name, nothing]));
const world = {{ type: "Topology", arcs: [], objects: objects }};
window.PlotlyGeoAssets = {{ topojson: {{ world_110m: world, world_50m: world }} }};
for (const [key, figure] of Object.entries({figures})) {{
  Plotly.newPlot(key, figure.data, figure.layout, {{ displayModeBar: false, responsive: true }});
}}
</script>
</body>
</html>"""


def write(folder: Path, figures: Figures) -> None:
    """Write the page and what it loads into a folder."""
    folder.mkdir()
    shutil.copy(LIBRARY, folder)
    shutil.copy(boundaries.BOUNDARIES, folder / "boundaries.json")
    text = json.dumps(figures, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    page = PAGE.format(
        boundaries=BOUNDARIES_HERE, figures=text.replace(BOUNDARIES, BOUNDARIES_HERE)
    )
    (folder / "page.html").write_text(page, encoding="utf-8")


def create(folder: str) -> Flask:
    """Return the server of the page, its files packed already."""
    server = Flask("static_page", static_folder=folder, static_url_path="/assets")
    Compress(server)
    static_files.install(server)
    server.add_url_rule("/", "page", lambda: send_from_directory(folder, "page.html"))
    server.add_url_rule("/health", "health", lambda: "serving")
    for address in ("/assets/plotly.min.js?m=1", BOUNDARIES_HERE):
        static_files.ask(server, address)
    return server


if __name__ == "__main__":
    os.execv(
        sys.executable,
        [
            sys.executable, "-m", "gunicorn", f"tests.bench.static_page:create({sys.argv[1]!r})",
            "--preload", "--worker-class", "gthread", "--workers", "1", "--threads", "4",
            "--bind", f"127.0.0.1:{os.environ['PORT']}", "--log-level", "warning",
        ],
    )  # fmt: skip

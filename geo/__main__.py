"""python -m geo build | replace FILE: make the map anew, or take other boundaries for it."""

import argparse
import sys
from pathlib import Path

from geo.build import DATA, build
from geo.replace import replace
from geo.sources import SOURCES


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    if options.command == "build":
        build(options.sources, options.data)
        return 0
    problems = replace(
        options.file,
        code_field=options.code_field,
        layer=options.layer,
        attribution=options.attribution,
        sources=options.sources,
        data=options.data,
    )
    if problems:
        print(*problems, sep="\n", file=sys.stderr)
        print(f"{len(problems)} problem(s); nothing was written", file=sys.stderr)
        return 1
    credit = (options.data / "attribution.txt").read_text(encoding="utf-8").strip()
    print(f"The boundaries are replaced. Under the map stands: {credit}")
    if not options.attribution:
        print("If the new ones have another owner, run again with --attribution TEXT.")
    return 0


def _parser() -> argparse.ArgumentParser:
    folders = argparse.ArgumentParser(add_help=False)
    folders.add_argument("--sources", type=Path, default=SOURCES, help="folder of the sources")
    folders.add_argument("--data", type=Path, default=DATA, help="folder of the finished map")
    parser = argparse.ArgumentParser(prog="python -m geo", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("build", parents=[folders], help="generalise the sources for the web")
    other = commands.add_parser(
        "replace", parents=[folders], help="check other district boundaries and use them"
    )
    other.add_argument("file", type=Path, help="GeoJSON, GPKG or shapefile")
    other.add_argument("--code-field", default="code", help="field with the 14-digit SOATE code")
    other.add_argument("--layer", help="layer of a file that has several")
    other.add_argument("--attribution", metavar="TEXT", help="line to show under the map")
    return parser


if __name__ == "__main__":
    sys.exit(main())

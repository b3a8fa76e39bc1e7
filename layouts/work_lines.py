"""Where is each line of work of the ministry's page followed?"""

from typing import Any

from dash import html

from layouts.attributes import data
from layouts.i18n import Translator

LINES: dict[tuple[str, str], tuple[str, ...]] = {
    ("schools", ""): ("3.1",),
    ("training", "coverage"): ("2.1",),
    ("training", "audiences"): ("1.2", "2.2"),
    ("training", "pilot"): ("2.3",),
    ("training", "elearning"): ("2.4",),
    ("textbooks", "provision"): ("1.3",),
    ("textbooks", "supply"): ("1.3",),
    ("textbooks", "rental"): ("1.4",),
    ("textbooks", "counts"): ("1.5",),
    ("budget", "execution"): ("4.3",),
    ("budget", "sector"): ("4.1",),
    ("procurement", "plan"): ("4.3",),
    ("implementation", "work-plan"): ("4.3",),
    ("implementation", "standards"): ("1.1", "1.2", "1.6"),
    ("implementation", "institutes"): ("2.5", "2.6"),
    ("implementation", "studies"): ("4.1",),
    ("implementation", "campaign"): ("4.2",),
    ("implementation", "policy"): ("4.3",),
    ("implementation", "commitments"): ("4.3",),
    ("implementation", "risks"): ("4.3",),
    ("implementation", "grievances"): ("4.3",),
}
"""Page and section of it, empty for a page without sections -> codes of its lines of work."""


def mark(page: str, section: str, t: Translator) -> Any:
    """Return the codes of the lines of work that a section follows; None where it follows none."""
    codes = LINES.get((page, section))
    if codes is None:
        return None
    words = t.plural(
        "Line of work {codes}", "Lines of work {codes}", len(codes), codes=" · ".join(codes)
    )
    return html.Span(words, className="work-lines", **data(lines=" ".join(codes)))

"""Which area is this, where does it lie, and who learns there?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dash import html

from data_access.filters import Filters
from layouts import labels
from layouts.attributes import aria
from layouts.districts.words import Row
from layouts.i18n import Translator, is_missing
from layouts.markup import Element
from layouts.panel import Panel

Point = tuple[int, int]


@dataclass(frozen=True)
class Picture:
    """A still map of the country: data of SVG paths, in a frame of `size`."""

    size: tuple[int, int]
    regions: Mapping[str, str]
    districts: Mapping[str, str]
    """Those of the region that is shown."""
    lakes: Sequence[str]
    chosen: str
    """Code of the area that stands out; a key of regions or districts."""
    spot: Point | None
    """Where an area lies that is too small to be seen."""
    schools: Sequence[Point]
    """Innovative schools of the area."""


@dataclass(frozen=True)
class Links:
    """Addresses that the head leads to."""

    region: str | None
    """Everything about the region of a district; None for a region."""
    all: str
    """The list of all regions and districts."""
    on_map: str
    schools: str
    training: str
    textbooks: str
    meeting: str
    """Its panels as slides for a room."""


def panel(
    name: str,
    region: str,
    registered: Row,
    country: Row,
    innovative: int,
    districts: int,
    picture: Picture,
    attribution: str,
    links: Links,
    filters: Filters,
    t: Translator,
) -> Panel:
    """Return the head of the page; `registered` and `country` as the query of the same name returns
    them, `innovative` and `districts` are numbers of schools and of districts here."""
    words = t("{area} on the map of the country", area=name)
    facts = [
        *([(t("Region"), html.A(region, href=links.region))] if links.region else []),
        *([(t("Districts"), t.number(districts))] if not links.region else []),
        (t("Schools"), labels.reported(registered["school_count"], t)),
        (t("Innovative schools"), t.number(innovative)),
        (t("Pupils"), _pupils(registered, t)),
        (t("Teachers"), labels.reported(registered["teacher_count"], t)),
    ]
    return Panel(
        key="area",
        title=name,
        finding=_finding(registered, country, t),
        body=[
            locator(picture, words),
            html.Div(
                [
                    html.Dl(
                        [html.Div([html.Dt(what), html.Dd(value)]) for what, value in facts],
                        className="facts",
                    ),
                    _ways(links, t),
                ],
                className="district-facts",
            ),
        ],
        source=labels.register(filters, t),
        demonstration=registered["demonstration"] == 1,
        notes=(t(attribution),),
    )


def _finding(registered: Row, country: Row, t: Translator) -> str:
    pupils, all_pupils = registered["pupil_count"], country["pupil_count"]
    if is_missing(registered["school_count"]):
        return t("No school is registered here yet.")
    if is_missing(pupils) or is_missing(all_pupils) or not all_pupils:
        return t("How many pupils learn here has not been reported.")
    return t(
        "{share} of all pupils of the country learn here.", share=t.percent(pupils / all_pupils, 1)
    )


def _pupils(registered: Row, t: Translator) -> str:
    """Return pupils, and how many schools gave their number where not all did."""
    pupils = labels.reported(registered["pupil_count"], t)
    told, every = registered["reported_count"], registered["school_count"]
    if is_missing(registered["pupil_count"]) or told == every:
        return pupils
    schools = t("{n} of {total} schools", n=t.number(told), total=t.number(every))
    return f"{pupils} ({schools})"


def _ways(links: Links, t: Translator) -> html.Nav:
    ways = (
        (links.on_map, t("On the map")),
        (links.schools, t("Schools")),
        (links.training, t("Training")),
        (links.textbooks, t("Textbooks")),
        (links.all, t("All regions and districts")),
        (links.meeting, t("As slides for a meeting")),
    )
    return html.Nav(
        [html.A(words, href=address) for address, words in ways],
        className="ways",
        **aria(label=t("This area on other pages")),
    )


def locator(picture: Picture, words: str) -> Element:
    """Return a small map on which the area and its innovative schools stand out."""
    chosen = {**picture.regions, **picture.districts}.get(picture.chosen, "")
    parts = [
        *(_path(path, "land") for path in picture.regions.values()),
        _path(chosen, "chosen"),
        *(_path(path, "lake") for path in picture.lakes),
        *(_path(path, "border-district") for path in picture.districts.values()),
        *(_path(path, "border-region") for path in picture.regions.values()),
        *([_circle(picture.spot, 9, "spot")] if picture.spot else []),
        *(_circle(point, 6, "school") for point in picture.schools),
    ]
    width, height = picture.size
    return Element(
        "svg",
        parts,
        {
            "viewBox": f"0 0 {width} {height}",
            "class": "locator",
            "role": "img",
            **aria(label=words),
        },
    )


def _path(line: str, look: str) -> Element:
    return Element("path", None, {"d": line, "class": look})


def _circle(point: Point, radius: int, look: str) -> Element:
    return Element("circle", None, {"cx": point[0], "cy": point[1], "r": radius, "class": look})

"""Which photographs would innovative schools have sent? Flat drawings that say what they are."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
from PIL import Image, ImageDraw, ImageFont

from dashboard.demonstration import packages
from dashboard.demonstration.workbook import Workbook

SIZE = (1280, 960)
LABEL = "demonstration"
TAKEN = (("IS-01", "lab"), ("IS-02", "multimedia"), ("IS-02", "lab"), ("IS-13", "lab"))
"""Schools and packages with a photograph before and, once the package is there, one after."""

CAPTIONS = {
    "lab": {
        "before": (
            "Лаборатория үчүн бөлмө",
            "Помещение для лаборатории",
            "The room for the laboratory",
        ),
        "after": ("Жаңы лаборатория", "Новая лаборатория", "The new laboratory"),
    },
    "multimedia": {
        "before": (
            "Мультимедиялык класс үчүн бөлмө",
            "Помещение для мультимедийного класса",
            "The room for the multimedia classroom",
        ),
        "after": (
            "Жаңы мультимедиялык класс",
            "Новый мультимедийный класс",
            "The new multimedia classroom",
        ),
    },
}
"""Package -> before or after -> caption in ky, ru and en."""

COLUMNS = (
    *("picture", "school", "package", "kind", "taken_on"),
    *("caption_ky", "caption_ru", "caption_en"),
)

FADED = {"wall": "#d9d2c0", "floor": "#a89a82", "board": "#7c8a80", "thing": "#8d7f6a"}
FRESH = {"wall": "#eaf1ee", "floor": "#c79f6b", "board": "#2f6f62", "thing": "#2a7f95"}


def photos(quarter: str) -> pd.DataFrame:
    """Return the photographs known at the end of a quarter: columns of the sheet "photos"."""
    dates = packages.known_at(quarter).set_index(["school", "package"])
    days = {"before": dates["contracted_actual"], "after": dates["installed_actual"]}
    rows = [
        (f"{school}-{package}-{kind}.png", school, package, kind, day[school, package], *words)
        for school, package in TAKEN
        for (kind, day), words in zip(days.items(), CAPTIONS[package].values(), strict=True)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).dropna(subset="taken_on")


def write(folder: Path, quarter: str, source: str) -> Path:
    """Draw the photographs of a quarter into a folder, beside their list, and return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = photos(quarter)
    for place, (name, package, kind) in enumerate(rows[["picture", "package", "kind"]].to_numpy()):
        drawn(package, kind, place // 2).save(folder / name, compress_level=1)
    Workbook("photos.xlsx", "ky", source, {"photos": rows}).write(folder)
    return folder


def drawn(package: str, kind: str, room: int) -> Image.Image:
    """Return a classroom without people: bare before, furnished after.

    Each room has its window elsewhere, so that no two pictures are the same.
    """
    colours = FADED if kind == "before" else FRESH
    image = Image.new("RGB", SIZE, colours["wall"])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 640, *SIZE), fill=colours["floor"])
    left = 70 + 24 * room
    draw.rectangle((left, 130, left + 260, 430), fill="#bcd7e2", outline="#ffffff", width=14)
    draw.rectangle((480, 170, 1020, 450), fill=colours["board"], outline="#5d5446", width=10)
    if kind == "after":
        FURNITURE[package](draw, colours["thing"])
    else:
        draw.line((1090, 90, 1130, 240, 1100, 380), fill="#9a8f7a", width=5)  # a crack
    font = ImageFont.load_default(64)
    draw.text((SIZE[0] / 2, 890), LABEL, fill="#3b3428", font=font, anchor="mm")
    return image


def _laboratory(draw: ImageDraw.ImageDraw, colour: str) -> None:
    for left in (160, 520, 880):
        draw.rectangle((left, 620, left + 260, 650), fill=colour)
        draw.rectangle((left + 20, 650, left + 40, 790), fill=colour)
        draw.rectangle((left + 220, 650, left + 240, 790), fill=colour)
        draw.polygon((left + 90, 620, left + 120, 540, left + 150, 620), fill="#e0a83c")
        draw.rectangle((left + 112, 510, left + 128, 545), fill="#e0a83c")


def _multimedia(draw: ImageDraw.ImageDraw, colour: str) -> None:
    draw.rectangle((500, 190, 1000, 430), fill="#f4f7f8")
    draw.rectangle((690, 60, 810, 110), fill=colour)
    for left in (180, 540, 900):
        draw.rectangle((left, 640, left + 240, 668), fill="#8a6f47")
        draw.rectangle((left + 60, 560, left + 180, 636), fill=colour)


FURNITURE: dict[str, Callable[[ImageDraw.ImageDraw, str], None]] = {
    "lab": _laboratory,
    "multimedia": _multimedia,
}

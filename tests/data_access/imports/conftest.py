"""What tests of the import door share: the codes of an empty database."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest

from data_access.database import reading
from data_access.imports.album import Album, album
from data_access.imports.codes import known
from tests.data_access.imports.samples import AK_SUU, picture_file


def sample_album(tmp_path_factory) -> Album:
    folder = tmp_path_factory.mktemp("album")
    picture_file(folder / "room.jpg")
    return album(folder.iterdir(), {})


MORE = {
    "school": ["IS-07", "SC-0012"],
    "contract": ["SERSDP/G-12"],
    "course": ["CR-01"],
    "session": ["CR-01-0007"],
    "person": ["P-000123", "P-000124"],
    "module": ["EM-01"],
    "title": ["PHY-7-KY-N"],
    "order": ["TO-0001"],
    "shipment": ["SH-000123"],
    "supplier": ["S-07"],
    "procurement_package": ["PP-G-12"],
    "activity": ["WP-1.1-01", "WP-1.1-03"],
    "work_item": ["ST-MAT-G", "AG-01"],
}

TOLD = {
    "contract": {
        "SERSDP/G-12": ("L4217", "3", dt.date(2025, 5, 6), Decimal(8_750_000), "KGS"),
    },
    "procurement_package": {"PP-G-12": "ncb"},
    "rate": {
        ("USD", dt.date(2025, 8, 8)): Decimal("87.5"),
        ("XDR", dt.date(2025, 8, 8)): Decimal("117.25"),
    },
    "session": {"CR-01-0007": dt.date(2026, 3, 2)},
    "module": {"EM-01": 8},
    "school": {"IS-07": (AK_SUU, None)},
    "shipment": {"SH-000123": dt.date(2025, 8, 20)},
    "activity": {
        "WP-1.1-01": (None, "1.1", 4, dt.date(2026, 1, 12), None),
        "WP-1.1-03": ("WP-1.1-01", "1.1", 2, dt.date(2026, 2, 2), None),
    },
    "work_item": {"ST-MAT-G": "standard", "AG-01": "agreement"},
    "work_stage": {("ST-MAT-G", "drafted"): dt.date(2026, 3, 2)},
}


INVENTED = {"R9.1": "share", "R9.2": "people"}
"""Code of an indicator of the country -> its unit."""


@pytest.fixture
def codes(sqlite_engine, tmp_path_factory):
    """Every code of the reference tables, and the codes and the picture of the samples.

    Checks take place on 23 November 2026. All indicators of today are counted; INVENTED ones stand
    for those that may be reported.
    """
    with reading(sqlite_engine) as db:
        found = known(db, dt.date(2026, 11, 23), album=sample_album(tmp_path_factory))
    for name, known_codes in MORE.items():
        found = found.with_more(name, known_codes)
    for name, told in TOLD.items():
        found = found.told(name, told)
    found = found.with_more("reported_indicator", INVENTED)
    return replace(
        found,
        units={**found.units, **INVENTED},
        levels={**found.levels, **dict.fromkeys(INVENTED, "country")},
    )

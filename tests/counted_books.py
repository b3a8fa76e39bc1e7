"""A programme whose textbooks were counted, for tests of work that takes a while."""

from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from data_access.summaries.textbooks import SHELVES, TITLES
from tests import factories
from tests.factories import AT_BASHY, MANAS


def counted_books(session: Session, schools: int = 40, titles: int = 3) -> None:
    """Publish schools of two regions in one valley, and counts of each title in each of them."""
    dice = np.random.default_rng(7)
    codes = [f"SC-{number:04}" for number in range(1, schools + 1)]
    for code in codes:
        factories.school(
            session,
            code,
            district=(AT_BASHY, MANAS)[int(dice.integers(2))],
            lon=75.5 + float(dice.uniform(0, 0.5)),
            lat=41.0 + float(dice.uniform(0, 0.3)),
        )
    number = factories.release(session).number
    names = [f"PHY-{title}-KY-N" for title in range(1, titles + 1)]
    shared = {"first_year": "2025/26", "last_year": None, "kind": "textbook", "life": 4}
    factories.summarised(
        session,
        TITLES,
        *(
            {
                "title": name, "name_ky": name, "name_ru": name, "name_en": name,
                "subject": "physics", "grade": 7, "language": "ky", "standard": "new",
                "approved_on": None, **shared,
            }
            for name in names
        ),
        release=number,
    )  # fmt: skip
    factories.summarised(
        session,
        SHELVES,
        *(
            {
                "school": code, "title": name, "counted_on": date(2026, 9, 10),
                "expires": date(2027, 6, 30), "usable": int(dice.integers(0, 60)), "needed": 30,
                "worn": 0, "lost": 0, "received": None,
            }
            for name in names
            for code in codes
        ),
        release=number,
    )  # fmt: skip

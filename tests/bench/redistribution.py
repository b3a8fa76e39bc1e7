"""How long does it take to match surplus textbooks to shortages?"""

import json
import time
from urllib.request import Request, urlopen

from tests.bench.changing import ELSEWHERE, REGIONS
from tests.bench.report import Section, stated, within
from tests.browser.server import Server

LIMIT = 2
RELEASE = 3
"""An earlier one, so that nobody has asked before, and nothing was answered ahead."""

NEARER = "&km=10"
"""Asked first, so that only the redistribution itself is new afterwards."""

HOW = """The page of textbooks of an earlier release is asked for each region, and then for a
district of each, first at 10 km and then at 25 km: everything else on the page is known then, and
the transport problem of every textbook is solved anew. The clock runs from the request to the last
byte; of the regions the slowest counts. Then the whole country is started as a reader would start
it, and its state asked twice a second until it is done; it works on at most half of one core."""


def measure(server: Server) -> Section:
    """Return the times of regions, of districts, and of the whole country in the background."""
    everywhere = (ELSEWHERE, *REGIONS)
    _seconds(server, "")  # the page itself, and the names of schools
    regions = [_redistributed(server, f"&region={region}") for region in everywhere]
    districts = [
        _redistributed(server, f"&district={_district(server, region)}") for region in everywhere
    ]
    return Section(
        "Redistribution of textbooks",
        HOW,
        [
            within("redistribution of a region, the slowest", [max(regions)], "s", LIMIT),
            stated("– of a region, median", regions, "s"),
            within("redistribution of a district, the slowest", [max(districts)], "s", LIMIT),
            stated(
                "redistribution of the whole country in the background", [_country(server)], "s"
            ),
        ],
    )


def _redistributed(server: Server, more: str) -> float:
    _seconds(server, more + NEARER)
    return _seconds(server, more)


def _seconds(server: Server, more: str) -> float:
    begun = time.perf_counter()
    with urlopen(f"{server.url}/textbooks?lang=en&as_of={RELEASE}{more}") as response:
        response.read()
    return time.perf_counter() - begun


def _district(server: Server, region: str) -> str:
    """Return the first district that the page offers in a region."""
    with urlopen(
        f"{server.url}/answer/textbooks?lang=en&as_of={RELEASE}&region={region}"
    ) as answer:
        options = json.load(answer)["controls"]["district"]["options"]
    return options[1][0]  # the first one means all of them


def _country(server: Server) -> float:
    job = f"{server.url}/jobs/transfers"
    begun = time.perf_counter()
    start = Request(f"{job}/start?as_of={RELEASE}", method="POST", headers={"Origin": server.url})
    with urlopen(start) as page:
        page.read()
    while True:
        with urlopen(f"{job}?as_of={RELEASE}") as answer:
            if json.load(answer)["state"] == "done":
                return time.perf_counter() - begun
        time.sleep(0.5)

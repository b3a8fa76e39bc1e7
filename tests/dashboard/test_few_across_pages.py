"""A district with a few trained teachers: no page and no list tells them, or what gives them away.

At-Bashy has 3 of 812 teachers trained and Kochkor, the other district of the region with teachers,
613 of 977. The region tells 616, so the 613 would give the 3 away, and so would those still to be
trained and both shares.
"""

import re

import pytest

from dashboard.exports import EXPORTS
from dashboard.factory import create_app
from dashboard.settings import Settings
from data_access import database
from data_access.indicators.computed import COMPUTED
from data_access.summaries.training import ELIGIBLE, REGISTERS, SEATS, TRAINED
from tests import factories
from tests.data_access.queries.training.rows import eligible, finished, trained
from tests.factories import AT_BASHY, AUTUMN, KOCHKOR, MANAS, NARYN

PEOPLE = {AT_BASHY: (3, 812), KOCHKOR: (613, 977), MANAS: (641, 1279)}
SECRETS = {
    "people": r"(?<![\d.,])613(?!\d)",
    "still to be trained": r"(?<![\d.,])(?:364|809)(?!\d)",
    "share": r"0[.,](?:6274|00369)|62[.,]7\d*\s?%",
}
"""What nobody may be told -> how it would be written."""

PLACES = (
    "", f"&region={NARYN}", f"&region={NARYN}&district={AT_BASHY}",
    f"&region={NARYN}&district={KOCHKOR}",
)  # fmt: skip
PAGES = ("", "training", "schools")
MAPS = ("", "&measure=R2.2&by=district", "&measure=R2.2&by=region")


def few(session) -> None:
    factories.release(session)
    for district, (people, teachers) in PEOPLE.items():
        here = {"district": district}
        factories.summarised(session, TRAINED, trained(people, **here))
        factories.summarised(session, SEATS, finished(people, **here))
        factories.summarised(session, ELIGIBLE, eligible(teachers, **here))
        register = here | {"period": AUTUMN, "closed_on": AUTUMN}
        factories.summarised(session, REGISTERS, register)
        for indicator, whole in (("R2.1", None), ("R2.2", teachers)):
            session.execute(
                COMPUTED.insert(),
                {
                    "release": 1, "indicator": indicator, "period": AUTUMN, "area": district,
                    "numerator": people, "denominator": whole, "demonstration": 0,
                },
            )  # fmt: skip


@pytest.fixture(scope="module")
def reader(sqlite_template, tmp_path_factory):
    """The public reader of a programme in which one district has three trained teachers."""
    file = tmp_path_factory.mktemp("few") / "few.sqlite"
    file.write_bytes(sqlite_template.read_bytes())
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        few(session)
    engine.dispose()
    return create_app(Settings(database_url=f"sqlite:///{file}")).server.test_client()


def told(reader, address: str) -> str:
    answer = reader.get(address)
    assert answer.status_code == 200, address
    return answer.get_data(as_text=True)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("name", SECRETS)
def test_no_page_and_no_list_tells_a_few_or_what_gives_them_away(reader, name, place):
    pages = [f"/answer/{page}?lang=en{place}{measure}" for page in PAGES for measure in MAPS]
    lists = [f"{path}?lang=en&places=100{place}" for path in EXPORTS if "training" in path]

    for address in [*pages, *lists]:
        found = re.findall(SECRETS[name], told(reader, address))
        assert not found, (address, found)


def test_what_gives_nobody_away_is_told_alike_by_the_overview_and_the_page_of_training(reader):
    for page in ("", "training"):
        assert "1,257" in told(reader, f"/answer/{page}?lang=en")
        assert "616" in told(reader, f"/answer/{page}?lang=en&region={NARYN}")


@pytest.mark.parametrize("district", [AT_BASHY, KOCHKOR])
def test_a_small_district_and_the_large_one_hidden_with_it_say_the_same(reader, district):
    words = told(reader, f"/answer/training?lang=en&region={NARYN}&district={district}")

    assert "here or elsewhere, could be worked out from it" in words
    assert "So few teachers" not in words

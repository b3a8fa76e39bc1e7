"""How much has to travel over a slow line?"""

from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.reader import one_answer, questions_asked, select, wait_until_drawn

FIRST_VIEW, REPEAT_VISIT, FILTER_CHANGE = 800_000, 60_000, 20_000


@contextmanager
def travelled(page: Page):
    """Yield the bytes of each answer over the wire, headers included, by address."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    addresses: dict[str, str] = {}
    sizes: dict[str, int] = {}

    def note(event) -> None:
        address = addresses.get(event["requestId"], event["requestId"])
        sizes[address] = sizes.get(address, 0) + int(event["encodedDataLength"])

    session.on(
        "Network.requestWillBeSent",
        lambda event: addresses.update({event["requestId"]: event["request"]["url"]}),
    )
    session.on("Network.loadingFinished", note)
    yield sizes
    page.wait_for_timeout(500)
    session.detach()


def visit(page: Page) -> dict[str, int]:
    """Open the overview and return what travelled until everything was drawn."""
    with travelled(page) as sizes:
        page.goto("/?lang=ky")
        wait_until_drawn(page)
    assert any("/assets/built/charts.js" in address for address in sizes)
    return sizes


def test_the_first_view_is_light_and_a_repeat_visit_lighter(open_page, server):
    page = open_page(server, "about:blank", drawn=False)

    first = visit(page)
    assert sum(first.values()) <= FIRST_VIEW, first

    again = page.context.new_page()
    repeat = visit(again)
    assert sum(repeat.values()) <= REPEAT_VISIT, repeat


def test_a_filter_change_is_light(page):
    for name, value in (("region", "KG-N"), ("measure", "R1.4"), ("as_of", "2")):
        with travelled(page) as sizes, one_answer(page):
            select(page, name).select_option(value)
        assert 0 < sum(sizes.values()) <= FILTER_CHANGE, sizes


def test_the_map_is_not_loaded_again_by_a_filter(page):
    with questions_asked(page), travelled(page) as sizes, one_answer(page):
        select(page, "region").select_option("KG-N")

    assert [address for address in sizes if "/geo/" in address] == []

import pandas as pd

from data_access.filters import Filters
from layouts.i18n import Translator
from layouts.markup import markup
from layouts.photos import photos

ASKED = Filters(school="IS-01", period=pd.Timestamp("2026-09-30").date(), release=1, lang="en")


def photo(picture, kind, package="lab", caption: str | None = None, day="2026-03-31"):
    return {
        "picture": picture,
        "kind": kind,
        "package": package,
        "package_name": package and "Laboratories",
        "taken_on": pd.Timestamp(day),
        "caption": caption,
        "width": 1600,
        "height": 1200,
        "small_width": 480,
        "small_height": 360,
        "demonstration": 1,
    }


def drawn(*rows):
    return photos(pd.DataFrame(rows), ASKED, Translator("en"))


def test_before_and_after_of_a_package_stand_side_by_side():
    panel = drawn(
        photo("one", "before"),
        photo("two", "after", day="2026-09-12"),
        photo("three", "before", package=None),
    )
    html = markup(panel.body)

    pair, rest = html.split('<div class="photo-set">')[1:]
    assert pair.index("one-small.jpg") < pair.index("two-small.jpg")
    assert pair.count("photo-pair") == rest.count("photo-pair") == 1
    assert "<h3>Laboratories</h3>" in pair
    assert "<h3>The whole school</h3>" in rest
    assert panel.finding == "3 photographs, the newest taken on 12 September 2026."
    assert panel.demonstration


def test_a_photograph_is_told_in_words_and_takes_its_place_before_it_arrives():
    html = markup(drawn(photo("one", "before", caption='Room "5" <north>')).body)

    assert 'alt="Before, 31 March 2026: Room &quot;5&quot; &lt;north&gt;"' in html
    assert 'width="480" height="360">' in html, "not lazy: paper would come without it"
    assert '<a href="/photos/one.jpg"><img src="/photos/one-small.jpg"' in html
    assert "<figcaption><b>Before</b> · 31 Mar 2026 · Room" in html


def test_without_a_caption_the_package_is_what_one_sees():
    html = markup(drawn(photo("one", "after")).body)

    assert 'alt="After, 31 March 2026: Laboratories"' in html
    assert '<figure class="photo photo-after">' in html


def test_a_school_without_photographs_is_said_to_have_none():
    panel = photos(pd.DataFrame(), ASKED, Translator("en"))

    assert (panel.title, panel.finding) == ("Before and after", "No photographs yet.")
    assert panel.body is None

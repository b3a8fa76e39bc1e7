from layouts.components.bar import bar
from layouts.markup import markup


def test_a_bar_longer_than_its_track_ends_in_an_arrow():
    assert "is-over" not in markup(bar(1.0, "money", (0.4, "work")))
    assert 'class="track is-over"' in markup(bar(0.4, "money", (1.22, "work"), (None, "plan")))


def test_a_bar_of_nothing_known_is_hatched():
    assert "track-missing" in markup(bar(float("nan"), "money"))

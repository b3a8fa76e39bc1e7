import pytest

from dashboard.access import GRANTS, Permission, Reader, Role, may
from dashboard.pages import PAGES

TABLE = {Role.PUBLIC: {Permission.SEE_RELEASES}}
"""Who may do what, written down a second time on purpose."""


@pytest.mark.parametrize("role", Role)
def test_each_role_holds_exactly_the_permissions_of_the_table(role):
    assert {each for each in Permission if may(Reader(role), each)} == TABLE[role]


def test_every_role_has_a_row():
    assert set(GRANTS) == set(Role)


def test_whoever_comes_without_a_name_is_the_public():
    assert Reader().role is Role.PUBLIC


def test_every_page_needs_a_permission():
    assert all(isinstance(page.needs, Permission) for page in PAGES)

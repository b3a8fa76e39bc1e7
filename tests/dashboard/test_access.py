import pytest

from dashboard.access import ACCOUNT_ROLES, GRANTS, Permission, Reader, Role, may
from dashboard.pages import PAGES
from layouts.accounts import RIGHTS, ROLES

READS = {Permission.SEE_RELEASES, Permission.SEE_ROWS}
TABLE = {
    Role.STRANGER: set(),
    Role.PUBLIC: {Permission.SEE_RELEASES},
    Role.DONOR: READS,
    Role.MINISTRY: READS,
    Role.EDITOR: {*READS, Permission.SUBMIT_DATA},
    Role.APPROVER: {*READS, Permission.APPROVE_DATA, Permission.SEE_JOURNAL},
    Role.ADMINISTRATOR: {*READS, Permission.MANAGE_ACCOUNTS, Permission.SEE_JOURNAL},
}
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


def test_every_role_that_an_account_can_have_is_told_in_words():
    assert {role.value for role in ACCOUNT_ROLES} == set(ROLES) == set(RIGHTS)


def test_nobody_both_submits_data_and_approves_it():
    both = {Permission.SUBMIT_DATA, Permission.APPROVE_DATA}

    assert [role for role in Role if both <= GRANTS[role]] == []

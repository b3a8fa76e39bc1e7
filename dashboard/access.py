"""Who may see and do what?"""

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """Something that a reader may be allowed to do."""

    SEE_RELEASES = "see published releases"
    SEE_ROWS = "see the rows behind a number, without personal data"
    SUBMIT_DATA = "upload a file and submit it"
    APPROVE_DATA = "accept or return what was submitted, undo it, publish"
    MANAGE_ACCOUNTS = "manage accounts"
    SEE_JOURNAL = "see the journal"


class Role(Enum):
    """A kind of reader; all but the first two belong to accounts."""

    STRANGER = "stranger"
    """Whoever has not signed in, where that is asked of readers (SIGN_IN_TO_READ)."""
    PUBLIC = "public"
    """Whoever has not signed in, where it is not."""
    DONOR = "donor"
    MINISTRY = "ministry"
    EDITOR = "editor"
    APPROVER = "approver"
    ADMINISTRATOR = "administrator"


HANDLE_DATA = (Permission.SUBMIT_DATA, Permission.APPROVE_DATA)
"""Those of whoever brings data in or accepts it."""

ACCOUNT_ROLES = tuple(role for role in Role if role not in (Role.STRANGER, Role.PUBLIC))
"""Roles that an account can have."""

_READS = frozenset({Permission.SEE_RELEASES, Permission.SEE_ROWS})

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.STRANGER: frozenset(),
    Role.PUBLIC: frozenset({Permission.SEE_RELEASES}),
    Role.DONOR: _READS,
    Role.MINISTRY: _READS,
    Role.EDITOR: _READS | {Permission.SUBMIT_DATA},
    # Who approves does not submit: it takes two people to change a figure.
    Role.APPROVER: _READS | {Permission.APPROVE_DATA, Permission.SEE_JOURNAL},
    Role.ADMINISTRATOR: _READS | {Permission.MANAGE_ACCOUNTS, Permission.SEE_JOURNAL},
}


@dataclass(frozen=True)
class Reader:
    """Whoever asks."""

    role: Role = Role.PUBLIC
    name: str = ""
    """With which they signed in, as the journal tells it; empty for whoever has not."""
    account: int | None = None
    """Number of the account; empty for whoever has not signed in."""
    shown_name: str = ""


def may(reader: Reader, permission: Permission) -> bool:
    """Return whether a reader holds a permission."""
    return permission in GRANTS[reader.role]

"""Who may see and do what?"""

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """Something that a reader may be allowed to do."""

    SEE_RELEASES = "see published releases"
    SUBMIT_DATA = "submit"
    APPROVE_DATA = "approve"


class Role(Enum):
    """A kind of reader."""

    PUBLIC = "public"
    EDITOR = "editor"
    APPROVER = "approver"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PUBLIC: frozenset({Permission.SEE_RELEASES}),
    Role.EDITOR: frozenset({Permission.SEE_RELEASES, Permission.SUBMIT_DATA}),
    Role.APPROVER: frozenset({Permission.SEE_RELEASES, Permission.APPROVE_DATA}),
}


@dataclass(frozen=True)
class Reader:
    """Whoever asks."""

    role: Role = Role.PUBLIC
    name: str = ""


def may(reader: Reader, permission: Permission) -> bool:
    """Return whether a reader holds a permission."""
    return permission in GRANTS[reader.role]

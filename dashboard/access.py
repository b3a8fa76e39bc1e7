"""Who may see and do what?"""

from dataclasses import dataclass
from enum import Enum


class Permission(Enum):
    """Something that a reader may be allowed to do."""

    SEE_RELEASES = "see published releases"
    SEE_ROWS = "see single rows behind a number"


class Role(Enum):
    """A kind of reader."""

    PUBLIC = "public"


GRANTS: dict[Role, frozenset[Permission]] = {
    Role.PUBLIC: frozenset({Permission.SEE_RELEASES}),
}


@dataclass(frozen=True)
class Reader:
    """Whoever asks."""

    role: Role = Role.PUBLIC


def may(reader: Reader, permission: Permission) -> bool:
    """Return whether a reader holds a permission."""
    return permission in GRANTS[reader.role]

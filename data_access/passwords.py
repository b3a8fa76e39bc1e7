"""What is a good password, how is it kept, and is this the right one?"""

import unicodedata
from enum import Enum
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

SHORTEST, LONGEST = 12, 1000
"""Characters of a password."""

HASHER = PasswordHasher()
"""Argon2id as RFC 9106 recommends it: 64 MB and three passes, so that guessing is dear."""


class Fault(Enum):
    """Why a password cannot be chosen."""

    SHORT = "short"
    LONG = "long"
    NAME = "is_the_name"


def fault(password: str, name: str) -> Fault | None:
    """Return what is wrong with a password that somebody of this name chooses."""
    if len(password) < SHORTEST:
        return Fault.SHORT
    if len(password) > LONGEST:
        return Fault.LONG
    return Fault.NAME if folded(password) == folded(name) else None


def folded(name: str) -> str:
    """Return a name in the one form in which it is kept and compared."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def hashed(password: str) -> str:
    """Return what is kept of a password."""
    return HASHER.hash(unicodedata.normalize("NFKC", password))


def is_right(password: str, kept: str) -> bool:
    """Return whether a password is the one that was chosen; takes as long where none was."""
    try:
        HASHER.verify(kept or _of_nobody(), unicodedata.normalize("NFKC", password[:LONGEST]))
    except VerifyMismatchError:
        return False
    return bool(kept)


@cache
def _of_nobody() -> str:
    return HASHER.hash("")

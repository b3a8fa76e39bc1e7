"""Which pictures lie in a folder beside their list, and which of them does the list name?"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from data_access.imports import pictures
from data_access.imports.pictures import Picture
from data_access.imports.problem import Code, Problem
from data_access.imports.spelling import tidy
from data_access.imports.table import Refused

LIST = "photos"
LIST_ENDINGS = (".xlsx", ".csv")
MOST = 300
"""Pictures of one folder: they are held in memory until all of them are known to be good."""

_OF_THE_SYSTEM = ("thumbs.db", "desktop.ini")
_PREFIXES = (".", "~$")
"""Files that systems and Excel leave behind begin so."""


@dataclass(frozen=True)
class Album:
    """The files beside a list, by the name under which a list may speak of them."""

    lists: tuple[Path, ...] = ()
    files: Mapping[str, Path] = field(default_factory=dict)
    known: Mapping[str, str] = field(default_factory=dict)
    """SHA-256 of files that came before -> SHA-256 of the picture made from it."""
    made: dict[str, Picture] = field(default_factory=dict)
    """Pictures that were made from files of the folder so far, by their SHA-256."""

    def picture(self, name: str) -> str:
        """Return the SHA-256 of the picture in a file; raise Refused."""
        path = self.files.get(_spelled(name))
        if path is None:
            raise Refused(Code.PICTURE_MISSING)
        found = pictures.content(path)
        if known := self.known.get(hashlib.sha256(found).hexdigest()):
            return known
        picture = pictures.picture(found)
        self.made[picture.sha256] = picture
        return picture.sha256

    def not_among(self, names: Iterable[object]) -> Iterator[Problem]:
        """Yield one problem for every file that a list does not name."""
        listed = {_spelled(str(name)) for name in names}
        for name, path in self.files.items():
            if name not in listed:
                yield Problem(Code.PICTURE_NOT_LISTED, path.name)

    def fingerprint(self) -> str:
        """Return a text that is another one as soon as any file of the folder is."""
        lines = (f"{name} {_sha256(path)}" for name, path in sorted(self.files.items()))
        return "\n".join(lines)


NO_ALBUM = Album()


def is_workbook(path: PurePath) -> bool:
    """Return whether a file has the name of a workbook, and so is no picture."""
    return path.suffix.casefold() in LIST_ENDINGS


def is_list(path: PurePath) -> bool:
    """Return whether a file has the name of a list of pictures."""
    return path.stem.casefold() == LIST and is_workbook(path)


def album(paths: Iterable[Path], known: Mapping[str, str]) -> Album:
    """Return what files are in the light of each other: lists, and pictures beside them."""
    lists, files = [], {}
    for path in sorted(paths):
        name = path.name.casefold()
        if name.startswith(_PREFIXES) or name in _OF_THE_SYSTEM:
            continue
        if is_list(path):
            lists.append(path)
            continue
        spelled = _spelled(path.name)
        while spelled in files:
            spelled += "*"  # the second of two names that differ in case only cannot be listed
        files[spelled] = path
    return Album(tuple(lists), files, known)


def _spelled(name: str) -> str:
    """Return what all spellings of a file name share: systems differ about case and accents."""
    return tidy(name).casefold()


def _sha256(path: Path) -> str:
    """Return the hash of a file; empty for one that cannot be read, whose row will say so."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""

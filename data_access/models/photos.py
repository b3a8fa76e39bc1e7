"""Which photographs show a school before and after its packages?"""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Fact

KINDS = ("before", "after")


class Picture(Base):
    """A picture as readers get it, in two sizes, without anything that the camera wrote beside it.

    It lies in the database, so that it is kept, backed up and brought in together with its facts.
    """

    __tablename__ = "picture"

    sha256: Mapped[str] = mapped_column(primary_key=True)
    """Of the large JPEG."""
    original: Mapped[str] = mapped_column(index=True)
    """SHA-256 of the first file that it was made from, which is not kept."""
    large: Mapped[bytes]
    """JPEG"""
    small: Mapped[bytes]
    """JPEG"""
    width: Mapped[int]
    height: Mapped[int]
    small_width: Mapped[int]
    small_height: Mapped[int]


class SchoolPhoto(Fact, Base):
    """What a picture shows: a school, perhaps one of its packages, before or after."""

    __tablename__ = "school_photo"
    KEY = ("school", "picture")

    school: Mapped[str]
    picture: Mapped[str] = mapped_column(ForeignKey("picture.sha256"))
    package: Mapped[str | None] = mapped_column(ForeignKey("package_kind.code"))
    kind: Mapped[str]
    """before or after"""
    taken_on: Mapped[date]
    caption_ky: Mapped[str | None]
    caption_ru: Mapped[str | None]
    caption_en: Mapped[str | None]

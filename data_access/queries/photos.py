"""What do photographs show of a school, before and after its packages?"""

import pandas as pd
from sqlalchemy import Connection, func, select

from data_access.filters import LANGUAGES, Filters
from data_access.frames import kept, read_frame
from data_access.models import PackageKind, Picture
from data_access.models.base import name_of
from data_access.summaries.passport import PHOTOS
from data_access.summaries.summary import WORKING

PHOTO = PHOTOS.table.c


@kept("release", "period", "school", "lang")
def photos(db: Connection, filters: Filters) -> pd.DataFrame:
    """Return the photographs of the school that were taken by the end of the period.

    Those from before come first, then by day.

    Columns:
        picture        str      SHA-256, its name in an address
        kind           str      before or after
        package, package_name   str   missing where the whole school is shown
        taken_on       date
        caption        str      in the reader's language, else in another; missing where none is
        width, height, small_width, small_height   Int64   pixels
        demonstration  Int64    1 where the row is invented
    """
    spoken = (filters.lang, *(lang for lang in LANGUAGES if lang != filters.lang))
    return read_frame(
        db,
        select(
            PHOTO.picture,
            PHOTO.kind,
            PHOTO.package,
            name_of(PackageKind, filters.lang).label("package_name"),
            PHOTO.taken_on,
            func.coalesce(*(PHOTO[f"caption_{lang}"] for lang in spoken)).label("caption"),
            Picture.width,
            Picture.height,
            Picture.small_width,
            Picture.small_height,
            PHOTO.demonstration,
        )
        .join(Picture, Picture.sha256 == PHOTO.picture)
        .outerjoin(PackageKind, PackageKind.code == PHOTO.package)
        .where(PHOTO.release == filters.release, PHOTO.school == filters.school)
        .where(PHOTO.taken_on <= filters.quarter)
        .order_by(PHOTO.kind.desc(), PHOTO.taken_on, PHOTO.picture),
    )


def published_picture(db: Connection, sha256: str, *, small: bool) -> bytes | None:
    """Return the JPEG of a picture that any release shows; None where none does."""
    shown = select(PHOTO.picture).where(PHOTO.release != WORKING, PHOTO.picture == sha256)
    size = Picture.small if small else Picture.large
    return db.scalar(select(size).where(Picture.sha256 == sha256, shown.exists()))

"""Which places does the programme speak of?"""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Named


class Area(Named, Base):
    """The country, its 9 regions and 54 districts (40 rayons, 12 cities, Bishkek, Osh).

    Regions carry ISO 3166-2 codes, districts 14-digit SOATE codes, the country `KG`.
    """

    __tablename__ = "area"

    code: Mapped[str] = mapped_column(primary_key=True)
    level: Mapped[str]
    """country, region or district"""
    parent: Mapped[str | None] = mapped_column(ForeignKey("area.code"), index=True)
    map_code: Mapped[str]
    """Polygon that this area is drawn in; two cities lie inside the polygon of a rayon."""
    short_ky: Mapped[str]
    short_ru: Mapped[str]
    short_en: Mapped[str]
    lon: Mapped[float]
    lat: Mapped[float]
    """A point inside the area for its label, degrees."""

"""Which short codes stand for numbers of panels?

Neither facts nor part of a release: a code only leads to an address, which says everything.
"""

from datetime import datetime

from sqlalchemy import DateTime
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base


class NumberCode(Base):
    """That a code stands for the number at an address, and what stood there when it was given."""

    __tablename__ = "number_code"

    code: Mapped[str] = mapped_column(primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    """Of the passport, in full and without a language."""
    shown: Mapped[str]
    """The number in words, as the panel told it."""
    lang: Mapped[str]
    """Language of these words."""
    kept_at: Mapped[datetime] = mapped_column(DateTime(timezone=True))

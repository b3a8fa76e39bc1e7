"""What is bought, by which method and steps, from whom, and what became of the contracts?"""

from datetime import date
from decimal import Decimal

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Exact, Fact, Named

REVIEWS = ("prior", "post")
"""Whether ADB looks at the documents of a package before each step, or at some afterwards."""

SIGNED = "signed"
"""The step of every method that ends in a contract."""


class Method(Named, Base):
    """A way of buying: open bidding, quotations, selection of consultants …"""

    __tablename__ = "procurement_method"

    code: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    ocds: Mapped[str]
    """Its kind in the Open Contracting Data Standard: open, selective, limited or direct."""


class Step(Named, Base):
    """One step of buying, whichever methods have it."""

    __tablename__ = "procurement_step"

    code: Mapped[str] = mapped_column(primary_key=True)


class MethodStep(Base):
    """That a method has a step, and at which place."""

    __tablename__ = "method_step"

    code: Mapped[str] = mapped_column(primary_key=True)
    method: Mapped[str] = mapped_column(ForeignKey("procurement_method.code"))
    step: Mapped[str] = mapped_column(ForeignKey("procurement_step.code"))
    position: Mapped[int]


class Supplier(Named, Fact, Base):
    """Who supplies, builds or advises under a contract."""

    __tablename__ = "supplier"
    KEY = ("code",)

    code: Mapped[str]
    country: Mapped[str]
    """Two letters of ISO 3166-1: KG"""


class ProcurementPackage(Named, Fact, Base):
    """What is bought together, in one procedure."""

    __tablename__ = "procurement_package"
    KEY = ("code",)

    code: Mapped[str]
    method: Mapped[str] = mapped_column(ForeignKey("procurement_method.code"))
    review: Mapped[str]
    """One of REVIEWS"""
    category: Mapped[str] = mapped_column(ForeignKey("category.code"))
    component: Mapped[str] = mapped_column(ForeignKey("component.code"))
    estimate: Mapped[Decimal] = mapped_column(Exact)
    """USD"""
    replaces: Mapped[str | None]
    """Code of the cancelled package that is tendered again in this one."""
    cancelled_on: Mapped[date | None]


class Milestone(Fact, Base):
    """When a step of a package is planned, and when it was reached."""

    __tablename__ = "milestone"
    KEY = ("package", "step")

    package: Mapped[str]
    step: Mapped[str] = mapped_column(ForeignKey("procurement_step.code"))
    planned_on: Mapped[date]
    actual_on: Mapped[date | None]


class Variation(Fact, Base):
    """A signed change of a contract: of its amount, of its end, or of both."""

    __tablename__ = "variation"
    KEY = ("contract", "variation")

    contract: Mapped[str]
    variation: Mapped[int]
    """Number of the variation within the contract."""
    signed_on: Mapped[date]
    amount: Mapped[Decimal] = mapped_column(Exact)
    """Change in the currency of the contract; negative where it became less."""
    currency: Mapped[str]
    rate: Mapped[Decimal] = mapped_column(Exact)
    """KGS for one USD on the day of signing"""
    ends_on: Mapped[date | None]
    """New end of the contract; missing where it stays."""
    amount_usd: Mapped[Decimal] = mapped_column(Exact)
    """Derived at the rate of its own day, rounded half up to the cent."""


class Deliverable(Named, Fact, Base):
    """What a contract owes on a day, and for how much: goods, a stage of works, a report."""

    __tablename__ = "deliverable"
    KEY = ("contract", "deliverable")

    contract: Mapped[str]
    deliverable: Mapped[int]
    """Number of the deliverable within the contract."""
    due_on: Mapped[date]
    accepted_on: Mapped[date | None]
    amount: Mapped[Decimal] = mapped_column(Exact)
    """Part of the contract, in its currency."""

"""Every table of the database, one module per subject."""

from data_access.models.base import Base, Fact
from data_access.models.finance import (
    Budget,
    Category,
    Contract,
    Fund,
    FundAmount,
    Payment,
    Projection,
)
from data_access.models.geography import Area
from data_access.models.ledger import Definition, Import, Release, SourceFile
from data_access.models.passport import (
    Enrolment,
    Equipment,
    PackageItem,
    SchoolAccess,
    SchoolAction,
    SchoolTeaching,
    SchoolTextbooks,
    Subject,
)
from data_access.models.photos import Picture, SchoolPhoto
from data_access.models.programme import (
    Component,
    Event,
    Office,
    ProgrammeDate,
    Statistic,
    StatisticValue,
)
from data_access.models.results import Indicator, ReportedValue, Target
from data_access.models.schools import PackageKind, School, SchoolPackage

FACTS: tuple[type[Fact], ...] = (
    School,
    SchoolPackage,
    PackageItem,
    Enrolment,
    SchoolAccess,
    SchoolTeaching,
    SchoolTextbooks,
    SchoolAction,
    SchoolPhoto,
    Target,
    ReportedValue,
    FundAmount,
    Budget,
    Projection,
    Contract,
    Payment,
    StatisticValue,
    ProgrammeDate,
)
"""The tables that imports append to; everything else is reference, ledger or summary."""

__all__ = [
    "FACTS",
    "Area",
    "Base",
    "Budget",
    "Category",
    "Component",
    "Contract",
    "Definition",
    "Enrolment",
    "Equipment",
    "Event",
    "Fact",
    "Fund",
    "FundAmount",
    "Import",
    "Indicator",
    "Office",
    "PackageItem",
    "PackageKind",
    "Payment",
    "Picture",
    "ProgrammeDate",
    "Projection",
    "Release",
    "ReportedValue",
    "School",
    "SchoolAccess",
    "SchoolAction",
    "SchoolPackage",
    "SchoolPhoto",
    "SchoolTeaching",
    "SchoolTextbooks",
    "SourceFile",
    "Statistic",
    "StatisticValue",
    "Subject",
    "Target",
]

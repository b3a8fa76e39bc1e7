"""What was announced, promised, feared and complained about, and what became of it?"""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from data_access.models.base import Base, Fact, Named

CHANNELS = ("meeting", "school", "radio", "tv", "print", "online")
"""Ways in which the campaign reaches people."""

STATES = ("met", "partly", "not", "not_due")
"""What a policy action can be."""

KINDS = ("covenant", "aide_memoire", "gender", "safeguard", "meeting", "decision")
"""Where a commitment was given: loan covenant, aide-memoire of a mission, gender action plan,
environmental and social safeguards, action or decision of a meeting."""

DECISION = "decision"
"""Kind of what is done with the meeting that decides it: it can be neither late nor in time."""

RISKS = ("fiduciary", "capacity", "implementation", "external", "safeguard")
"""Categories of risks."""

WAYS = ("phone", "letter", "online", "visit")
"""Ways in which a grievance arrives."""

SUBJECTS = ("textbooks", "rental", "training", "works", "procurement", "other")
"""What a grievance is about."""

MOST_LIKELY = 5
"""Likelihood and impact of a risk go from 1 to this."""


class CampaignEvent(Named, Fact, Base):
    """What the public information campaign did on a day, and how many people it reached."""

    __tablename__ = "campaign_event"
    KEY = ("code",)

    code: Mapped[str]
    held_on: Mapped[date]
    period: Mapped[date]
    """Last day of the quarter of `held_on`."""
    channel: Mapped[str]
    """One of CHANNELS"""
    area: Mapped[str] = mapped_column(ForeignKey("area.code"))
    """A district, or the whole country."""
    people: Mapped[int]
    women: Mapped[int | None]
    """Of them; missing where nobody counted."""


class PolicyAction(Named, Fact, Base):
    """What the government has to do so that a tranche is paid."""

    __tablename__ = "policy_action"
    KEY = ("code",)

    code: Mapped[str]
    tranche: Mapped[int]
    due_on: Mapped[date]
    state: Mapped[str]
    """One of STATES"""
    met_on: Mapped[date | None]
    evidence: Mapped[str | None]
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))


class Commitment(Named, Fact, Base):
    """What was promised to ADB, or in a meeting, by a day."""

    __tablename__ = "commitment"
    KEY = ("code",)

    code: Mapped[str]
    kind: Mapped[str]
    """One of KINDS"""
    due_on: Mapped[date]
    done_on: Mapped[date | None]
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    indicator: Mapped[str | None] = mapped_column(ForeignKey("indicator.code"))
    """Key figure that is endangered while the promise is not kept."""
    evidence: Mapped[str | None]


class Risk(Named, Fact, Base):
    """What may go wrong, how likely and how bad it is, and what is done about it."""

    __tablename__ = "risk"
    KEY = ("code",)

    code: Mapped[str]
    category: Mapped[str]
    """One of RISKS"""
    likelihood: Mapped[int]
    """1 (rare) to MOST_LIKELY (almost certain)"""
    impact: Mapped[int]
    """1 (negligible) to MOST_LIKELY (severe)"""
    owner: Mapped[str] = mapped_column(ForeignKey("office.code"))
    response_ky: Mapped[str]
    response_ru: Mapped[str]
    response_en: Mapped[str]
    indicator: Mapped[str | None] = mapped_column(ForeignKey("indicator.code"))
    assessed_on: Mapped[date]


class Grievance(Fact, Base):
    """That somebody complained, about what, and when it was resolved; never who."""

    __tablename__ = "grievance"
    KEY = ("code",)

    code: Mapped[str]
    received_on: Mapped[date]
    period: Mapped[date]
    """Last day of the quarter of `received_on`."""
    resolved_on: Mapped[date | None]
    channel: Mapped[str]
    """One of WAYS"""
    category: Mapped[str]
    """One of SUBJECTS"""
    district: Mapped[str] = mapped_column(ForeignKey("area.code"))


class StatusOverride(Fact, Base):
    """That somebody set another status than the rule gives, for one quarter, and why."""

    __tablename__ = "status_override"
    KEY = ("indicator", "period")

    indicator: Mapped[str] = mapped_column(ForeignKey("indicator.code"))
    period: Mapped[date]
    """Last day of the only quarter for which it holds."""
    status: Mapped[str]
    """achieved, on_track, attention, at_risk or not_due"""
    reason: Mapped[str]
    decided_by: Mapped[str]
    """Name and post of who answers for the decision."""
    decided_on: Mapped[date]

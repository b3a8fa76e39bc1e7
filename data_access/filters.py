"""What did the reader ask to see?"""

from dataclasses import dataclass, replace
from datetime import date

LANGUAGES = ("ky", "ru", "en")
"""The first is the default."""


def quarter_code(day: date) -> str:
    """Return the quarter of a day as an address writes it: 2026-Q3."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


@dataclass(frozen=True)
class Filters:
    """What the reader asked to see. An empty field means “all of them”."""

    region: str | None = None
    district: str | None = None
    school: str | None = None
    period: date | None = None
    """Last day of a quarter; empty: the quarter that the release reports."""
    release: int | None = None
    """Number of a release; empty: the newest."""
    measure: str | None = None
    """What colours the map."""
    by: str | None = None
    """district or region: how the map is divided."""
    schools: tuple[str, ...] | None = None
    """Codes of schools that were picked for a list or a comparison."""
    color: str | None = None
    """What the colour of a school on its map means."""
    shape: str | None = None
    """What its shape means."""
    beside: int | None = None
    """Number of a release whose map is shown beside."""
    subject: str | None = None
    """Code of the subject to which course places are given; empty: all of them."""
    places: int | None = None
    """Course places to give."""
    floor: int | None = None
    """Percent of the country's coverage that no district may stay below."""
    grade: int | None = None
    """Grade whose textbooks are asked for; empty: all of 7 to 9."""
    language: str | None = None
    """Language of instruction; empty: all of them."""
    title: str | None = None
    """Code of a textbook."""
    reserve: int | None = None
    """Percent of copies printed above the need."""
    km: int | None = None
    """Longest way of a transfer of copies between two schools."""
    fee: int | None = None
    """KGS that a pupil pays for the textbooks of a school year."""
    price: int | None = None
    """KGS for a copy."""
    life: int | None = None
    """Years that a copy can be used."""
    method: str | None = None
    """Code of a method of procurement; empty: all of them."""
    fund: str | None = None
    """Code of a fund; empty: all of them."""
    currency: str | None = None
    """KGS, USD or XDR: in which money is shown; empty: USD."""
    calendar: str | None = None
    """fiscal, school or quarter: how time is divided; empty: fiscal years."""
    prices: str | None = None
    """nominal or constant; empty: nominal."""
    rated: str | None = None
    """Code of the component whose status is simulated."""
    more_awards: int | None = None
    """USD million of contracts that a simulation adds."""
    more_paid: int | None = None
    """USD million of disbursement that a simulation adds."""
    more_work: int | None = None
    """Percentage points of output that a simulation adds."""
    more_done: int | None = None
    """Commitments that a simulation takes for done."""
    owner: str | None = None
    """Code of the office whose deadlines are asked for; empty: all of them."""
    view: str | None = None
    """components or outputs: how the results framework is arranged; empty: components."""
    held: date | None = None
    """Last day of the quarter whose events of the campaign are on its map; empty: all so far."""
    indicator: str | None = None
    """Code of a key figure."""
    slides: tuple[str, ...] | None = None
    """Codes of the panels that are shown to a meeting, in their order; empty: those proposed."""
    on: str | None = None
    """Path of the page on which a number stands."""
    panel: str | None = None
    """Key of the panel in which it stands."""
    cell: str | None = None
    """Where it stands in the tables of the panel: table, row and column, each counted from 1."""
    lang: str = LANGUAGES[0]

    def everywhere(self) -> "Filters":
        """Return the same question about the whole country."""
        return replace(self, region=None, district=None)

    @property
    def quarter(self) -> date:
        """Last day of the quarter asked for; only a completed question has one."""
        if self.period is None:
            raise ValueError("the question has not been completed")
        return self.period

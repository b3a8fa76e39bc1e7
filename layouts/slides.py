"""Which panels can be slides of a meeting?"""

from dataclasses import dataclass

from data_access.filters import Filters
from layouts.i18n import N_


@dataclass(frozen=True)
class Slide:
    """A panel that can be shown to a room."""

    title: str
    """Message: the title of the panel, or what it is called before it is answered."""
    indicator: str = ""
    """Code of the key figure that it is about; empty where it is about several or none."""
    key: str = ""
    """Key of its panel among slides; empty: the one that it has on its page."""


_OVERVIEW = {
    "headlines": Slide(N_("Where the programme stands")),
    "map": Slide(N_("Map of the country")),
    "components": Slide(N_("Work, money and time")),
    "curve": Slide(N_("Awards and disbursement")),
    "attention": Slide(N_("What needs attention")),
    "changes": Slide(N_("What changed")),
}
_DEADLINES = {
    "owners": Slide(N_("Who answers for how much?")),
    "overdue": Slide(N_("What is overdue or off track?")),
    "to-come": Slide(N_("What falls due next?")),
}
_TRAINING = {
    "trained": Slide(N_("How many different people are trained?"), "R2.1"),
    "seats": Slide(N_("How many seats stand behind these people?")),
    "coverage": Slide(N_("Where are the gaps?"), "R2.2"),
    "multiples": Slide(N_("Which groups are left behind?")),
    "parity": Slide(N_("Are all groups reached alike?")),
    "forecast": Slide(N_("Will the target be reached in time?"), "R2.1"),
    "flow": Slide(N_("How many seats lead to a certificate, and to the lesson?")),
    "sessions": Slide(N_("Which sessions come next, and where are seats free?")),
    "providers": Slide(N_("Who completes what they begin, by provider and course?")),
    "scores": Slide(N_("What did the same people know before and after?"), "R2.3"),
    "gains": Slide(N_("Where is most learned?"), "R2.3"),
    "audiences": Slide(N_("Who else is trained?")),
    "pilot": Slide(N_("How far is the attestation pilot, and where does it wait?"), "R2.5"),
    "modules": Slide(N_("Do online modules reach and keep their learners?"), "R2.6"),
    "units": Slide(N_("At which unit do learners stop?")),
    "ict": Slide(N_("Do observed lessons use ICT?")),
}
_TEXTBOOKS = {
    "provision": Slide(N_("Does each pupil have the books they need?"), "R1.4"),
    "provision-map": Slide(N_("Where is provision low?"), "R1.4"),
    "provision-groups": Slide(N_("Who has the fewest books?")),
    "provision-trend": Slide(N_("Is provision getting better?"), "R1.4"),
    "provision-why": Slide(N_("Why are copies missing?")),
    "provision-districts": Slide(N_("Which districts lack most copies?")),
    "provision-titles": Slide(N_("Which titles lack most copies?")),
    "provision-schools": Slide(N_("Which schools lack most copies?")),
    "chain": Slide(N_("Where are the copies between the press and the desk?")),
    "lead": Slide(N_("How long are copies on their way?")),
    "september": Slide(N_("Are the copies in schools before 1 September?"), "R1.5"),
    "broken": Slide(N_("Where is the chain broken, and which documents say so?")),
    "need": Slide(N_("How many copies are to be printed?")),
    "cohorts": Slide(N_("How many pupils will there be?")),
    "rental-stages": Slide(N_("How far is the scheme introduced?"), "R1.6a"),
    "rental-collected": Slide(N_("How much of the fees is collected?"), "R1.6b"),
    "rental-fund": Slide(N_("How long does the fund last?")),
    "counted": Slide(N_("Which schools have counted their books?"), "R1.7"),
    "remind": Slide(N_("Whom to remind?")),
    "gap-map": Slide(N_("Where are teachers and books both short?")),
    "gap-list": Slide(N_("What is short of both?")),
}
_BUDGET = {
    "budget-standing": Slide(N_("What is left of the budget?")),
    "budget-burn": Slide(N_("How fast is money spent?")),
    "budget-progress": Slide(N_("Do work, money and time keep step?")),
    "budget-outrun": Slide(N_("Where does spending outrun progress?")),
    "budget-parts": Slide(N_("What is budgeted, committed, disbursed and spent?")),
    "curve-awards": Slide(N_("Contract awards"), "R4.3a"),
    "curve-paid": Slide(N_("Disbursement"), "R4.3b"),
    "exchange": Slide(N_("What does the budget come to in each currency?")),
    "periods": Slide(N_("What was spent when?")),
    "reconciliation": Slide(N_("Do payments agree with what the funds gave?")),
    "costs": Slide(N_("What did a trained person, a book, an equipped school cost?")),
    "sector-map": Slide(N_("What is spent on a pupil?")),
    "sector-years": Slide(N_("Is the education budget executed?")),
    "sector-levels": Slide(N_("Which level takes how much?")),
    "sector-regions": Slide(N_("How much goes into repair?")),
    "rating": Slide(N_("Where does each component stand?")),
}
_PROCUREMENT = {
    "contracts": Slide(N_("What was signed, paid and accepted?")),
    "contract-ends": Slide(N_("Do contracts end in time?")),
    "contract-results": Slide(N_("Are deliverables accepted in time?")),
    "contract-changes": Slide(N_("How did contracts change?")),
    "concentration": Slide(N_("How much hangs on a few suppliers?")),
    "plan-methods": Slide(N_("What is bought, and how?")),
    "plan-days": Slide(N_("Which steps lose days?"), "R4.4"),
    "plan-slipping": Slide(N_("Which packages slip?"), "R4.4"),
    "plan-next": Slide(N_("What comes next?")),
    "plan-gantt": Slide(N_("Packages over time")),
}
_IMPLEMENTATION = {
    "work-progress": Slide(N_("How much of the work is done?")),
    "work-value": Slide(N_("What is the work done worth?")),
    "work-critical": Slide(N_("Which activities hold up the plan?")),
    "work-lines": Slide(N_("Which lines of work are behind?")),
    "work-gantt": Slide(N_("Activities over time")),
    "standards": Slide(N_("How far are the standards for grades 10–11?"), "R1.1"),
    "guides": Slide(N_("How far are the guides for teachers?")),
    "review-steps": Slide(N_("What has the body that reviews standards done?")),
    "institute-packages": Slide(N_("How far are the packages of the institutes?"), "R2.8"),
    "agreements": Slide(N_("Which institutes abroad are partners?"), "R2.7"),
    "joint-activities": Slide(N_("What do the partners do together?")),
    "studies": Slide(N_("How far are the studies of budget efficiency?"), "R4.1"),
    "campaign-reach": Slide(N_("How many people were reached?"), "R4.2"),
    "campaign-map": Slide(N_("Where were they reached?")),
    "campaign-channels": Slide(N_("By which channels?")),
    "campaign-events": Slide(N_("Which events were held?")),
    "policy-tranches": Slide(N_("Which policy actions are met?"), "R4.5"),
    "commitments-kinds": Slide(N_("Which promises are kept on time?"), "R4.6a"),
    "commitments-list": Slide(N_("What is promised, and what does it endanger?")),
    "risk-matrix": Slide(N_("How likely, and how bad?")),
    "risk-list": Slide(N_("What is done about them?")),
    "grievance-state": Slide(N_("Are grievances answered in time?"), "R4.6b"),
    "grievance-quarters": Slide(N_("When did they arrive?")),
    "grievance-matters": Slide(N_("What are they about?")),
    "grievance-places": Slide(N_("Where do they come from?")),
}

_RESULT = {
    "indicator": Slide(N_("Where the indicator stands")),
    "history": Slide(N_("How it came there")),
    "map": Slide(N_("The indicator on the map"), key="result-map"),
    "by-area": Slide(N_("The indicator by area")),
    "by-group": Slide(N_("By groups of people")),
    "commitments": Slide(N_("Commitments tied to it")),
    "definition": Slide(N_("What it means")),
}
_DISTRICT = {
    "area": Slide(N_("Which area this is")),
    "figures": Slide(N_("The area beside its region and the country")),
    "matters": Slide(N_("What needs attention")),
    "schools": Slide(N_("Innovative schools")),
    "training": Slide(N_("Training of teachers")),
    "books": Slide(N_("Textbooks")),
    "rental": Slide(N_("Rental scheme")),
    "outreach": Slide(N_("Campaign, courses to come, grievances and lessons")),
    "beside": Slide(N_("Districts side by side")),
}

PAGES = {
    "overview": (N_("Overview"), _OVERVIEW),
    "deadlines": (N_("Deadlines"), _DEADLINES),
    "training": (N_("Training"), _TRAINING),
    "textbooks": (N_("Textbooks"), _TEXTBOOKS),
    "budget": (N_("Budget"), _BUDGET),
    "procurement": (N_("Procurement"), _PROCUREMENT),
    "implementation": (N_("Implementation"), _IMPLEMENTATION),
    "result": (N_("Indicator"), _RESULT),
    "district": (N_("Everything about a district"), _DISTRICT),
}
"""Name of a page in the code of a slide -> its title (a message), and its slides by their panels.

Left out is what asks the server while it is shown or is moved by choices of its own: maps
and lists of schools, redistribution, course places, the simulation of the rating."""

SLIDES = {
    f"{page}.{key}": slide for page, (_, slides) in PAGES.items() for key, slide in slides.items()
}
"""Code of a slide, as an address writes it -> the slide; the keys alone tell them apart too."""

PROPOSED = (
    "overview.headlines",
    "overview.map",
    "training.trained",
    "textbooks.provision",
    "budget.curve-paid",
    "procurement.plan-slipping",
    "implementation.work-progress",
    "overview.attention",
)
"""What is shown where nobody chose."""


def page_and_key(code: str) -> tuple[str, str]:
    """Return the name of the page of a slide, and the key of its panel there."""
    page, _, key = code.partition(".")
    return page, key


def is_answered(code: str, filters: Filters) -> bool:
    """Return whether a question names what a slide is about: an indicator, or an area."""
    page, _ = page_and_key(code)
    if page == "result":
        return filters.indicator is not None
    return page != "district" or bool(filters.region or filters.district)


def about(page: str) -> tuple[str, ...]:
    """Return the slides of a page, as its way to a meeting proposes them."""
    return tuple(f"{page}.{key}" for key in PAGES[page][1])

"""On which kinds of facts does each part of a page rest?

A part is answered together, so all its panels rest on the same kinds. A figure of an indicator that
stands among them has a passport of its own, which knows its rows one by one.
"""

from data_access import models as kind
from data_access.models import Fact

Kinds = tuple[type[Fact], ...]

INDICATORS: Kinds = (kind.ReportedValue, kind.StatusOverride, kind.Target)
"""What indicators rest on beside the rows from which they are counted."""
PEOPLE: Kinds = (
    kind.Course, kind.CourseSession, kind.EligibleTeachers, kind.Participation, kind.Person,
    kind.School, kind.TrainingRegister,
)  # fmt: skip
BOOKS: Kinds = (
    kind.Enrolment, kind.Receipt, kind.School, kind.Shipment, kind.StockCount, kind.TextbookOrder,
    kind.Title,
)  # fmt: skip
PACKAGES: Kinds = (kind.School, kind.SchoolPackage)
MONEY: Kinds = (kind.Budget, kind.Contract, kind.Payment)
STAGES: Kinds = (kind.WorkItem, kind.WorkStage)

PARTS: tuple[tuple[str, str, Kinds], ...] = (
    ("/", "headlines changes", INDICATORS),
    ("/", "map", (*INDICATORS, *PEOPLE, *PACKAGES)),
    ("/", "school", PACKAGES),
    ("/", "components", (*INDICATORS, kind.Budget, kind.Payment, kind.ProgrammeDate)),
    ("/", "curve", (kind.Contract, kind.Payment, kind.Projection, kind.Withdrawal)),
    ("/", "attention", (*INDICATORS, *PACKAGES)),
    (
        "/deadlines",
        "owners overdue to-come",
        (
            *INDICATORS, *PEOPLE, *BOOKS, *PACKAGES, *MONEY, *STAGES, kind.Activity,
            kind.ActivityProgress, kind.CampaignEvent, kind.Commitment, kind.Deliverable,
            kind.Grievance, kind.Milestone, kind.PolicyAction, kind.Printing,
            kind.ProcurementPackage, kind.Risk, kind.Supplier, kind.Variation, kind.Withdrawal,
            kind.WriteOff,
        ),
    ),
    (
        "/quality",
        "fresh complete late failed twins",
        (
            *INDICATORS, *PEOPLE, *BOOKS, *PACKAGES, *MONEY, *STAGES, kind.ActivityProgress,
            kind.CampaignEvent, kind.Commitment, kind.Grievance, kind.Milestone, kind.PolicyAction,
            kind.PersonsApart, kind.Printing, kind.Risk, kind.SchoolsApart, kind.Withdrawal,
            kind.WriteOff,
        ),
    ),
    ("/districts", "areas", (kind.ReportedValue, *PEOPLE, *PACKAGES, *BOOKS)),
    (
        "/districts/{area}",
        "area figures schools packages-money training books rental outreach matters changes beside",
        (*INDICATORS, *PEOPLE, *BOOKS, *PACKAGES, kind.Attendance, kind.CampaignEvent,
         kind.Grievance, kind.LessonObservation, kind.Rental, kind.SectorSpending),
    ),
    ("/results", "chain framework", (*INDICATORS, *PEOPLE, kind.ProgrammeDate)),
    (
        "/results/{indicator}",
        "indicator commitments history revisions map result-map by-area by-group definition",
        (*INDICATORS, *PEOPLE, kind.Commitment, kind.ProgrammeDate, *PACKAGES,
         kind.AttestationCase, kind.ModuleEnrolment, kind.OnlineModule),
    ),
    (
        "/schools",
        "map beside school groups access reach list nearest",
        (*INDICATORS, *PEOPLE, *PACKAGES, kind.SchoolAccess, kind.SchoolTeaching),
    ),
    ("/schools/compare", "comparison picking", PACKAGES),
    (
        "/schools/{school}",
        "facts timeline items money actions changes teachers books pupils access neighbours photos",
        (*BOOKS, *PACKAGES, kind.AttestationCase, kind.PackageItem, kind.Person,
         kind.SchoolAccess, kind.SchoolAction, kind.SchoolPhoto, kind.SchoolTeaching),
    ),
    (
        "/training",
        "trained seats coverage multiples parity forecast",
        (*INDICATORS, *PEOPLE, kind.ProgrammeDate),
    ),
    (
        "/training",
        "flow sessions providers",
        (*PEOPLE, kind.Attendance, kind.LessonObservation),
    ),
    ("/training", "places", PEOPLE),
    ("/training", "scores gains audiences", (*INDICATORS, *PEOPLE)),
    ("/training", "pilot", (kind.AttestationCase, kind.Person, kind.School)),
    (
        "/training",
        "modules units ict",
        (kind.LessonObservation, kind.ModuleEnrolment, kind.OnlineModule, kind.Person, kind.School),
    ),
    (
        "/textbooks",
        "provision-reach provision provision-map provision-groups provision-trend provision-why "
        "provision-districts provision-titles provision-schools counted remind discrepancies",
        (kind.ReportedValue, kind.Target, *BOOKS),
    ),
    (
        "/textbooks",
        "chain lead september conservation broken",
        (*BOOKS, kind.Printing, kind.WriteOff),
    ),
    ("/textbooks", "need cohorts transfers transfers-effect transfers-rest", BOOKS),
    (
        "/textbooks",
        "rental-stages rental-collected rental-fund",
        (kind.Rental, kind.RentalSpending, kind.School, kind.TextbookOrder, kind.Title),
    ),
    ("/textbooks", "gap-map gap-list", (kind.ReportedValue, *BOOKS, *PEOPLE)),
    ("/textbooks/transfers", "sheets", BOOKS),
    (
        "/budget",
        "budget-standing budget-burn budget-progress budget-outrun budget-parts",
        (*INDICATORS, *MONEY, kind.ExchangeRate, kind.ProgrammeDate, kind.Variation,
         kind.Withdrawal),
    ),
    (
        "/budget",
        "curve-awards curve-paid",
        (kind.Contract, kind.FundAmount, kind.Payment, kind.Projection, kind.Withdrawal),
    ),
    (
        "/budget",
        "exchange periods reconciliation",
        (*MONEY, kind.ExchangeRate, kind.StatisticValue, kind.Variation, kind.Withdrawal),
    ),
    ("/budget", "costs", (*INDICATORS, kind.Payment, kind.StatisticValue)),
    (
        "/budget",
        "sector-map sector-years sector-levels sector-regions",
        (kind.School, kind.SectorSpending, kind.StatisticValue),
    ),
    (
        "/budget",
        "rating simulator",
        (*INDICATORS, *MONEY, kind.Commitment, kind.Projection, kind.SchoolAction),
    ),
    (
        "/procurement",
        "contracts contract-ends contract-results contract-changes concentration",
        (kind.Contract, kind.Deliverable, kind.Payment, kind.ProcurementPackage, kind.Supplier,
         kind.Variation),
    ),
    (
        "/procurement",
        "plan-methods plan-days plan-slipping plan-next plan-gantt",
        (kind.Milestone, kind.ProcurementPackage),
    ),
    (
        "/implementation",
        "work-progress work-value work-critical work-lines work-gantt",
        (kind.Activity, kind.ActivityProgress),
    ),
    (
        "/implementation",
        "standards guides review-steps institute-packages agreements joint-activities studies",
        (*STAGES, kind.JointActivity),
    ),
    (
        "/implementation",
        "campaign-reach campaign-map campaign-channels campaign-events",
        (*INDICATORS, *PEOPLE, kind.CampaignEvent, kind.ProgrammeDate),
    ),
    ("/implementation", "policy-tranches", (kind.PolicyAction,)),
    ("/implementation", "commitments-kinds commitments-list", (*INDICATORS, kind.Commitment)),
    ("/implementation", "risk-matrix risk-list", (*INDICATORS, kind.Risk)),
    (
        "/implementation",
        "grievance-state grievance-quarters grievance-matters grievance-places",
        (kind.Grievance,),
    ),
)  # fmt: skip
"""Path of a page, keys of the panels of one part of it, and the kinds that it rests on."""

RESTS: dict[tuple[str, str], Kinds] = {
    (path, key): tuple(dict.fromkeys(kinds)) for path, keys, kinds in PARTS for key in keys.split()
}

MEETING = ("/", "/deadlines", "/training", "/textbooks", "/budget", "/procurement",
           "/implementation", "/results/{indicator}", "/districts/{area}")  # fmt: skip
"""Pages whose panels a meeting shows under the same keys."""


def rests_on(path: str, key: str) -> Kinds:
    """Return the kinds of facts that a panel of a page rests on; raise KeyError for no such one."""
    if path == "/meeting":
        path = next(page for page in MEETING if (page, key) in RESTS)
    return RESTS[path, key]

"""Summaries of teacher training: people once, seats beside them; no row is about a person."""

from sqlalchemy import (
    CompoundSelect,
    Integer,
    String,
    Subquery,
    case,
    cast,
    func,
    literal,
    select,
    union,
    union_all,
)

from data_access.models import (
    AttestationCase,
    Course,
    CourseSession,
    EligibleTeachers,
    LessonObservation,
    ModuleEnrolment,
    OnlineModule,
    Participation,
    Person,
    School,
    TrainingRegister,
)
from data_access.summaries.days import FIRST_DAY, copy_days
from data_access.summaries.flow import FLOWS, FLOWS_OTHERS
from data_access.summaries.people import COMPLETIONS, FIRSTS, SPANS, any_of, held
from data_access.summaries.summary import demonstration, kept, known, summary

NAMES = ("name_ky", "name_ru", "name_en")

STEPS = ("enrolled", "attended", "completed", "certified", "observed", "applied")
"""Each rests on the one before, but that lessons are observed of those who completed."""


def _counted(condition):
    return func.sum(case((condition, 1), else_=0), type_=Integer())


GROUPS = ("sex", "rural", "language")
"""What groups are compared by: columns of SPANS, and of every summary that counts people."""


def _groups(people) -> dict:
    return {name: people.c[name] for name in GROUPS}


_first = FIRSTS.c

TRAINED = summary(
    "summary_trained",
    Participation,
    {
        "period": Participation.period,
        "district": _first.district,
        "audience": _first.audience,
        "role": _first.role,
        "subject": _first.subject,
        "language": _first.language,
        "sex": _first.sex,
        "rural": _first.rural,
    },
    {"people": func.count()},
    beside=FIRSTS,
    others=((Person.id, _first.person_id),),
)
"""People who completed a course for their audience, each in the quarter of the first one.

A human being counts once in each audience that it belonged to, so that people add up over quarters,
districts, roles, subjects, languages, sexes and places."""

SEATS = summary(
    "summary_seats",
    Participation,
    {
        "period": Participation.period,
        "district": COMPLETIONS.c.district,
        "audience": COMPLETIONS.c.course_audience,
        **_groups(COMPLETIONS),
    },
    {"completions": func.count()},
    beside=COMPLETIONS,
    others=((Person.id, COMPLETIONS.c.person_id),),
)
"""Completed participations, by audience of the course: who completes two courses counts twice."""

_eligible = (
    select(
        EligibleTeachers.id,
        School.id.label("school_id"),
        School.district,
        School.rural,
        demonstration(School).label("demonstration"),
    )
    .join(School, (School.code == EligibleTeachers.school) & known(School))
    .where(known(EligibleTeachers))
    .subquery("schools")
)

ELIGIBLE = summary(
    "summary_eligible",
    EligibleTeachers,
    {
        "period": EligibleTeachers.period,
        "district": _eligible.c.district,
        "subject": EligibleTeachers.subject,
        "language": EligibleTeachers.language,
        "sex": EligibleTeachers.sex,
        "rural": _eligible.c.rural,
    },
    {"teachers": func.sum(EligibleTeachers.teachers, type_=Integer())},
    beside=_eligible,
    others=((School.id, _eligible.c.school_id),),
)
"""The state at the end of a quarter: quarters do not add up."""

REGISTERS = summary(
    "summary_register",
    TrainingRegister,
    {"district": TrainingRegister.district, "period": TrainingRegister.period},
    kept(TrainingRegister, "closed_on"),
)
"""Quarters for which a district declared its register complete."""

COURSES = summary(
    "summary_course",
    Course,
    {"code": Course.code},
    kept(Course, *NAMES, "audience", "subject", "mode", "hours", "provider"),
)

FLOW = summary(
    "summary_flow",
    CourseSession,
    {"session": CourseSession.code},
    {
        **kept(
            CourseSession,
            *("course", "district", "period", "starts_on", "ends_on", "planned_seats"),
        ),
        **{name: func.max(FLOWS.c[name], type_=Integer()) for name in STEPS},
    },
    beside=FLOWS,
    others=FLOWS_OTHERS,
)
"""One row per session, those to come included; seats, not people.

Attended is who was there for an hour at least, observed is of whom a lesson was observed on a later
day than the completion, applied is whose lesson was then seen to apply what was taught."""


def _enrolled() -> Subquery:
    """Return everybody enrolled in a session, with what held of them on the day of completion,
    else on the first day of the session."""
    session = (CourseSession.code == Participation.session) & known(CourseSession)
    course = (Course.code == CourseSession.course) & known(Course)
    on = func.coalesce(Participation.completed_on, CourseSession.starts_on)
    return (
        select(
            Participation.id,
            CourseSession.course,
            CourseSession.period.label("starts"),
            CourseSession.end_period.label("ends"),
            Course.audience,
            SPANS.c.id.label("person_id"),
            *(SPANS.c[name] for name in GROUPS),
            SPANS.c.demonstration,
        )
        .join(CourseSession, session)
        .join(Course, course)
        .join(SPANS, held(Participation.person, on))
        .where(known(Participation))
        .subquery("enrolled")
    )


_ENROLLED = _enrolled()
_OF_PERSON = ((Person.id, _ENROLLED.c.person_id),)

ENROLLED = summary(
    "summary_enrolled",
    Participation,
    {
        "starts": _ENROLLED.c.starts,
        "ends": _ENROLLED.c.ends,
        "audience": _ENROLLED.c.audience,
        **_groups(_ENROLLED),
    },
    {
        "enrolled": func.count(),
        "completed": func.count(Participation.completed_on),
        "certified": func.sum(cast(Participation.certified, Integer), type_=Integer()),
    },
    beside=_ENROLLED,
    others=_OF_PERSON,
)
"""The seats of FLOW by groups of people, in the quarters in which a session starts and ends."""


def _scores() -> CompoundSelect:
    """Return both bands of everybody who sat both tests."""
    session = (CourseSession.code == Participation.session) & known(CourseSession)
    bands = {"pre": Participation.pre_band, "post": Participation.post_band}
    return union_all(
        *(
            select(
                Participation.id,
                CourseSession.course,
                func.coalesce(Participation.period, CourseSession.end_period).label("period"),
                literal(test, String()).label("test"),
                band.label("band"),
            )
            .join(CourseSession, session)
            .where(known(Participation), Participation.gain.is_not(None))
            for test, band in bands.items()
        )
    )


_score = _scores().subquery("scores")

SCORES = summary(
    "summary_scores",
    Participation,
    {
        "course": _score.c.course,
        "period": _score.c.period,
        "test": _score.c.test,
        "band": _score.c.band,
    },
    {"people": func.count()},
    beside=_score,
)
"""Points before and after in tens, of those who sat both tests: in the quarter of completion, else
in that in which the session ended."""

_paired = (
    select(
        *(column for column in _ENROLLED.c),
        func.coalesce(Participation.period, _ENROLLED.c.ends).label("period"),
    )
    .join(Participation, Participation.id == _ENROLLED.c.id)
    .where(Participation.gain.is_not(None))
    .subquery("paired")
)

GAIN = summary(
    "summary_gain",
    Participation,
    {"course": _paired.c.course, "period": _paired.c.period, **_groups(_paired)},
    {
        "both": func.count(),
        "sum_pre": func.sum(Participation.pre_test),
        "sum_post": func.sum(Participation.post_test),
        "sum_gain": func.sum(Participation.gain),
        "sum_gain_squared": func.sum(Participation.gain_squared),
    },
    beside=_paired,
    others=((Person.id, _paired.c.person_id),),
)
"""Sums over the same people as in SCORES, for means and their intervals."""


def _quarters(fact, *columns) -> CompoundSelect:
    """Return every quarter in which anything happened to a fact, each once."""
    return union(
        *(
            select(fact.id, column.label("period")).where(known(fact), column.is_not(None))
            for column in columns
        )
    )


def _by_quarter(quarters: CompoundSelect, fact, day) -> Subquery:
    """Return quarters of facts, with what held of the person on a day."""
    each = quarters.subquery("quarters")
    return (
        select(
            *each.c,
            SPANS.c.id.label("person_id"),
            *(SPANS.c[name] for name in GROUPS),
            SPANS.c.demonstration,
        )
        .join(fact, fact.id == each.c.id)
        .join(SPANS, held(fact.person, day))
        .subquery("in_quarters")
    )


_case = _by_quarter(
    _quarters(
        AttestationCase,
        AttestationCase.applied_period,
        AttestationCase.portfolio_period,
        AttestationCase.assessed_period,
        AttestationCase.decided_period,
    ),
    AttestationCase,
    AttestationCase.applied_on,
)

_is_decided = AttestationCase.decided_period == _case.c.period


def _days(stage: str):
    happened = AttestationCase.__table__.c[f"{stage}_period"] == _case.c.period
    days = AttestationCase.__table__.c[f"{stage}_days"]
    return func.coalesce(func.sum(case((happened, days)), type_=Integer()), 0)


def _day(stage: str):
    columns = AttestationCase.__table__.c
    happened = columns[f"{stage}_period"] == _case.c.period
    return copy_days(case((happened, 1), else_=0), func.coalesce(columns[f"{stage}_on"], FIRST_DAY))


ATTESTATION = summary(
    "summary_attestation",
    AttestationCase,
    {"school": AttestationCase.school, "period": _case.c.period, **_groups(_case)},
    {
        "candidates": _counted(AttestationCase.applied_period == _case.c.period),
        "portfolios": _counted(AttestationCase.portfolio_period == _case.c.period),
        "assessed": _counted(AttestationCase.assessed_period == _case.c.period),
        "certified": _counted(_is_decided & (AttestationCase.result == "certified")),
        "refused": _counted(_is_decided & (AttestationCase.result == "refused")),
        "portfolio_days": _days("portfolio"),
        "assessed_days": _days("assessed"),
        "decided_days": _days("decided"),
        "applied_day": _day("applied"),
        "portfolio_day": _day("portfolio"),
        "assessed_day": _day("assessed"),
        "decided_day": _day("decided"),
    },
    beside=_case,
    others=((Person.id, _case.c.person_id),),
)
"""Cases in the quarter in which they reached a stage, the days since the stage before, and the
numbers of the days on which they reached it, added up (`summaries.days`).

Up to a quarter, candidates less portfolios are those who had none yet, and so on."""

_enrolment = _by_quarter(
    _quarters(ModuleEnrolment, ModuleEnrolment.period, ModuleEnrolment.completed_period),
    ModuleEnrolment,
    ModuleEnrolment.enrolled_on,
)

MODULES = summary(
    "summary_module",
    ModuleEnrolment,
    {
        "module": ModuleEnrolment.module,
        "period": _enrolment.c.period,
        "device": ModuleEnrolment.device,
        **_groups(_enrolment),
    },
    {
        "enrolled": _counted(ModuleEnrolment.period == _enrolment.c.period),
        "completed": _counted(ModuleEnrolment.completed_period == _enrolment.c.period),
    },
    beside=_enrolment,
    others=((Person.id, _enrolment.c.person_id),),
)
"""Enrolments in the quarter of enrolment, completions in the quarter of completion."""

UNITS = summary(
    "summary_unit",
    ModuleEnrolment,
    {"module": ModuleEnrolment.module, "last_unit": ModuleEnrolment.last_unit},
    {"people": func.count(), "completed": _counted(ModuleEnrolment.completed_on.is_not(None))},
)
"""How many came how far in a module."""

MODULE_LIST = summary(
    "summary_module_list",
    OnlineModule,
    {"code": OnlineModule.code},
    kept(OnlineModule, *NAMES, "units", "live_on"),
)

_observed = (
    select(
        LessonObservation.id,
        SPANS.c.id.label("person_id"),
        SPANS.c.district,
        *(SPANS.c[name] for name in GROUPS),
        any_of(SPANS.c.demonstration).label("demonstration"),
    )
    .join(SPANS, held(LessonObservation.person, LessonObservation.observed_on))
    .where(known(LessonObservation))
    .subquery("observed")
)

OBSERVATIONS = summary(
    "summary_observation",
    LessonObservation,
    {
        "district": _observed.c.district,
        "period": LessonObservation.period,
        **_groups(_observed),
    },
    {
        "observed": func.count(),
        "applies": func.sum(cast(LessonObservation.applies, Integer), type_=Integer()),
        "uses_ict": func.sum(cast(LessonObservation.uses_ict, Integer), type_=Integer()),
    },
    beside=_observed,
    others=((Person.id, _observed.c.person_id),),
)

TRAINING = (
    TRAINED,
    SEATS,
    ELIGIBLE,
    REGISTERS,
    COURSES,
    FLOW,
    ENROLLED,
    SCORES,
    GAIN,
    ATTESTATION,
    MODULES,
    UNITS,
    MODULE_LIST,
    OBSERVATIONS,
)

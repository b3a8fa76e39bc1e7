"""What does an address ask, and how is a question written as an address?"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from urllib.parse import parse_qsl, urlencode

from data_access import reference
from data_access.filters import LANGUAGES, Filters, quarter_code
from data_access.indicators.framework import VIEWS
from data_access.queries.map import MEASURES
from data_access.queries.money import choices as money
from data_access.queries.results import COUNTRY
from data_access.queries.school_marks import COLORS, SHAPES
from data_access.queries.textbooks import choices
from data_access.queries.training.places import FLOORS, PLACES
from geo import boundaries
from layouts.shell import ALL
from layouts.slides import SLIDES

BOUNDARIES = f"/geo/{boundaries.fingerprint()}.json"
"""Address of the boundaries; a new file gets a new address, so browsers may keep it for ever."""

SCHOOL, INDICATOR = "{school}", "{indicator}"
"""Stand in the path of a page for the code of a school, or of an indicator."""

IN_PATH = {SCHOOL: "school", INDICATOR: "indicator"}
"""What stands in a path -> field of Filters."""

PASSPORT = f"/schools/{SCHOOL}"
"""What is known about one school."""

SCHOOLS = "/schools"
"""Where all schools are, on a map and in a list."""

AREA = "{area}"
"""Stands in the path of a page for the code of a region or a district."""

DISTRICT = f"/districts/{AREA}"
"""Everything about one region or district."""

DISTRICTS = "/districts"
"""All regions and districts."""

COMPARISON = "/schools/compare"
"""Where schools stand beside each other."""

TRAINING_PLACES = "/export/training-places.csv"
"""Where course places go, as a file."""

ORDER_LIST = "/export/textbook-order.csv"
"""Copies of textbooks to print, as a file."""

SCHOOLS_TO_REMIND = "/export/stock-counts-to-remind.csv"
"""Schools that have not counted their textbooks for a year, as a file."""

BROKEN_LINKS = "/export/textbook-broken-links.csv"
"""Broken links between order and desk, with their documents, as a file."""

DOUBLE_GAP = "/export/double-gap.csv"
"""Schools that lack books where their district also lacks trained teachers, as a file."""
TEXTBOOK_TRANSFERS = "/export/textbook-transfers.csv"
"""Which copies go from school to school, as a file."""

BUDGET_EXECUTION = "/export/budget-execution.csv"
"""Budget, committed, disbursed and spent, as a file."""

PAYMENTS = "/export/payments.csv"
"""Every payment with its rates, its file and its row, as a file."""

WITHDRAWALS = "/export/withdrawals.csv"
"""Every withdrawal application with its rates, its file and its row, as a file."""

COSTS = "/export/payments-behind-costs.csv"
"""Of the payments those from which the cost of results is counted, as a file."""

RESULTS = "/results"
RESULT = f"{RESULTS}/{INDICATOR}"
"""One indicator of the results framework."""

FRAMEWORK = "/export/results-framework.csv"
"""Every indicator with its baseline, value, targets and status, as a file."""

INDICATOR_HISTORY = "/export/indicator-history.csv"
"""One indicator quarter by quarter, as a file."""

NUMBER = "/number"
"""The passport of one number: what it means, and what it rests on."""

NUMBER_ROWS = f"{NUMBER}/rows"
"""The rows that it rests on."""

ROWS_BEHIND = "/export/rows-behind.csv"
"""The same as a file."""

NUMBER_KEPT = f"{NUMBER}/keep"
"""What gives the number of a panel a short code."""

QUALITY = "/quality"
"""How fresh and complete the data are."""
RELEASES = "/releases"
"""Every release, and what changed between two of them."""

SHORT = "/n/"
"""Begins the short address of a number, which its code ends."""

BUDGET = "/budget"
TRAINING = "/training"
TEXTBOOKS = "/textbooks"
TRANSFER_SHEETS = "/textbooks/transfers"
"""The same on sheets for districts to sign."""

PROCUREMENT = "/procurement"

CONTRACTS = "/export/contracts.csv"
"""Contracts, what was paid on them and accepted, as a file."""

SUPPLIERS = "/export/suppliers.csv"
"""Suppliers and their shares of all awards, as a file."""

PROCUREMENT_PACKAGES = "/export/procurement-packages.csv"
"""Packages of the procurement plan, as a file."""

PROCUREMENT_STEPS = "/export/procurement-steps.csv"
"""Steps of these packages, planned and actual, as a file."""

OPEN_CONTRACTING = "/export/open-contracting.json"
"""Plan and contracts as a release package of the Open Contracting Data Standard."""

IMPLEMENTATION = "/implementation"

ACTIVITIES = "/export/work-plan.csv"
"""Activities of the work plan, planned and actual, as a file."""

STAGES = "/export/stages.csv"
"""Stages of standards, guides, agreements and the like, as a file."""

JOINT_ACTIVITIES = "/export/joint-activities.csv"
"""What partners did together, as a file."""

CAMPAIGN_EVENTS = "/export/campaign-events.csv"
"""Events of the information campaign, as a file."""

POLICY_ACTIONS = "/export/policy-actions.csv"
"""Policy actions by tranche, as a file."""

COMMITMENTS = "/export/commitments.csv"
"""Covenants and other promises, as a file."""

RISKS = "/export/risks.csv"
"""The risk register, as a file."""

DEADLINES = "/deadlines"
"""What is overdue and what falls due next, by who answers for it."""

DEADLINE_LIST = "/export/deadlines.csv"
"""The same as a file."""

CALENDAR = "/export/deadlines.ics"
"""What falls due next as a calendar that other calendars can follow."""

MEETING = "/meeting"
"""Panels as slides for a room."""

SIGN_IN, SIGN_OUT = "/sign-in", "/sign-out"

PROVIDER, PROVIDER_BACK = "/sign-in/openid", "/sign-in/openid/callback"
"""Where signing in at the OpenID provider begins, and where the provider leads back to."""

RESET = "/reset/"
"""Where a password is chosen; the word of the link follows."""

DATA = "/data"
"""Where data is brought in, accepted and published."""

DUPLICATES = "/data/duplicates"
"""Codes that may stand twice; people or schools follow."""

OVERRIDE = f"{DATA}/override"
"""Where a status is proposed in place of what the rule gives."""

PHOTOGRAPHS = f"{DATA}/photos"
"""Where photographs of a school are sent."""

UPLOAD = f"{DATA}/upload"
"""What takes files."""

ACCOUNT = "/account"
"""What somebody who has signed in finds about their own account."""

ACCOUNTS = "/accounts"
"""All accounts, for who manages them."""

JOURNAL, JOURNAL_FILE = "/journal", "/journal.csv"
"""Who did what and when, on a page and as a file."""

TRANSFER_JOB = "/jobs/transfers"
TRANSFER_JOB_START, TRANSFER_JOB_CANCEL = (f"{TRANSFER_JOB}/{verb}" for verb in ("start", "cancel"))
"""Work on the transfers of the whole country: how far it is, and what starts and ends it."""


@dataclass(frozen=True)
class Question:
    """What could be understood of an address, and which of its arguments made no sense."""

    filters: Filters
    dropped: tuple[str, ...] = ()
    """Names and values left out, as they stood in the address, shortened."""
    said_lang: bool = False
    """Whether the address named a language."""


NAMES = {"release": "as_of"}
"""Field of Filters -> its name in an address, where they differ."""

TAKES_AWAY = {
    "region": ("district", "school", "schools"),
    "district": ("region", "school", "schools"),
    "as_of": ("period", "school"),
}
"""Choices that take others, which they make meaningless, out of the address: in the browser too."""

PICKED_MOST = 100
"""Schools that an address can pick."""

SLIDES_MOST = 24
"""Slides that an address can choose."""

_SCHOOL = r"[A-Z]{2}-\d{2,5}"
_QUARTER = re.compile(r"(20\d\d)-Q([1-4])")


def quarter(text: str) -> date | None:
    """Return the last day of a quarter written as 2026-Q3."""
    match = _QUARTER.fullmatch(text)
    if not match:
        return None
    year, month = int(match[1]), 3 * int(match[2])
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def release(text: str) -> int | None:
    """Return the number of a release."""
    return int(text) if re.fullmatch(r"[1-9]\d{0,5}", text) else None


def school_codes(text: str) -> tuple[str, ...] | None:
    """Return the codes of schools written as IS-01,IS-07, each once, in their order; what is no
    code is left out."""
    codes = tuple(each for each in dict.fromkeys(text.split(",")) if re.fullmatch(_SCHOOL, each))
    return codes if 0 < len(codes) <= PICKED_MOST else None


def slide_codes(text: str) -> tuple[str, ...] | None:
    """Return the codes of slides written as overview.map,budget.rating, each once, in their order;
    what is no slide is left out."""
    codes = tuple(each for each in dict.fromkeys(text.split(",")) if each in SLIDES)
    return codes[:SLIDES_MOST] or None


def _matching(pattern: str) -> Callable[[str], str | None]:
    return lambda text: text if re.fullmatch(pattern, text) else None


def _one_of(values: Iterable[str]) -> Callable[[str], str | None]:
    allowed = frozenset(values)
    return lambda text: text if text in allowed else None


def _number_of(values: Iterable[int]) -> Callable[[str], int | None]:
    allowed = {str(value): value for value in values}
    return allowed.get


def _whole_number(least: int, most: int) -> Callable[[str], int | None]:
    def read(text: str) -> int | None:
        number = int(text) if re.fullmatch(r"0|[1-9]\d{0,8}", text, re.ASCII) else None
        return number if number is not None and least <= number <= most else None

    return read


READERS: Mapping[str, Callable[[str], object]] = {
    "region": _matching(r"KG-[A-Z]{1,2}"),
    "district": _matching(r"\d{14}"),
    "school": _matching(_SCHOOL),
    "period": quarter,
    "release": release,
    "measure": _one_of(MEASURES),
    "by": _one_of(("district", "region")),
    "schools": school_codes,
    "color": _one_of(COLORS),
    "shape": _one_of(SHAPES),
    "beside": release,
    "subject": _matching(r"[a-z_]{1,20}"),
    "places": _whole_number(*PLACES),
    "floor": _whole_number(*FLOORS),
    "grade": _number_of(choices.GRADES),
    "language": _one_of(choices.LANGUAGES),
    "title": _matching(r"[A-Z0-9]{1,8}(-[A-Z0-9]{1,8}){1,5}"),
    "reserve": _number_of(choices.RESERVES),
    "km": _number_of(choices.DISTANCES),
    "fee": _number_of(choices.FEES),
    "price": _number_of(choices.PRICES),
    "life": _number_of(choices.LIVES),
    "method": _one_of(row["code"] for row in reference.read("procurement_methods")),
    "fund": _one_of(money.FUNDS),
    "currency": _one_of(money.CURRENCIES),
    "calendar": _one_of(money.CALENDARS),
    "prices": _one_of(money.PRICES),
    "rated": _one_of(money.COMPONENTS),
    "more_awards": _number_of(money.MORE_MONEY),
    "more_paid": _number_of(money.MORE_MONEY),
    "more_work": _number_of(money.MORE_WORK),
    "more_done": _number_of(money.MORE_DONE),
    "owner": _one_of(row["code"] for row in reference.read("offices")),
    "view": _one_of(VIEWS),
    "held": quarter,
    "indicator": _matching(r"R[0-9]\.[0-9]{1,2}[a-z]?"),
    "slides": slide_codes,
    "on": _matching(r"/[A-Za-z0-9./-]{0,60}"),
    "panel": _matching(r"[a-z][a-z0-9-]{0,40}"),
    "cell": _matching(r"[1-9]\d{0,2}(\.[1-9]\d{0,3}){2}"),
    "lang": _one_of(LANGUAGES),
}
"""Field of Filters -> how its text is understood; None means that it makes no sense."""


def read_query(search: str | None) -> Question:
    """Return what a query string asks; nonsense is dropped and named."""
    names = {NAMES.get(field, field): field for field in READERS}
    understood: dict[str, object] = {}
    dropped = []
    for name, text in parse_qsl((search or "").lstrip("?"), keep_blank_values=True):
        field = names.get(name)
        value = READERS[field](text) if field and text else None
        if field and value is not None and field not in understood:
            understood[field] = value
            if isinstance(value, tuple):
                dropped += [_told(name, each) for each in _left_out(text.split(","), value)]
        elif text or not field:
            dropped.append(_told(name, text))
    return Question(
        Filters(**understood),  # type: ignore[arg-type]
        tuple(dict.fromkeys(dropped)),
        "lang" in understood,
    )


def _left_out(texts: Iterable[str], understood: Iterable[object]) -> Iterator[str]:
    """Yield what a list says beyond what was understood of it: nonsense, and repetitions."""
    waiting = set(understood)
    for text in texts:
        if text in waiting:
            waiting.remove(text)
        elif text:
            yield text


def _told(name: str, text: str) -> str:
    """Return an argument as it is told, shortened; what cannot be printed is a replacement sign."""
    told = f"{name}={text}"[:40]
    return "".join(each if each.isprintable() else "\N{REPLACEMENT CHARACTER}" for each in told)


def chosen(search: str, name: str, value: str) -> str:
    """Return the query string in which one choice of a control was made."""
    query = dict(parse_qsl(search.lstrip("?")))
    for each in (name, *TAKES_AWAY.get(name, ())):
        query.pop(each, None)
    if value != ALL:
        query[name] = value
    return "?" + urlencode(query, safe=",")


def write_query(filters: Filters) -> str:
    """Return the query string of a question, beginning with `?`; empty for the empty question."""
    pairs = [
        (NAMES.get(field.name, field.name), _text(getattr(filters, field.name)))
        for field in fields(filters)
        if getattr(filters, field.name) is not None
    ]
    return "?" + urlencode(pairs, safe=",") if pairs else ""


def address(path: str, filters: Filters) -> str:
    """Return where a page answers a question; what stands for a code in its path becomes one."""
    if path.endswith(AREA):
        place = path.removesuffix(AREA) + (filters.district or filters.region or "")
        return place + write_query(replace(filters.everywhere(), school=None))
    for sign, field in IN_PATH.items():
        if path.endswith(sign):
            place = path.removesuffix(sign) + (getattr(filters, field) or "")
            return place + write_query(replace(filters, **{field: None}))
    return path + write_query(filters)


def passport(asked: Filters, code: str) -> str:
    """Return the address of the passport of a school in the same release, quarter and language."""
    return address(PASSPORT, _about(asked, code))


def indicator(asked: Filters, code: str) -> str:
    """Return the address of an indicator in the same area, release, quarter and language."""
    return address(RESULT, replace(asked, indicator=code))


def override(asked: Filters) -> str:
    """Return where a status is proposed for the indicator and the quarter of a question."""
    about = Filters(indicator=asked.indicator, period=asked.period, lang=asked.lang)
    return OVERRIDE + write_query(about)


def photographs(asked: Filters) -> str:
    """Return where photographs of the school of a question are sent."""
    return PHOTOGRAPHS + write_query(Filters(school=asked.school, lang=asked.lang))


def number(asked: Filters, code: str, area: str) -> str:
    """Return the address of the passport of a figure in a complete question; `area`: KG, or the
    code of a region or district."""
    return address(NUMBER, _figure(asked, code, area))


def _figure(asked: Filters, code: str, area: str) -> Filters:
    about = Filters(indicator=code, period=asked.period, release=asked.release, lang=asked.lang)
    if area == COUNTRY:
        return about
    if area_field(area) == "region":
        return replace(about, region=area)
    return replace(about, district=area)


def manifest(release: int) -> str:
    """Return the address of the manifest of a release."""
    return f"{RELEASES}/{release}.json"


def area_field(code: str) -> str:
    """Return what the code of an area names."""
    return "region" if code.upper().startswith("KG-") else "district"


def everything_about(asked: Filters, code: str) -> str:
    """Return the address of everything about a region or a district in the same release, quarter
    and language."""
    about = Filters(district=code, period=asked.period, release=asked.release, lang=asked.lang)
    return address(DISTRICT, about)


def way_to_area(asked: Filters) -> tuple[str, str]:
    """Return the level of the area that was chosen and where everything about it stands; an empty
    level and the list of all areas where none was."""
    code = asked.district or asked.region
    if code is None:
        every = Filters(period=asked.period, release=asked.release, lang=asked.lang)
        return "", address(DISTRICTS, every)
    return "district" if asked.district else "region", everything_about(asked, code)


def on_map(asked: Filters, code: str) -> str:
    """Return the address of the map around a school in the same release, quarter and language."""
    return address(SCHOOLS, _about(asked, code))


def _about(asked: Filters, code: str) -> Filters:
    return Filters(school=code, period=asked.period, release=asked.release, lang=asked.lang)


def _text(value: object) -> str:
    if isinstance(value, date):
        return quarter_code(value)
    return ",".join(value) if isinstance(value, tuple) else str(value)

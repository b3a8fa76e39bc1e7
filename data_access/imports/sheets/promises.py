"""Sheets of promises: campaign, policy actions, commitments, risks, grievances, statuses set."""

import pandas as pd

from data_access.imports.codes import Codes
from data_access.imports.sheet import Field, Kind, Rule, Sheet, floats
from data_access.imports.sheets.days import not_before, quarters
from data_access.imports.sheets.names import in_three
from data_access.models.promises import (
    CHANNELS,
    KINDS,
    MOST_LIKELY,
    RISKS,
    STATES,
    SUBJECTS,
    WAYS,
    CampaignEvent,
    Commitment,
    Grievance,
    PolicyAction,
    Risk,
    StatusOverride,
)

SET = ("achieved", "on_track", "attention", "at_risk", "not_due")
"""Statuses that can be set in place of what the rule gives."""
MOST_PEOPLE = 10_000_000
MOST_TRANCHES = 9

_CODE = r"[A-Z0-9]{1,8}(-[A-Z0-9]{1,8}){1,4}"

INDICATOR = ("Көрсөткүч", "Показатель", "Indicator")
OWNER = Field("owner", ("Жооптуу", "Ответственный", "Owner"), Kind.CODE, codes="office")
DUE = Field("due_on", ("Мөөнөтү", "Срок", "Due on"), Kind.DATE)
EVIDENCE = Field("evidence", ("Далил", "Подтверждение", "Evidence"), required=False)


def _code(ky: str, ru: str, en: str, example: str) -> Field:
    return Field("code", (ky, ru, en), pattern=_CODE, example=example)


def _one_of(name: str, headings: tuple[str, str, str], choices: tuple[str, ...]) -> Field:
    return Field(name, headings, pattern="|".join(choices))


def _past(name: str, headings: tuple[str, str, str], required: bool = True) -> Field:
    return Field(name, headings, Kind.DATE, required, past=True)


def _weight(name: str, headings: tuple[str, str, str]) -> Field:
    return Field(name, headings, Kind.COUNT, minimum=1, maximum=MOST_LIKELY)


def _endangered() -> Field:
    return Field("indicator", INDICATOR, Kind.CODE, False, codes="indicator")


def _more_women(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return floats(rows, "women") > floats(rows, "people")


def _in_a_region(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    """True where an event is said to have reached a region: neither a district nor the country."""
    return rows["area"].map(codes.levels) == "region"


def _in_quarter(day: str):
    def derive(rows: pd.DataFrame) -> pd.DataFrame:
        return rows.assign(period=quarters(rows[day]))

    return derive


def _day_of_another_state(rows: pd.DataFrame, _: Codes) -> pd.Series:
    """True where an action is met without a day, or has a day without being met."""
    return (rows["state"] == "met") != rows["met_on"].notna()


def _met_without_evidence(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return (rows["state"] == "met") & rows["evidence"].isna()


def _not_met_before_due(rows: pd.DataFrame, codes: Codes) -> pd.Series:
    return (rows["state"] == "not") & (pd.to_datetime(rows["due_on"]) > pd.Timestamp(codes.today))


def _done_without_evidence(rows: pd.DataFrame, _: Codes) -> pd.Series:
    return rows["done_on"].notna() & rows["evidence"].isna()


CAMPAIGN = Sheet(
    name="campaign_events",
    titles=(
        "Өнөктүктүн иш-чаралары",
        "Мероприятия кампании",
        "Campaign events",
    ),
    model=CampaignEvent,
    fields=(
        _code("Иш-чаранын коду", "Код мероприятия", "Event code", "EV-001"),
        *in_three("name", "Иш-чаранын аталышы", "Название мероприятия", "Event name"),
        _past("held_on", ("Өткөрүлгөн күнү", "Дата проведения", "Held on")),
        _one_of("channel", ("Канал", "Канал", "Channel"), CHANNELS),
        Field("area", ("Аймак", "Территория", "Area"), Kind.CODE, codes="area"),
        Field(
            "people",
            ("Камтылган адамдар", "Охваченные люди", "People reached"),
            Kind.COUNT,
            maximum=MOST_PEOPLE,
        ),
        Field(
            "women",
            ("Алардын ичинен аялдар", "Из них женщины", "Women among them"),
            Kind.COUNT,
            False,
            maximum=MOST_PEOPLE,
        ),
    ),
    rules=(
        Rule("above_whole", "women", _more_women),
        Rule("wrong_level", "area", _in_a_region),
    ),
    derive=_in_quarter("held_on"),
)

POLICY_ACTIONS = Sheet(
    name="policy_actions",
    titles=("Саясий чаралар", "Меры политики", "Policy actions"),
    model=PolicyAction,
    fields=(
        _code("Чаранын коду", "Код меры", "Action code", "PA-1-03"),
        *in_three("name", "Чаранын аталышы", "Название меры", "Action name"),
        Field(
            "tranche",
            ("Транш", "Транш", "Tranche"),
            Kind.COUNT,
            minimum=1,
            maximum=MOST_TRANCHES,
        ),
        DUE,
        _one_of("state", ("Абалы", "Состояние", "State"), STATES),
        _past("met_on", ("Аткарылган күнү", "Дата выполнения", "Met on"), required=False),
        EVIDENCE,
        OWNER,
    ),
    rules=(
        Rule("day_of_another_state", "met_on", _day_of_another_state),
        Rule("met_without_evidence", "evidence", _met_without_evidence),
        Rule("not_met_before_due", "state", _not_met_before_due),
    ),
)

COMMITMENTS = Sheet(
    name="commitments",
    titles=("Убадаланган милдеттенмелер", "Принятые обязательства", "Commitments"),
    model=Commitment,
    fields=(
        _code("Милдеттенменин коду", "Код обязательства", "Commitment code", "CM-07"),
        *in_three("name", "Милдеттенменин аталышы", "Название обязательства", "Commitment name"),
        _one_of("kind", ("Түрү", "Вид", "Kind"), KINDS),
        DUE,
        _past("done_on", ("Аткарылган күнү", "Дата исполнения", "Done on"), required=False),
        OWNER,
        _endangered(),
        EVIDENCE,
    ),
    rules=(Rule("done_without_evidence", "evidence", _done_without_evidence),),
)

RISK_REGISTER = Sheet(
    name="risks",
    titles=("Тобокелдиктер", "Риски", "Risks"),
    model=Risk,
    fields=(
        _code("Тобокелдиктин коду", "Код риска", "Risk code", "RK-04"),
        *in_three("name", "Тобокелдиктин аталышы", "Название риска", "Risk name"),
        _one_of("category", ("Тобокелдиктин түрү", "Категория риска", "Risk category"), RISKS),
        _weight("likelihood", ("Ыктымалдыгы", "Вероятность", "Likelihood")),
        _weight("impact", ("Таасири", "Влияние", "Impact")),
        OWNER,
        *in_three("response", "Жооп чара", "Меры реагирования", "Response"),
        _endangered(),
        _past("assessed_on", ("Бааланган күнү", "Дата оценки", "Assessed on")),
    ),
)

GRIEVANCES = Sheet(
    name="grievances",
    titles=("Даттануулар", "Жалобы", "Grievances"),
    model=Grievance,
    fields=(
        _code("Даттануунун коду", "Код жалобы", "Grievance code", "GR-0012"),
        _past("received_on", ("Түшкөн күнү", "Дата поступления", "Received on")),
        _past("resolved_on", ("Чечилген күнү", "Дата решения", "Resolved on"), required=False),
        _one_of("channel", ("Түшкөн жолу", "Способ подачи", "Way of arrival"), WAYS),
        _one_of("category", ("Эмне жөнүндө", "О чём", "About what"), SUBJECTS),
        Field("district", ("Район", "Район", "District"), Kind.CODE, codes="district"),
    ),
    rules=(not_before("resolved_too_early", "resolved_on", "received_on"),),
    derive=_in_quarter("received_on"),
)

OVERRIDES = Sheet(
    name="status_overrides",
    titles=("Коюлган статустар", "Установленные статусы", "Statuses set by decision"),
    model=StatusOverride,
    fields=(
        Field("indicator", INDICATOR, Kind.CODE, codes="indicator"),
        Field("period", ("Квартал", "Квартал", "Quarter"), Kind.QUARTER),
        _one_of("status", ("Статус", "Статус", "Status"), SET),
        Field("reason", ("Себеби", "Причина", "Reason")),
        Field("decided_by", ("Ким чечти", "Кто решил", "Decided by")),
        _past("decided_on", ("Чечим күнү", "Дата решения", "Decided on")),
    ),
    rules=(not_before("decided_too_early", "decided_on", "period"),),
)

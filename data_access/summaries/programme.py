"""Summaries of published statistics and dates."""

from data_access.models import ProgrammeDate, StatisticValue
from data_access.summaries.summary import kept, summary

STATISTICS = summary(
    "summary_statistic",
    StatisticValue,
    {
        "statistic": StatisticValue.statistic,
        "area": StatisticValue.area,
        "year": StatisticValue.year,
    },
    kept(StatisticValue, "value", "source"),
)

DATES = summary(
    "summary_date",
    ProgrammeDate,
    {"event": ProgrammeDate.event},
    kept(ProgrammeDate, "happens_on", "source"),
)

"""Summaries of targets and reported values."""

from sqlalchemy import func

from data_access.models import ReportedValue, Target
from data_access.summaries.summary import kept, summary


def _what(fact):
    return {
        "indicator": fact.indicator,
        "period": fact.period,
        "area": fact.area,
        "cut": fact.cut,
    }


TARGETS = summary("summary_target", Target, _what(Target), kept(Target, "target"))

VALUES = summary(
    "summary_value",
    ReportedValue,
    _what(ReportedValue),
    {
        "numerator": func.sum(ReportedValue.numerator),
        "denominator": func.sum(ReportedValue.denominator),
    },
)

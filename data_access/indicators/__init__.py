"""Which figures are counted by formula, and what does each formula say?"""

from data_access.indicators.formulas import FORMULAS
from data_access.indicators.status import Status, Thresholds, status, thresholds

__all__ = ["FORMULAS", "Status", "Thresholds", "status", "thresholds"]

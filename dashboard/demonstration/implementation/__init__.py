"""What does the project office send about the work plan, standards, institutes and studies?"""

import pandas as pd

from dashboard.demonstration.implementation import activities, items


def lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the sheets of the workbook of one quarter, by name."""
    return {**activities.known_at(quarter), **items.known_at(quarter)}

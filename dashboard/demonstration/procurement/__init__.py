"""What does the procurement office send: the plan, suppliers, changes and results of contracts?"""

import pandas as pd

from dashboard.demonstration.procurement import contracts, milestones


def lists(quarter: str) -> dict[str, pd.DataFrame]:
    """Return the sheets of the workbook of one quarter, by name."""
    return {
        "suppliers": contracts.suppliers(),
        **milestones.known_at(quarter),
        **contracts.known_at(quarter),
    }

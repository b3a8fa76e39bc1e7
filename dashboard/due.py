"""Where is more told about what is due?"""

from dashboard import urls
from data_access.filters import Filters
from data_access.queries.deadlines import OF_DATA

PROMISED = {"policy": "policy", "commitment": "commitments", "grievance": "grievances"}
"""Kind of what is due -> the section of the page of implementation that tells of it."""


def address(asked: Filters, kind: str, code: str) -> str | None:
    """Return the address that tells of something due; None where it is an indicator."""
    if kind == "indicator":
        return None
    if kind == "package":
        return urls.passport(asked, code)
    if kind in OF_DATA:
        return f"{urls.address(urls.QUALITY, asked)}#delivered"
    if kind in PROMISED:
        return f"{urls.address(urls.IMPLEMENTATION, asked)}#{PROMISED[kind]}"
    where = urls.IMPLEMENTATION if kind in ("activity", "stage") else urls.PROCUREMENT
    return urls.address(where, asked)

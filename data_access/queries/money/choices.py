"""What may be chosen on the page of the budget?"""

from data_access import reference

CURRENCIES = ("KGS", "USD", "XDR")
"""Som, US dollars, special drawing rights."""

CALENDARS = ("fiscal", "school", "quarter")
"""Calendar years of the budget, school years, quarters of ADB."""

PRICES = ("nominal", "constant")

FUNDS = tuple(row["code"] for row in reference.read("funds"))
COMPONENTS = tuple(row["code"] for row in reference.read("components"))

MORE_MONEY = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12)
"""USD million that a simulation adds."""

MORE_WORK = (0, 5, 10, 15, 20, 25, 30, 40, 50)
"""Percentage points that a simulation adds."""

MORE_DONE = tuple(range(11))
"""Commitments that a simulation takes for done."""

BURN_QUARTERS = 4
"""Quarters whose mean is the pace of today."""

OUTRUN = 0.10
"""From this much more of the money than of the work, spending outruns progress."""

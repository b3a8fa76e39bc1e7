"""Load the demonstration at the size of a country: 94,000 eligible teachers, 15,000 people.

Usage: python -m tests.bench.country [options of `python -m dashboard demo`]

The demonstration knows 23,000 teachers of mathematics and sciences in grades 7-11. Here all
teachers are eligible, and of those not yet trained a smaller part was ever enrolled. The process
beside this one that writes the workbooks reads this file too before it begins.
"""

import sys

from dashboard.commands import main
from dashboard.demonstration import results
from dashboard.demonstration.training import seats

results.ELIGIBLE_TEACHERS = 94_000
"""Teachers of the country in 2024/25, by the National Statistical Committee."""
seats.GAVE_UP["teachers"], seats.WAITING["teachers"] = 0.014, 0.02

if __name__ == "__main__":
    sys.exit(main(["demo", *sys.argv[1:]]))

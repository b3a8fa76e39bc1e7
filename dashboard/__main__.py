"""Run a command: `python -m dashboard --help`."""

import sys

from dashboard.commands import main

if __name__ == "__main__":
    sys.exit(main())

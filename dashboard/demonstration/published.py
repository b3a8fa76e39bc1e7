"""What is really published about the programme and the schools? Every row names its source."""

from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent / "published"


def facts() -> dict[str, pd.DataFrame]:
    """Return the published facts by name of their sheet: statistics, funds, dates."""
    statistics = pd.read_csv(FOLDER / "statistics.csv", dtype={"year": str})
    dates = pd.read_csv(FOLDER / "dates.csv", parse_dates=["happens_on"])
    return {"funds": pd.read_csv(FOLDER / "funds.csv"), "statistics": statistics, "dates": dates}

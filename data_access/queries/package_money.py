"""How much of the budget of its packages has a school contracted or spent?"""

import pandas as pd


def of_budget(packages: pd.DataFrame, part: str) -> pd.DataFrame:
    """Return what became of the budget of each school; frame: school, budget and the part.

    `part` is contracted or spent. Only packages of which both figures are known are counted, in
    every amount alike. It may be budget itself: then those with a budget are.

    Columns:
        school         str
        amount         float64  KGS, of the packages counted; missing where there are none
        budget         float64  KGS, of the same packages
        share          float64  amount ÷ budget; missing where there is no budget
        known_count    Int64    packages counted
        package_count  Int64    all packages known of
    """
    is_known = packages["budget"].notna() & packages[part].notna()
    rows = pd.DataFrame(
        {
            "school": packages["school"],
            "amount": packages[part].where(is_known),
            "budget": packages["budget"].where(is_known),
            "is_known": is_known,
        }
    ).groupby("school")
    frame = rows[["amount", "budget"]].sum(min_count=1)
    return frame.assign(
        share=frame["amount"] / frame["budget"].where(frame["budget"] > 0),
        known_count=rows["is_known"].sum().astype("Int64"),
        package_count=rows.size().astype("Int64"),
    ).reset_index()

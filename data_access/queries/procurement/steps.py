"""How far is each package, and which step gained or lost how many days?

Pure: frames in, frames out. All delays are those against the plan in force.
"""

import pandas as pd

from data_access.indicators.procurement import TOLERANCE
from data_access.models.procurement import SIGNED

COMPLETED = "completed"

STATES = ("ahead", "in_hand", "signed", "completed", "cancelled")
"""Where a package can be: before its first step, being bought, under contract, done, given up."""


def delays(steps: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return steps with their delays at the end of a day, package by package in their order.

    `steps`: package, position, planned_on, actual_on.

    Columns beside those given:
        actual_on   date    missing where it is reached later than the day
        is_reached  bool    also where only a later step is known to be reached
        delay       Int64   days from planned to actual, negative where early; where it is not
                            reached and was planned before the day, from planned to the day
        lost        Int64   days that the step added to the delay of its package, negative where it
                            made some good; a step that is not reached makes none good. They add up
                            to the delay of the package.
    """
    steps = steps.sort_values(["package", "position"], ignore_index=True)
    actual = steps["actual_on"].where(steps["actual_on"] <= day)
    last = steps["position"].where(actual.notna()).groupby(steps["package"]).transform("max")
    is_reached = (steps["position"] <= last).fillna(False).astype(bool)
    is_due = ~is_reached & (steps["planned_on"] < day)
    until = actual.where(actual.notna() | ~is_due, day)
    delay = (until - steps["planned_on"]).dt.days.astype("Int64")
    # A step that is not reached can add to what those before it have lost, but make none good.
    behind = delay.where(is_reached)
    before = behind.groupby(steps["package"]).ffill().fillna(0)
    longest = delay.where(is_due).groupby(steps["package"]).cummax()
    level = behind.where(is_reached, longest.where(longest > before, before).where(is_due))
    previous = level.groupby(steps["package"]).ffill().groupby(steps["package"]).shift().fillna(0)
    return steps.assign(
        actual_on=actual,
        is_reached=is_reached,
        delay=delay,
        lost=(level - previous).astype("Int64"),
    )


def standing(packages: pd.DataFrame, steps: pd.DataFrame, day: pd.Timestamp) -> pd.DataFrame:
    """Return packages with where they are at the end of a day; steps as `delays` returns them.

    Columns beside those given:
        begins_on, ends_on   date  first and last planned day
        signing_on    date    planned day of signing
        signed_on     date    actual day of signing
        state         str     one of STATES
        last_step, last_step_name   str   step reached last; missing before the first
        next_step, next_step_name   str   step in hand; missing after the last
        next_on       date    planned day of that
        delay         Int64   that of the step reached last, or of one that is due, whichever is
                              longer; missing before any step is due
        counts        bool    whether R4.4 counts it: begun by plan and not cancelled
        is_late       bool    behind its plan by more than TOLERANCE days
    """
    by_package = steps.groupby("package")
    reached, open_steps = steps[steps["is_reached"]], steps[~steps["is_reached"]]
    last = reached.groupby("package").last()
    following = open_steps.groupby("package").first()
    signed = steps[steps["step"] == SIGNED].set_index("package")
    done = reached[reached["step"] == COMPLETED]["package"]
    frame = packages.set_index("package", drop=False).rename_axis(None)
    frame = frame.assign(
        begins_on=by_package["planned_on"].min(),
        ends_on=by_package["planned_on"].max(),
        signing_on=signed["planned_on"],
        signed_on=signed["actual_on"],
        last_step=last["step"],
        last_step_name=last["step_name"],
        next_step=following["step"],
        next_step_name=following["step_name"],
        next_on=following["planned_on"],
        delay=by_package["lost"].sum(min_count=1),
    )
    is_cancelled = frame["cancelled_on"] <= day
    state = pd.Series("ahead", frame.index, dtype="str")
    state[frame["last_step"].notna() | (frame["begins_on"] <= day)] = "in_hand"
    state[frame["signed_on"].notna()] = "signed"
    state[frame["package"].isin(done)] = "completed"
    state[is_cancelled] = "cancelled"
    counts = ~is_cancelled & (frame["begins_on"] <= day)
    is_late = counts & (frame["delay"] > TOLERANCE).fillna(False).astype(bool)
    return frame.assign(state=state, counts=counts, is_late=is_late).reset_index(drop=True)

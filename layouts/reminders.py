"""What does a letter about deadlines say?"""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from layouts import deadlines as words
from layouts.i18n import N_, Translator
from layouts.panel import is_invented

STATES = {
    "sent": N_("{email}: sent."),
    "known": N_("{email}: was sent before, for the same release."),
    "nothing": N_("{email}: nothing is overdue or due soon."),
    "refused": N_("{email}: the mail server refused the letter; the next run tries again."),
    "lost": N_("{email}: the connection broke, and nobody knows whether the letter left."),
    "unknown": N_(
        "{email}: an earlier run was cut off while it sent this letter. Ask whether it arrived; "
        "--again sends it anew."
    ),
}
"""What becomes of a letter."""

WRONG = {
    "coding": N_("The list cannot be read; it must be a CSV file in UTF-8."),
    "heading": N_("Line {line}: the columns office, email and language are needed."),
    "office": N_("Line {line}: “{text}” is no code of an office."),
    "email": N_("Line {line}: “{text}” is no e-mail address."),
    "language": N_("Line {line}: language “{text}”; use ky, ru or en, one for each person."),
}
"""What can be wrong in a line of the list of people."""


def told(state: str, email: str, t: Translator) -> str:
    """Return what became of the letter to an address."""
    return t(STATES[state], email=email)


def wrong(problems: Sequence[tuple[int, str, str]], t: Translator) -> list[str]:
    """Return what is wrong in the list of people: number of the line, heading, text."""
    return [t(WRONG[heading], line=line, text=text) for line, heading, text in problems]


class Part(NamedTuple):
    """What one office is reminded of."""

    office_name: str
    late: pd.DataFrame
    """Overdue or off track, the worst first."""
    ahead: pd.DataFrame
    """To come, the next first."""
    addresses: Sequence[str]
    """Where more is told in the dashboard; empty where that is not known."""


def subject(parts: Sequence[Part], t: Translator) -> str:
    """Return the subject of the letter."""
    told = t(
        "{late} overdue or off track, {ahead} to come",
        late=t.number(sum(len(part.late) for part in parts)),
        ahead=t.number(sum(len(part.ahead) for part in parts)),
    )
    return f"Bilim: {told}"


def text(parts: Sequence[Part], release: str, days: int, t: Translator) -> str:
    """Return the letter: each office with what is late and what comes within so many days."""
    every = pd.concat([rows for part in parts for rows in (part.late, part.ahead)])
    demonstration = [t("Demonstration data")] if is_invented(every) else []
    lines = [release, *demonstration]
    for part in parts:
        lines += ["", part.office_name.upper()]
        lines += _listed(t("Overdue or off track"), part.late, t)
        lines += _listed(t("Due in the next {n} days", n=t.number(days)), part.ahead, t)
        lines += ["", *part.addresses] if part.addresses else []
    lines += [
        "",
        t("You get this letter once for each release, because you answer for these matters."),
        t("Whoever runs the dashboard takes your address off the list when you ask."),
    ]
    return "\n".join(lines) + "\n"


def _listed(heading: str, rows: pd.DataFrame, t: Translator) -> list[str]:
    if rows.empty:
        return []
    told = words.in_words(rows, t)
    return [
        "",
        f"{heading} ({len(told)})",
        *(
            f"- {t.day(row['day'])} · {row['matter']} · {row['due']} · {row['state']}"
            for row in told.to_dict("records")
        ),
    ]

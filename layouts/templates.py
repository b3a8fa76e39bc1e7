"""Which words explain the sheets of an empty template?"""

from layouts.i18n import N_, Translator

KINDS = {
    "text": N_("text"),
    "code": N_("a code"),
    "count": N_("a whole number"),
    "number": N_("a number with at most four decimal places"),
    "date": N_("a date, such as 31.03.2026"),
    "quarter": N_("a quarter, such as 2026-Q3"),
    "year": N_("a year, such as 2026"),
    "degrees": N_("degrees with decimal places, such as 74.5698"),
    "yes_no": N_("yes or no"),
    "picture": N_("the name of a file in the same folder, such as room.jpg"),
}
"""Kind of a field -> what its cells hold."""

UNITS = {
    "agreements": N_("agreements"),
    "billion_kgs": N_("KGS billion"),
    "index": N_("index"),
    "institutes": N_("institutes"),
    "copies": N_("copies"),
    "kgs": N_("KGS"),
    "licences": N_("licences"),
    "people": N_("people"),
    "pieces": N_("pieces"),
    "points": N_("points"),
    "pupils": N_("pupils"),
    "schools": N_("schools"),
    "sets": N_("sets"),
    "share": N_("a fraction, such as 0.85 for 85%"),
    "square_metres": N_("square metres"),
    "standards": N_("standards"),
    "studies": N_("studies"),
    "actions": N_("actions"),
    "titles": N_("titles"),
    "works": N_("works"),
}
"""Unit of a code in a list -> its words."""


WITHDRAWN = N_(
    "yes takes back the row that was imported with the same key ({columns});"
    " the other cells say nothing then"
)
"""What the column of withdrawn rows holds."""

INVENTED = N_("Invented rows that show how each sheet is filled; they are not imported.")


def contents(
    kind: str, t: Translator, *, choices: str = "", example: str = "", past: bool = False
) -> str:
    """Return what the cells of a column hold."""
    words = [t(KINDS[kind])]
    if choices:
        words = [t("one of: {choices}", choices=choices)]
    elif example:
        words.append(t("for example {example}", example=example))
    if past:
        words.append(t("not in the future"))
    return "; ".join(words)


def columns(t: Translator) -> list[str]:
    """Return the headings of the sheet that explains the others."""
    return [
        t("Sheet"),
        t("Column"),
        t("In other languages"),
        t("Must be filled"),
        t("What it holds"),
    ]

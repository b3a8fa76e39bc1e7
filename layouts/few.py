"""Which numbers of people are so small that they are never told?"""

from layouts.i18n import Translator, is_missing

FEW = 5
"""Fewer people than this are never told apart."""

SMALL = 2 * FEW - 1
"""Of fewer people than these “fewer than five” would tell that they are fewer still."""

NOBODY = float("nan")


def is_few(people: float) -> bool:
    """Return whether a number of people is too small to be told."""
    return not is_missing(people) and 0 < people < FEW


def tells_few_apart(whole: float, part: float, among: float = NOBODY) -> bool:
    """Return whether a whole and a part of it together would tell a few people apart.

    `among` as for `part_of`.
    """
    if not is_missing(part) and part and (is_few(among - part) or is_few(whole - among)):
        return True
    if is_missing(whole) or is_missing(part):
        return is_few(whole) or is_few(part)
    return is_few(whole) or is_few(part) or is_few(whole - part)


def counted(people: float, t: Translator) -> str:
    """Return a number of people; a few are not told apart."""
    return t("fewer than {n}", n=t.number(FEW)) if is_few(people) else t.number(people)


def part_of(part: float, whole: float, t: Translator, among: float = NOBODY) -> str:
    """Return how many of a number of people, in words that tell no few of them apart.

    `among` are those of the whole who are told beside it and of whom the part is a part too.
    """
    if is_missing(part):
        return t("not reported")
    if is_missing(whole):
        return counted(part, t)
    if is_few(whole) or (part and (is_few(among - part) or is_few(whole - among))):
        return t("not told apart")
    if whole < SMALL and (is_few(part) or is_few(whole - part)):
        return t("not told apart")
    if is_few(whole - part):
        return t("all but fewer than {few} of {total}", few=t.number(FEW), total=t.number(whole))
    return t("{n} of {total}", n=counted(part, t), total=t.number(whole))

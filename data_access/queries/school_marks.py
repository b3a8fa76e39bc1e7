"""What can the colour and the shape of an innovative school on a map mean?"""

from data_access.reference import read

PACKAGES = tuple(row["code"] for row in read("package_kinds"))
"""Codes of the packages in their order."""

COLORS = ("status", *PACKAGES, "spent_share", "pupil_count")
"""status: of the whole school; a package: its stage; spent_share: money spent ÷ budget;
pupil_count. The first is the default."""

SHAPES = ("status", *PACKAGES)
"""The first is the default."""

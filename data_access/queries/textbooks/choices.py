"""What may be chosen on the page of textbooks?"""

GRADES = (7, 8, 9)
"""Grades whose textbooks the programme renews."""

LANGUAGES = ("ky", "ru", "uz", "tg", "en")
"""Languages of instruction."""

RESERVES = (0, 5, 10, 15, 20)
DEFAULT_RESERVE = 10
"""Percent of copies printed above the need, as practised."""

DISTANCES = (10, 25, 50, 100)
DEFAULT_DISTANCE = 25
"""Kilometres of the longest transfer, as the crow flies."""

FEES = tuple(range(100, 1_525, 25))
"""KGS a pupil and school year."""

PRICES = tuple(range(100, 625, 25))
"""KGS a copy."""

LIVES = (3, 4, 5, 6, 8)
"""Years that a copy can be used."""

STALE_DAYS = 45
"""Days after which copies that left and that nobody has received are under way for too long."""

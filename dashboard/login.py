"""stub"""

from flask import g

from dashboard.access import Reader


def current_reader():
    return g.get("reader") or Reader()


def csrf_field(t):
    return None


def check_csrf():
    return None

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Connection

from tests import factories

Rows = Callable[..., AbstractContextManager[Connection]]


@pytest.fixture
def told(publish) -> Rows:
    """Return a function that publishes rows of summaries and opens a connection."""

    @contextmanager
    def published(*parts: tuple[Any, list[dict[str, Any]]]):
        def rows(session):
            for part, values in parts:
                factories.summarised(session, part, *values)

        with publish(rows) as db:
            yield db

    return published

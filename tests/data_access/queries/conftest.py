from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import Connection
from sqlalchemy.orm import Session

from data_access import database
from tests import factories

Publish = Callable[..., AbstractContextManager[Connection]]


@pytest.fixture
def publish(engine) -> Publish:
    """Return a function that brings in facts, publishes them, and opens a connection."""

    @contextmanager
    def published(*steps: Callable[[Session], object]) -> Iterator[Connection]:
        with database.writing(engine) as session:
            for step in steps or (lambda _: None,):
                step(session)
                factories.release(session)
        with database.reading(engine) as db:
            yield db

    return published

from shutil import copy

import pytest

from data_access import database
from data_access.models.implementation import STAGES
from data_access.queries.implementation import progress, stages, work_plan
from layouts.implementation.stage_panels import Told
from tests import factories
from tests import factories_implementation as implementation
from tests.factories import asked


@pytest.fixture(scope="session")
def told(sqlite_template, tmp_path_factory):
    """What the queries answer about a small plan: names of frames -> frames, kind -> Told."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("implementation") / "plan.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        implementation.plan(session)
        factories.release(session)
    with database.reading(engine) as db:
        question = asked()
        activities = work_plan.activities(db, question)
        answers = {
            "activities": activities,
            "critical": progress.critical(activities),
            "components": progress.by("component", activities),
            "lines": progress.by("line", activities),
            "value": progress.earned_value(activities),
            "joint": stages.joint_activities(db, question),
        }
        items, every = stages.items(db, question), stages.stages(db, question)
    engine.dispose()
    for kind, names in STAGES.items():
        rows, reached = stages.of_kind(items, kind), stages.of_kind(every, kind)
        listed = stages.listed(rows, reached)
        answers[kind] = Told(rows, reached, listed, names, 90, {"file": "/file.csv"}, question)
    return answers

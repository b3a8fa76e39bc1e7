from shutil import copy

import pandas as pd
import pytest

from data_access import database
from data_access.queries.procurement import contracts, plan
from tests import factories
from tests import factories_procurement as procurement
from tests.factories import asked


@pytest.fixture(scope="session")
def told(sqlite_template, tmp_path_factory):
    """What the queries answer about a small plan: names of frames -> frames."""
    file = copy(sqlite_template, tmp_path_factory.mktemp("procurement") / "plan.sqlite")
    engine = database.make_engine(f"sqlite:///{file}")
    with database.writing(engine) as session:
        procurement.plan(session)
        factories.payment(session, 30, contract="CT-01")
        factories.release(session)
    with database.reading(engine) as db:
        question = asked()
        rows, packages = contracts.contracts(db, question), plan.packages(db, question)
        steps = plan.steps(db, question)
        answers = {
            "contracts": rows,
            "variations": contracts.variations(db, question),
            "deliverables": contracts.deliverables(db, question),
            "suppliers": contracts.by_supplier(rows),
            "concentration": contracts.concentration(rows),
            "packages": packages,
            "steps": steps,
            "methods": plan.by_method(packages),
            "days": plan.by_step(steps, packages),
            "next": plan.next_steps(steps, packages, pd.Timestamp(question.quarter)),
            "slipping": plan.slipping(packages),
        }
    engine.dispose()
    return answers

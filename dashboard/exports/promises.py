"""Which lists of the campaign, of promises and of risks leave as files?"""

from sqlalchemy import Connection

from dashboard.exports.sheet import head, sheet
from dashboard.visit import Visit
from data_access.queries.implementation import campaign, commitments, policy, risks
from layouts.i18n import Translator
from layouts.implementation import campaign as campaign_words
from layouts.implementation import commitments as commitment_words
from layouts.implementation import policy as policy_words
from layouts.implementation import risks as risk_words


def event_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the events of the campaign, the newest first."""
    rows = campaign.events(db, visit.filters)
    return sheet(
        head(t("Events of the campaign"), rows, visit, t), rows, campaign_words.columns(t), t
    )


def action_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the policy actions by tranche."""
    rows = policy.actions(db, visit.filters)
    return sheet(head(t("Policy actions"), rows, visit, t), rows, policy_words.columns(t), t)


def commitment_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the commitments by the day on which they are due."""
    rows = commitments.commitments(db, visit.filters)
    return sheet(head(t("Commitments"), rows, visit, t), rows, commitment_words.columns(t), t)


def risk_list(db: Connection, visit: Visit, t: Translator) -> str:
    """Return the risks, the heaviest first."""
    rows = risks.risks(db, visit.filters)
    return sheet(head(t("Risks"), rows, visit, t), rows, risk_words.columns(t), t)

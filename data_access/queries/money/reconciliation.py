"""Do payments agree with what the funds gave and what is left of the advances?"""

from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from data_access.filters import Filters
from data_access.queries.money import ledger
from data_access.queries.money.curves import adb_funds
from data_access.queries.money.ledger import ZERO


@dataclass(frozen=True)
class Account:
    """One fund, in US dollars.

    payments = disbursed - outstanding + unexplained, to the last cent.
    """

    fund: str
    direct: Decimal
    """Withdrawn and paid at once to whom it was owed."""
    advanced: Decimal
    replenished: Decimal
    documented: Decimal
    """Documented without being paid again."""
    paid_direct: Decimal
    paid_from_advance: Decimal
    demonstration: int

    @property
    def payments(self) -> Decimal:
        """Return everything that was paid."""
        return self.paid_direct + self.paid_from_advance

    @property
    def disbursed(self) -> Decimal:
        """Return the money that left the fund."""
        return self.direct + self.advanced + self.replenished

    @property
    def undocumented(self) -> Decimal:
        """Return what was paid from the advance account and waits for its documents."""
        return self.paid_from_advance - self.replenished - self.documented

    @property
    def outstanding(self) -> Decimal:
        """Return what should still lie in the advance account: advances, less what was documented
        without being paid again, less what waits for its documents."""
        return self.advanced - self.documented - self.undocumented

    @property
    def unexplained(self) -> Decimal:
        """Return by how much direct payments differ from the direct withdrawals."""
        return self.paid_direct - self.direct

    @property
    def is_reconciled(self) -> bool:
        """Return whether all agrees: no direct payment without its withdrawal or the reverse, no
        advance overdrawn, and nothing documented that was never paid."""
        return not self.unexplained and self.outstanding >= 0 and self.undocumented >= 0


def accounts(db: Connection, filters: Filters) -> list[Account]:
    """Return the account of each ADB fund that moved any money."""
    drawn, paid = ledger.withdrawals(db, filters), ledger.payments(db, filters)
    moved = ledger.added(drawn, lambda row: (row.fund, row.method), "amount_usd")
    spent = ledger.added(paid, lambda row: (row.fund, row.paid_from), "amount_usd")
    found = []
    for fund in adb_funds(db, filters):
        rows = [row for row in (*drawn, *paid) if row.fund == fund]
        if rows and filters.fund in (None, fund):
            found.append(
                Account(
                    fund=fund,
                    direct=moved.get((fund, "direct"), ZERO),
                    advanced=moved.get((fund, "advance"), ZERO),
                    replenished=moved.get((fund, "replenishment"), ZERO),
                    documented=moved.get((fund, "soe"), ZERO),
                    paid_direct=spent.get((fund, "direct"), ZERO),
                    paid_from_advance=spent.get((fund, "advance"), ZERO),
                    demonstration=max(row.demonstration for row in rows),
                )
            )
    return found

"""How does Alembic reach the database: over the connection that `database.migrate` hands it."""

from alembic import context

from data_access import ledger  # noqa: F401, declares every table
from data_access.models.base import Base, Exact


def _render(kind, item, _context):
    return "sa.BigInteger()" if kind == "type" and isinstance(item, Exact) else False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Base.metadata,
    render_item=_render,
)
with context.begin_transaction():
    context.run_migrations()

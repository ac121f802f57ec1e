"""What Alembic runs: the revisions, on the connection that `allo.storage.migrate` hands over."""

from __future__ import annotations

from alembic import context

from allo.storage.tables import TABLES

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=TABLES,
    render_as_batch=True,
    compare_type=True,
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

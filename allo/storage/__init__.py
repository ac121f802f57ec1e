"""Where truth lives: tables, one unit of work for SQLite and PostgreSQL, encryption, migrations, proof of life.

SQLAlchemy Core on its own threads (see `lanes`): one transaction, one thread, so that a slow disk never stops a call.
May import: allo.app.ports, allo.domain, ivr_flows.instructions, sqlalchemy, alembic, cryptography.
"""

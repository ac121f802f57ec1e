"""One file per revision, oldest first.

May import: alembic, sqlalchemy.
"""

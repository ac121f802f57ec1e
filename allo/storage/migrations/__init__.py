"""Alembic's environment and the revisions of the database.

May import: alembic, sqlalchemy, allo.storage.tables.
"""

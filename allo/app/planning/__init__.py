"""What the use cases of the calendar share: places of sessions, series, moments, news.

All run in the caller's transaction. May import: allo.domain, allo.app.ports, allo.app.importing.
"""

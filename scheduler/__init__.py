"""The clock side: what is asked regularly, and the one user of APScheduler.

May import: allo.app, allo.domain, allo.clock, apscheduler.
"""

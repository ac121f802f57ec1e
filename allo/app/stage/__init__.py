"""The workshop of the conversations: a session with its room and calls under one lock, and the acts made on them.

May import: allo.domain, ivr_flows, allo.app.ports, allo.app.house, allo.app.errands, allo.app.lookups,
allo.app.dialling, allo.app.planning.
"""

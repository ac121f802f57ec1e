"""The workshop of outgoing calls: who may be rung, what is on the line now, rows of the dial ledger, tasks for humans.

Rows are planned and ended here; only `sending`, for `allo.app.place_calls`, speaks to the provider.

May import: allo.domain, ivr_flows, allo.app.ports, allo.app.house, allo.app.lookups, allo.app.planning.
"""

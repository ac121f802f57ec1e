"""The built-in telephone exchange: lines, handsets, rooms, people; in the process or beside it. Part of the product:
the demo, the tests, `serve` and `allo call` run on it.

May import: allo.app, allo.domain, allo.clock, ivr_flows.instructions.
"""

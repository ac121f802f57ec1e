"""What several use cases look up in the same way: who a number is, how people are named, which session is near.

May import: allo.domain, ivr_flows, allo.app.ports.
"""

"""The telephone providers behind `Telephony`, one folder each; none knows another.

May import: allo.app, allo.domain, allo.clock, ivr_flows.instructions.
"""

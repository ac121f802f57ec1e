"""What Allô does: one verb per file, and the ports through which it asks the outside for a provider, a store, a clock.

May import: allo.domain, ivr_flows.
"""

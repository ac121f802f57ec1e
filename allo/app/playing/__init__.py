"""Runs the conversations of a scene: flows begin, go on and end, their outcomes are followed, all in one transaction.

May import: allo.domain, ivr_flows, allo.app.stage, allo.app.outcomes, allo.app.house, allo.app.errands.
"""

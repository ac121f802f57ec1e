"""Hypothesis strategies shared by the unit tests."""

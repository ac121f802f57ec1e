"""What callers hear and may press: instructions, flows, the pure engine that runs them, the words.

May import: the standard library.
"""

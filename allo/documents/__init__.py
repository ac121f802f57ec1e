"""What enters or leaves as a file: spreadsheets now, paper and reports later.

May import: allo.app, allo.domain, python_calamine, rich.
"""

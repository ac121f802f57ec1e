"""Pure helpers of `import_season`: raw rows are read into checked values, then merged into what the store holds.

May import: allo.domain, allo.app.ports.
"""

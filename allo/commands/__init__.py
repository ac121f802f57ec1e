"""The command `allo`: one file per group of commands, thin; what they need comes in a `Kit` from `allo/__main__.py`.

With it they are the composition root: they put the parts together, and alone see them all. The settings they only
know as the kit's `Preferences`.

May import: allo, ivr_flows, scheduler, aiohttp, typer, rich.
"""

"""The aiohttp application: addresses that programs call; pages and webhooks are added to it by their own packages.

May import: allo.app, allo.domain, aiohttp.
"""

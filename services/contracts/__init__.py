"""Contracts owns who agreed what with whom: organisations, consortia, populations, contracts, amendments and mandates.

It never pays, measures or grants access, and asks no other service; settlement, outcomes and access follow its feed.
"""

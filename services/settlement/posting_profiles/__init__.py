"""Posting profiles (boekingsprofielen): where each account of the books lands in the municipality's own.

Of a contract its own profile goes before the one of all contracts; on a day an account lands on one place.
"""

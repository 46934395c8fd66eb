"""A product (product) of a purchaser's catalogue: what can be agreed, granted, delivered and paid under one code (N-113).

It has no states: it holds from its first day to its last, the purchaser keeps it up to date, and a code never means two
things on one day. Contracts, tariffs, allocations and claims name it by its code.
"""

"""A tariff (tarief): what a unit of a product costs by the day, for everybody, a provider, a contract, or a provider in it (N-112).

It has no states: its table of amounts runs from its first day to its last, without gaps or overlaps for the same product and
scope. What it rests on stands beside it: indexes of a year, and the real prices of bylaws below which nothing is agreed.
"""

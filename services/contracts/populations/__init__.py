"""A population (populatie): the inhabitants for whom a contract is made, by municipality, law and demand (N-105).

It has no states: the purchaser registers it; the parties of the contracts that name it may read it.
"""

"""A consortium (samenwerkingsverband): providers that take on a contract together, each with its role (R-C11).

It has no states: the purchaser registers it once, complete with its lead for payment (penvoerder).
"""

"""Areas (gebieden): where people live, in several divisions beside each other, with borders that hold for days (N-104).

An area has no states: a boundary change ends one and begins the next under the same code.
"""

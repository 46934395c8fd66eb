"""A PGB switch (overstap naar een persoonsgebonden budget) is a citizen's wish to leave the contracted supply for a budget.

It is requested, then granted (the citizen switched), refused, or withdrawn. Counted per contract and quarter it is a signal
about the supply, not about the citizen.
"""

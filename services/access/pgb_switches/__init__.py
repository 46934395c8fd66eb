"""A PGB switch (overstap naar een persoonsgebonden budget) is a citizen's wish to leave the contracted supply for a budget.

It is requested, then granted (the citizen switched), refused, or withdrawn. Counted per contract and quarter it is a signal
about the supply, not about the citizen. A wish is on a request, for a budget rests on a decision (Jeugdwet 8.1.1, Wmo 2.3.6): care
under an allocation without a decision counts among the clients, and leads to a budget by an application of the citizen.
"""

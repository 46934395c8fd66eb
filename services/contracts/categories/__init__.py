"""A square (vierkant, R-C20): the at most four categories of care of a contract with their balances in a year.

Its purchaser opens it from the contract. Budget moves between categories by a transfer: the provider that is paid, or the
municipality, requests it; the municipality consents, or refuses (F-29); whoever may request books it; until then who asked
may withdraw it. Spending is told by the purchaser or by the settlement service.
"""

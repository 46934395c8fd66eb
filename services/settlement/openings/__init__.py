"""Openings: on day one, what an older administration paid of each contract year, so that nothing is paid again.

The instalments that it paid are paid here too, without a payment: the books take the amount over from the opening balance.
"""

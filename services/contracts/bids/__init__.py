"""A bid (inschrijving, N-118): what a provider offers in a procurement, sealed until the closing moment.

sealed (withdrawn by its bidder until then) → opened → ranked or excluded → awarded or notAwarded. Until the closing moment
the bidder alone reads, replaces and withdraws it; the purchaser opens all bids at once after it (decision 0016).
"""

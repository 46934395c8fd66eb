"""A procurement (inkoopprocedure, N-118): how a purchaser finds its providers, by one of thirteen models (N-40, A-13).

draft → published → closed → ranked → awarded; withdrawn from any of them but the last. The purchaser moves it. From
publication on nothing of it changes (F-30): a correction is a withdrawal and a new procedure. The award drafts the contracts.
"""

"""Access: keeps each citizen's question, the access decision on it, or the referral to a provider; the care under it and what
that is to bring; and who the citizen is.

It never decides who may decide or what was agreed (contracts: mandates and contract terms come by feed), never pays
(settlement) and never measures (outcomes: what became of a result comes by feed); it asks no sibling over HTTP but for a
dossier. Personal data live here alone, sealed; a BSN is taken in one place (citizens) and given in one place, and whoever
follows access meets surrogates (docs/decisions/0011).
"""

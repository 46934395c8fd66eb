"""Access: keeps each citizen's question, the access decision on it, or the referral to a provider; and who the citizen is.

It never decides who may decide or what was agreed (contracts: mandates and contract terms come by feed), never pays
(settlement) and never measures (outcomes); it asks no sibling over HTTP. Personal data live here alone, sealed; a BSN is taken
in one place (citizens) and given in one place, and whoever follows access meets surrogates (docs/decisions/0011).
"""

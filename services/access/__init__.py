"""Access: keeps each citizen's question, the access decision on it, or the referral to a provider.

It never decides who may decide or what was agreed (contracts: mandates and contract terms come by feed), never pays
(settlement) and never measures (outcomes); it asks no sibling over HTTP and knows no BSN, only surrogates.
"""

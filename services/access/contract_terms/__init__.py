"""Contract terms (contractvoorwaarden) are what access must know of a contract: its days, members and acceptance duty.

Contracts keeps the contract; this is the copy that its feed brings at activation and at every amendment (R-X06).
"""

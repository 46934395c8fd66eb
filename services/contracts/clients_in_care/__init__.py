"""Clients in care (cliënten in zorg) are counted per contract and product, on a day or in a period (R-X12).

Access decides and refers; its feed brings the days of each decision and each accepted referral under a contract, by their own
ids and without any surrogate. So what is counted are decisions and referrals: a client with two of them counts twice.
"""

"""An access route (toegangsroute) is where and how a question becomes support: the place, the document, who is responsible.

It is worked out, never kept: from a product's own place or the two criteria in their order (R-A01, R-A02), the scenario of
the contract (R-C38, N-90), the referrer under the law (R-A04), and what the contract leaves open (R-C30, R-C35, R-C54).
"""

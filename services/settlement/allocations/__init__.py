"""An allocation (toewijzing): what settlement knows of support that access granted or referred (R-X03).

It follows the access feed: a decision on a tailor-made provision, or a referral to a general one that the provider
accepted; what the allocation tells of itself afterwards changes its end and size. Its id and version are those of its subject; it has no state of its own and nobody changes it here.
"""

"""A case (zaak) is what care is given under: a decision with its allocation, or a referral that was accepted.

It has no row and no life of its own: it is read from the decision or the referral whenever care, a result or an evaluation
is about it, and locked by locking that.
"""

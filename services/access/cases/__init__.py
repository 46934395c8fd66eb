"""A case (zaak) is what care is given under: a decision with its allocation, a referral that was
accepted, or an allocation that no decision made.

It has no row and no life of its own: it is read from the decision or the referral whenever care, a result or an evaluation
is about it, and locked by locking that.
"""

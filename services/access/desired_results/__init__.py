"""A desired result (gewenst resultaat, doel) is what a citizen is to reach by a day, under a decision or an accepted referral.

It is set by those whom the contract's scenario names, may change with a reason, and is withdrawn, or evaluated in outcomes
when its term is there: the evaluation comes back here by feed and is a signal, never a decision.
"""

"""A care start (start zorg) is the provider's report that care under a decision, an accepted referral or an
allocation without a decision began.

It is in care, paused or stopped by what care stops say, or withdrawn by who reported it. Its id names a client where there
is no allocation (careStartId).
"""

"""A referral rate (verwijscijfer) is how many referrals a team or practice made per 1,000 inhabitants in a period (R-A39, D-10).

It is computed when asked, beside the other teams and the period before; nothing of it is kept, and nobody's name is in it.
"""

"""A case (casus): care of one citizen under a decision or an accepted referral, as access tells of it (R-X07).

Outcomes keeps a copy by surrogate: which contract, provider, product, area and team, from when until when, and why it ended.
Assessments look cases up, flows are counted from them. No answer names a person.
"""

"""A review (toets) is a second look at an application or an allocation, by somebody other than the consultant who decided.

It is open, then completed with an outcome, or cancelled with a reason because its subject fell away; it is never deleted.
A decision above the threshold opens one of the switch team (schakelteam), a consultant in doubt asks for one, a sample or
a conspicuous product picks one, an extension needs one, every running allocation gets one each half-year and acute care one
afterwards. The municipality assigns it and completes it; what it found goes back to the consultant as feedback.
"""

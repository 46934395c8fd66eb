"""Care stacking (zorgstapeling) is several allocations at once for one client, or for one household (R-A42).

Nothing is kept of it: it is read from what runs on a day. Where there is more than the policy lets pass, a signal is raised in
the act that brought it about, and a second look (a review of what is conspicuous) is opened by itself.
"""

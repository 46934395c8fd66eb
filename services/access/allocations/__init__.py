"""An allocation (toewijzing) is what a provider is to deliver to a citizen: a product, a size and days, under a number.

It is a versioned object: the number stays and each change adds a version that nobody takes away; the newest pair of
Toewijzingsdatum and Toewijzingstijd counts. It is granted (with a decision, or on a provider's request), changed, ended,
or deleted as if it had never been sent. The municipality moves it; in scenario B, C and D the provider scales by itself.
"""

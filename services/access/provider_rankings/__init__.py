"""A provider ranking (ranglijst van aanbieders) is the newest one per indicator that outcomes published, for choosing a provider.

It is a copy that the feed of outcomes brings, replaced by the next: it informs a choice and assigns nobody by itself (R-C43).
"""

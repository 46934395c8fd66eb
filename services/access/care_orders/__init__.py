"""A care order (zorgopdracht) tells a provider to begin: it is the start moment, and nothing delivered before it is valid.

It is sent for an allocation, or for a request with acute care before any decision; the decision that follows closes the
second kind, and until then the order shows what it costs. The municipality sends it and may withdraw it.
"""

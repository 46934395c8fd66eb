"""A citizen (inwoner) here is a random surrogate per purchaser for a citizenReference, without any personal data.

It comes into being with the first request under that reference and never changes; no BSN is accepted anywhere (F-06).
"""

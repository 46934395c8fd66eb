"""A clarification (vraagverheldering) is how the municipality finds out what a citizen's question really is.

It is held by a method whose questions were reviewed for privacy, on the domains that the question needs; it weighs one's own
strength and network and what comes first, and offers independent support. The municipality records it; it does not change, a
newer one counts, and the earlier ones stay.
"""

"""A finding (bevinding) is a trend of demand and care that a risk asks access to detect: a period beside the one before it.

Computed on every reading from what access keeps, never stored (docs/decisions/0015); the limits are the municipality's policy.
Once a month the service looks by itself and raises a signal of each trend that it finds. A finding decides nothing.
"""

"""A mandate (mandaat): who may take access decisions for the municipality, under which law and during which days (R-A03).

The municipality registers it and may bring its last day forward; a day that has passed is never taken back.
"""

"""An item of the readiness list (checklist): what must at least be arranged before the start, per municipality (A-14.16, D-48).

An item is open, under way or done; the checklist shows all fifteen, also those of which nothing was said yet.
"""

"""Nurse contacts (contacten POH-GGZ) are counts of what the mental-health nurse at a general practice did in some days.

Handled there, or referred to a layer of care (R-A47). By practice and days; nobody's name is in them. A count may be corrected.
"""

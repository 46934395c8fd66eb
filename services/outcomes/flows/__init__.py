"""In-, through- and outflow, speed, goal attainment, relapse, use and reach, and switches to a personal budget (R-O14 … R-O19).

Counts by month are kept per contract, provider, area and team, and change with each fact by the difference that it makes
to what one citizen contributes; to rebuild them from all cases gives the same.
"""

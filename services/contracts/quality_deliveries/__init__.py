"""Quality delivered (geleverde kwaliteit): what providers delivered of a contract's demands on structure and process (R-C32).

A line says what was delivered of one demand in one trajectory; the check holds the trajectories against the demand.
"""

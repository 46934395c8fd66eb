"""A verdict (jaaroordeel) says how a contract year stands: each quarter of each indicator, the year, and the whole.

It is not judgeable while a quarter is missing, then met or not met (R-O05, R-S03). Measurements, audit statements and
amendments move it, each time with a new version; every version stays readable with its explanation.
"""

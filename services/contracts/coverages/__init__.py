"""Coverages (dekking): which provider alone is responsible for whom, area by area and day by day (R-C12).

A coverage is assigned; its last day may move as long as it is to come, and before its first day it may be withdrawn.
"""

"""Provisions (voorzieningen): the social map of an area, and its profile together with the neighbourhood data (D-17).

A provision has no states; map and data are shared with organisations when the purchaser shares them, at a tender for example.
"""

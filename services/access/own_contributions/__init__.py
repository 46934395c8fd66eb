"""An own contribution (eigen bijdrage) is what a citizen pays to support that started: along which route, by validity, until its stop.

On a final decision with a route to the CAK it opens by itself, for a general provision by hand: there a cost price is set.
It runs, ends with the care, and is withdrawn when the care was. What a citizen earns is asked nowhere and kept nowhere.
"""

"""An own contribution (eigen bijdrage) is what a citizen pays to support that started: along which route, by validity, until its stop.

On a final decision with a route to the CAK it opens by itself, for a general provision by hand: there a cost price is set.
It is of the Wmo alone: care on a referral by law or a court order has none, and without a decision none opens by itself.
It runs, ends with the care, and is withdrawn when the care was. What a citizen earns is asked nowhere and kept nowhere.
"""

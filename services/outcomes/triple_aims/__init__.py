"""The triple aim (drie doelen): quality, health and cost of a population before and after, each by itself (R-O07, A-8, D-20).

Success is when at least one improves and none gets worse. One figure is only told beside all three.
"""

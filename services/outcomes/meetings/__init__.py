"""A meeting (overleg): the consultations of the sources, with agenda, figures, agreements and cases without names (N-154).

A cycle says how often it is held and what always stands on its agenda; a meeting is recorded once, its agreements are ticked off.
"""

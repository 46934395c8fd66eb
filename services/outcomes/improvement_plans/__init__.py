"""A plan of action (plan van aanpak): what both sides agree to do because a result lags (R-O20, N-152, D-09).

One side proposes it, the other agrees, either tells the progress; it is completed with what it came to, or withdrawn.
"""

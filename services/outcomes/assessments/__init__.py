"""An assessment (afname) of the self-sufficiency matrix (zelfredzaamheid-matrix, ZRM): scores 1 to 5 on the domains of a request.

The municipality decides on need, so it says beforehand which domains are asked and what for; nobody scores another one
(F-03). A provider, a team, the municipality or a researcher registers intake, progress and closing, one by one or by file.
An assessment is never changed: a later one of the same moment and day corrects it, and counts in its place. Steps, counts
and profiles are made of what counts; a difference is always of one kind of rater.
"""

"""A survey (cliëntervaringsonderzoek, partneronderzoek): who asked whom, how many answered, what they said (N-153, D-50).

The team asks at closing, somebody independent asks beside it: two series that stay two (R-O13). A provider enters its own
team's, never an independent one (F-27). A survey never changes; a correction is a new one, and the corrected one stays.
"""

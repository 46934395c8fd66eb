"""What is found about a contract's set of indicators (bevindingen): computed on every reading, never stored (docs/decisions/0015).

Rules and risks whose service is outcomes: what the set lacks, what was agreed without consensus, what was not measured, or
too late, and what cannot be told from chance. A purchaser sets the limits, since the sources name no numbers.
"""

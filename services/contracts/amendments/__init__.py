"""An amendment (addendum): a change of the budget or of norms, with its reason and its date of effect (R-C07, R-C08).

The purchaser decides it; once both sides have signed it is in force and the contract has a new version.
"""

"""An organisation (organisatie): a municipality, provider or auditor that a purchaser's contracts can name.

It has no states: the purchaser registers it once under its OIN.
"""

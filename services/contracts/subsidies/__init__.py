"""A subsidy (subsidie): a decision's own life under Awb title 4.2, beside the contract that describes it (R-C09, G-74).

The purchaser grants it (granted); the recipient, or the purchaser for it, accounts for it (accounted); the purchaser determines
it as granted, or lower on activities and duties (determined), sets off the advances and may recover within five years.
"""

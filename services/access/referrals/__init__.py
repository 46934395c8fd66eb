"""A referral (verwijzing) sends a citizen to a member of the consortium for a general provision, without a decision.

It is made by the purchaser, then accepted or refused by the provider itself. Where the contract has an acceptance duty a
refusal is a breach and the first step of the escalation route (R-A36). After a refusal another member may be asked.
"""

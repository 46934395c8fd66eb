"""An erasure (wissing) takes a citizen out of access: personal data, BSN, reference and every text about the person (F-38).

Requests, decisions, referrals, books and logbook stay, under a surrogate that leads to nobody any more. It happens once.
"""

"""Who may read referral rates: the municipality alone, for they judge its teams and its practices."""

from services.access.rights.base import R
from shared.kit.rights import PURCHASERS, READ, Right

# Counts and ids of referrals: no person is in them, and a referral itself opens by its own right.
REFERRAL_RATES = (Right("referral_rates", READ, R, PURCHASERS),)

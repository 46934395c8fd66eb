"""Who may do what with cases: those who work on them, or audit them."""

from services.outcomes.rights.base import DUE, PARTIES, R
from shared.kit.rights import READ, Right

CASES = (
    Right(
        "cases", READ, R, PARTIES, "cases", remark="a provider and an auditor see those they are a party to"
    ),
    Right("cases", "apply_decision", None, DUE),
    Right("cases", "apply_referral", None, DUE),
    Right("cases", "apply_allocation", None, DUE),
    Right("cases", "apply_care_start", None, DUE),
    Right("cases", "apply_care_stop", None, DUE),
    Right("cases", "apply_switch", None, DUE),
    Right("cases", "apply_erasure", None, DUE),
)

"""Who may do what with accountability reports."""

from services.outcomes.rights.base import PARTIES, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind

_SIDES = PURCHASERS | {ActorKind.PROVIDER}
_OWN = "a provider on its own contracts, and only what it may see of them; changed and submitted by who drafted it"

REPORTS = (
    Right("reports", READ, R, PARTIES),
    Right("reports", "register_report", W, _SIDES, remark=_OWN),
    Right("reports", "change_report", W, _SIDES, remark=_OWN),
    Right("reports", "submit_report", W, _SIDES, remark=_OWN),
)

"""Who may do what in access: a row per resource and operation (docs/rights.md). Everything here touches persons."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, ProcessingEvent, Scope

_PROVIDERS = frozenset({ActorKind.PROVIDER})
# A provider sees who was referred or allocated to it, an ombuds officer its cases, a portal the citizen who logged in.
_READERS = PURCHASERS | _PROVIDERS | {ActorKind.OMBUDS, ActorKind.PORTAL}
_R, _W = Scope.ACCESS_READ, Scope.ACCESS_WRITE
_ACTIVITY = "access-to-support"
_CREATE, _UPDATE = ProcessingEvent.CREATE, ProcessingEvent.UPDATE

RIGHTS = Rights(
    (
        Right("requests", READ, _R, _READERS, _ACTIVITY),
        Right("requests", "report_request", _W, PURCHASERS, _ACTIVITY, _CREATE),
        Right("requests", "hold_first_talk", _W, PURCHASERS | _PROVIDERS, _ACTIVITY, _UPDATE),
        Right("decisions", READ, _R, _READERS, _ACTIVITY),
        Right("decisions", "get_motivation", _R, PURCHASERS, _ACTIVITY),
        Right("decisions", "take_decision", Scope.ACCESS_DECIDE, PURCHASERS, _ACTIVITY, _CREATE),
        Right("referrals", READ, _R, _READERS, _ACTIVITY),
        Right("referrals", "make_referral", _W, PURCHASERS, _ACTIVITY, _CREATE),
        Right("referrals", "accept_referral", _W, _PROVIDERS, _ACTIVITY, _UPDATE),
        Right("referrals", "refuse_referral", _W, _PROVIDERS, _ACTIVITY, _UPDATE),
        Right("contract_terms", "apply_contract", None, frozenset()),
        Right("mandates", "apply_mandate", None, frozenset()),
    )
)

"""Who may do what with remedies: for each kind the role that handles it alone, and the citizen in its own portal (F-26)."""

from services.access.rights.base import ACTIVITY, CREATE, UPDATE, R, W
from shared.kit.rights import OF_A_CASE, PURCHASERS, READ, Right
from shared.values.terms import ActorKind

_HANDLERS = PURCHASERS | OF_A_CASE
_ALL = _HANDLERS | {ActorKind.PORTAL}
_WALL = "objections:handle for objections and appeals, complaints:handle for complaints; an officer the files of its own role"
_COUNTED = (
    "who handles a kind sees it whole; others a past quarter without small numbers; an officer its own files"
)

REMEDIES = (
    Right("remedies", READ, R, _ALL, ACTIVITY, remark=_WALL),
    # A report names nobody.
    Right("remedies", "get_remedy_report", R, _HANDLERS, remark=_COUNTED),
    Right("remedies", "register_remedy", W, _ALL, ACTIVITY, CREATE, remark=_WALL),
    Right("remedies", "handle_remedy", W, _HANDLERS, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "suspend_remedy", W, _HANDLERS, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "resume_remedy", W, _HANDLERS, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "extend_remedy", W, _HANDLERS, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "give_remedy_notice", W, _ALL, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "decide_remedy", W, _HANDLERS, ACTIVITY, UPDATE, remark=_WALL),
    Right("remedies", "withdraw_remedy", W, _ALL, ACTIVITY, UPDATE, remark=_WALL),
)

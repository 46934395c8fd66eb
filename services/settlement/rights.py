"""Who may do what in settlement: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, Scope

_PROVIDERS = frozenset({ActorKind.PROVIDER})
_READERS = PURCHASERS | _PROVIDERS | {ActorKind.AUDITOR, ActorKind.INSURER}
_R, _W, _P = Scope.SETTLEMENT_READ, Scope.SETTLEMENT_WRITE, Scope.SETTLEMENT_PAY
_DUE: frozenset[ActorKind] = frozenset()  # the service itself, when the day has come

RIGHTS = Rights(
    (
        Right("schedules", READ, _R, _READERS),
        Right("schedules", "apply_contract", None, _DUE),
        Right("schedules", "plan_years", None, _DUE),
        Right("schedules", "replan_schedule", None, _DUE),
        Right("schedules", "post_instalments", None, _DUE),
        Right("retentions", READ, _R, _READERS),
        Right("retentions", "release_retention", _W, PURCHASERS),
        Right("agreements", READ, _R, _READERS),
        Right("agreements", "apply_tariff", None, _DUE),
        Right("ledger", READ, _R, _READERS),
        Right("ledger", "check_seals", _R, PURCHASERS),
        Right("ledger", "post_entry", _W, PURCHASERS),
        Right("ledger", "reverse_entry", _W, PURCHASERS),
        Right("ledger", "close_books", _W, PURCHASERS),
        Right("ledger", "seal_books", None, _DUE),
        Right("obligations", READ, _R, _READERS),
        Right("payments", READ, _R, _READERS),
        Right("payments", "get_file", _P, PURCHASERS),
        Right("payments", "propose_account", _W, PURCHASERS),
        Right("payments", "confirm_account", _W, PURCHASERS),
        Right("payments", "withdraw_account", _W, PURCHASERS),
        Right("payments", "order_payments", _P, PURCHASERS),
        Right("payments", "book_statement", _P, PURCHASERS),
        Right("allocations", READ, _R, PURCHASERS | _PROVIDERS | {ActorKind.AUDITOR}, "allocations"),
        Right("allocations", "apply_decision", None, _DUE),
        Right("allocations", "apply_referral", None, _DUE),
        Right("allocations", "apply_allocation", None, _DUE),
        Right("allocations", "apply_care_order", None, _DUE),
    )
)

"""Who may do what in settlement: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, Scope

_PROVIDERS = frozenset({ActorKind.PROVIDER})
_READERS = PURCHASERS | _PROVIDERS | {ActorKind.AUDITOR, ActorKind.INSURER}
_R, _W, _P = Scope.SETTLEMENT_READ, Scope.SETTLEMENT_WRITE, Scope.SETTLEMENT_PAY
_DUE: frozenset[ActorKind] = frozenset()  # the service itself, when the day has come

_OWN_CARE = "care of its own, to a purchaser with whom it has a contract"

RIGHTS = Rights(
    (
        Right("schedules", READ, _R, _READERS),
        Right("schedules", "apply_contract", None, _DUE),
        Right("schedules", "plan_years", None, _DUE),
        Right("schedules", "replan_schedule", None, _DUE),
        Right("schedules", "post_instalments", None, _DUE),
        Right("retentions", READ, _R, _READERS),
        Right("retentions", "release_retention", _W, PURCHASERS),
        Right("retentions", "forfeit_retention", _W, PURCHASERS),
        Right("agreements", READ, _R, _READERS),
        Right("agreements", "apply_tariff", None, _DUE),
        Right("ledger", READ, _R, _READERS),
        Right("ledger", "check_seals", _R, PURCHASERS),
        Right("ledger", "post_entry", _W, PURCHASERS),
        Right("ledger", "reverse_entry", _W, PURCHASERS),
        Right("ledger", "close_books", _W, PURCHASERS),
        Right("ledger", "seal_books", None, _DUE),
        Right("obligations", READ, _R, _READERS),
        Right("ceilings", READ, _R, _READERS),
        Right("ceilings", "apply_ceiling", None, _DUE),
        Right("claims", READ, _R, _READERS),
        Right("claims", "read_file", _W, _PROVIDERS, remark=_OWN_CARE),
        Right("claims", "judge_file", _W, _PROVIDERS, remark=_OWN_CARE),
        Right("hire_orders", READ, _R, PURCHASERS | _PROVIDERS),
        Right("hire_orders", "place_order", _W, PURCHASERS),
        Right("hire_orders", "withdraw_order", _W, PURCHASERS),
        Right("receivables", READ, _R, PURCHASERS),
        Right("receivables", "raise_receivables", None, _DUE),
        Right("receivables", "propose_write_off", _W, PURCHASERS),
        Right("receivables", "confirm_write_off", _W, PURCHASERS),
        Right("openings", READ, _R, PURCHASERS),
        Right("openings", "open_books", _W, PURCHASERS),
        Right("openings", "reverse_opening", _W, PURCHASERS),
        Right("posting_profiles", READ, _R, PURCHASERS),
        Right("posting_profiles", "add_profile", _W, PURCHASERS),
        Right("posting_profiles", "end_profile", _W, PURCHASERS),
        Right("journals", READ, _R, PURCHASERS),
        Right("journals", "get_file", _R, PURCHASERS),
        Right("journals", "make_journal", _W, PURCHASERS),
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

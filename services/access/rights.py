"""Who may do what in access: a row per resource and operation (docs/rights.md). Everything here touches persons."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, ProcessingEvent, Scope

_PROVIDERS = frozenset({ActorKind.PROVIDER})
# A provider sees who was referred or allocated to it, an ombuds officer its cases, a portal the citizen who logged in.
_READERS = PURCHASERS | _PROVIDERS | {ActorKind.OMBUDS, ActorKind.PORTAL}
_R, _W = Scope.ACCESS_READ, Scope.ACCESS_WRITE
_ACTIVITY = "access-to-support"
_CREATE, _UPDATE = ProcessingEvent.CREATE, ProcessingEvent.UPDATE
_PERSONS_READ, _PERSONS_WRITE, _PERSONS = Scope.PERSONS_READ, Scope.PERSONS_WRITE, "citizens"
_MOVES, _TRANSFER = "transfers", ProcessingEvent.TRANSFER
_RETENTION, _ERASE = "retention", ProcessingEvent.ERASE
_DUE: frozenset[ActorKind] = frozenset()  # the service itself, when the day has come
_MANDATED = "an end user with a mandate for the law, on the day (R-A03)"
_REFERRED = "the provider to whom the referral was made"
_BOTH = PURCHASERS | _PROVIDERS
_GIVES = "the provider that gives the care, or the municipality for it"
_SETS = "a provider only what it set with the citizen itself, in scenario C or D (R-A33)"
# A wish for a PGB is between citizen and municipality: the provider that is left learns of the count.
_CITIZENS_SIDE = PURCHASERS | {ActorKind.OMBUDS, ActorKind.PORTAL}

RIGHTS = Rights(
    (
        Right("citizens", READ, _PERSONS_READ, PURCHASERS, _PERSONS),
        Right(
            "citizens",
            "search_citizens",
            _PERSONS_READ,
            PURCHASERS | {ActorKind.PORTAL},
            _PERSONS,
            ProcessingEvent.SEARCH,
            remark="a portal by BSN only: the surrogate of who logged in",
        ),
        Right("citizens", "register_citizen", _PERSONS_WRITE, PURCHASERS, _PERSONS, _CREATE),
        Right("citizens", "correct_personal_data", _PERSONS_WRITE, PURCHASERS, _PERSONS, _UPDATE),
        # A list of transfers names no person but one's own: who was seen there is noted by the operation itself.
        Right("transfers", READ, _PERSONS_READ, PURCHASERS),
        Right("transfers", "record_departure", _PERSONS_WRITE, PURCHASERS, _MOVES, _TRANSFER),
        Right("transfers", "accept_transfer", _PERSONS_WRITE, PURCHASERS, _MOVES, _TRANSFER),
        Right("transfers", "withdraw_transfer", _PERSONS_WRITE, PURCHASERS, _MOVES, _UPDATE),
        Right("transfers", "due_expired", None, _DUE),
        Right("transfers", "expire_transfer", None, _DUE, _MOVES, _ERASE),
        Right("requests", READ, _R, _READERS, _ACTIVITY),
        Right("requests", "report_request", _W, PURCHASERS, _ACTIVITY, _CREATE),
        Right("requests", "due_moves", None, _DUE),
        Right("requests", "move_request", None, _DUE, _ACTIVITY, _UPDATE),
        Right("requests", "hold_first_talk", _W, PURCHASERS | _PROVIDERS, _ACTIVITY, _UPDATE),
        Right("decisions", READ, _R, _READERS, _ACTIVITY),
        Right("decisions", "get_motivation", _R, PURCHASERS, _ACTIVITY),
        Right("decisions", "due_endings", None, _DUE),
        Right("decisions", "end_decision", None, _DUE, _ACTIVITY, _UPDATE),
        Right("decisions", "take_decision", Scope.ACCESS_DECIDE, PURCHASERS, _ACTIVITY, _CREATE, _MANDATED),
        Right("referrals", READ, _R, _READERS, _ACTIVITY),
        Right("referrals", "due_closings", None, _DUE),
        Right("referrals", "close_referral", None, _DUE, _ACTIVITY, _UPDATE),
        Right("referrals", "make_referral", _W, PURCHASERS, _ACTIVITY, _CREATE),
        Right("referrals", "accept_referral", _W, _PROVIDERS, _ACTIVITY, _UPDATE, _REFERRED),
        Right("referrals", "refuse_referral", _W, _PROVIDERS, _ACTIVITY, _UPDATE, _REFERRED),
        Right("care_starts", READ, _R, _READERS, _ACTIVITY),
        Right("care_starts", "register_care_start", _W, _BOTH, _ACTIVITY, _CREATE, _GIVES),
        Right("care_starts", "change_care_start", _W, _BOTH, _ACTIVITY, _UPDATE, _GIVES),
        Right("care_starts", "withdraw_care_start", _W, _BOTH, _ACTIVITY, _UPDATE, _GIVES),
        Right("care_stops", READ, _R, _READERS, _ACTIVITY),
        Right("care_stops", "register_care_stop", _W, _BOTH, _ACTIVITY, _CREATE, _GIVES),
        Right("care_stops", "change_care_stop", _W, _BOTH, _ACTIVITY, _UPDATE, _GIVES),
        Right("care_stops", "withdraw_care_stop", _W, _BOTH, _ACTIVITY, _UPDATE, _GIVES),
        Right("care_stops", "due_departed", None, _DUE),
        Right("care_stops", "stop_departed", None, _DUE, _ACTIVITY, _UPDATE),
        Right("desired_results", READ, _R, _READERS, _ACTIVITY),
        Right("desired_results", "register_desired_result", _W, _BOTH, _ACTIVITY, _CREATE, _SETS),
        Right("desired_results", "change_desired_result", _W, _BOTH, _ACTIVITY, _UPDATE, _SETS),
        Right("desired_results", "withdraw_desired_result", _W, _BOTH, _ACTIVITY, _UPDATE, _SETS),
        Right("desired_results", "apply_evaluation", None, _DUE, _ACTIVITY, _UPDATE),
        Right("desired_results", "due_departed", None, _DUE),
        Right("desired_results", "withdraw_departed", None, _DUE, _ACTIVITY, _UPDATE),
        Right("evaluated_decisions", READ, _R, PURCHASERS, _ACTIVITY),
        Right("pgb_switches", READ, _R, _CITIZENS_SIDE, _ACTIVITY),
        # A count names nobody, and small ones are left out.
        Right("pgb_switches", "get_pgb_switch_counts", _R, PURCHASERS),
        Right("pgb_switches", "register_pgb_switch", _W, PURCHASERS, _ACTIVITY, _CREATE),
        Right("pgb_switches", "grant_pgb_switch", _W, PURCHASERS, _ACTIVITY, _UPDATE),
        Right("pgb_switches", "refuse_pgb_switch", _W, PURCHASERS, _ACTIVITY, _UPDATE),
        Right("pgb_switches", "withdraw_pgb_switch", _W, PURCHASERS, _ACTIVITY, _UPDATE),
        Right("pgb_switches", "due_departed", None, _DUE),
        Right("pgb_switches", "close_departed", None, _DUE, _ACTIVITY, _UPDATE),
        # A ranking names providers and no person.
        Right("provider_rankings", READ, _R, _READERS),
        Right("provider_rankings", "apply_ranking", None, _DUE),
        Right("retention_terms", READ, _R, PURCHASERS),
        Right("retention_terms", "set_term", _PERSONS_WRITE, PURCHASERS),
        Right("legal_holds", READ, _PERSONS_READ, PURCHASERS, _RETENTION),
        Right("legal_holds", "place_hold", _PERSONS_WRITE, PURCHASERS, _RETENTION, _CREATE),
        Right("legal_holds", "release_hold", _PERSONS_WRITE, PURCHASERS, _RETENTION, _UPDATE),
        Right("erasures", READ, _PERSONS_READ, PURCHASERS, _RETENTION),
        Right("erasures", "erase_citizen", _PERSONS_WRITE, PURCHASERS, _RETENTION, _ERASE),
        # A list names nobody: its lines do.
        Right("destructions", READ, _PERSONS_READ, PURCHASERS),
        Right("destructions", "list_lines", _PERSONS_READ, PURCHASERS, _RETENTION, ProcessingEvent.READ),
        Right("destructions", "propose_list", _PERSONS_WRITE, PURCHASERS, _RETENTION, _CREATE),
        Right("destructions", "approve_list", _PERSONS_WRITE, PURCHASERS, _RETENTION, _UPDATE),
        Right("destructions", "execute_list", _PERSONS_WRITE, PURCHASERS, _RETENTION, _ERASE),
        Right(
            "dossiers",
            READ,
            _PERSONS_READ,
            PURCHASERS | {ActorKind.PORTAL},
            "data-subjects",
            ProcessingEvent.EXPORT,
            remark="a portal: of the citizen of its token only",
        ),
        Right("contract_terms", "apply_contract", None, frozenset()),
        Right("mandates", "apply_mandate", None, frozenset()),
    )
)

"""Who may do what in outcomes: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, ProcessingEvent, Scope

_READERS = PURCHASERS | {
    ActorKind.PROVIDER,
    ActorKind.AUDITOR,
    ActorKind.RESEARCHER,
    ActorKind.INSURER,
}
# Who is a party to the contract or audits it: sees what was measured of a few, and single cases (docs/decisions/0013).
_PARTIES = PURCHASERS | {ActorKind.PROVIDER, ActorKind.AUDITOR}
_REGISTRARS = PURCHASERS | {ActorKind.PROVIDER, ActorKind.RESEARCHER}
_R, _W = Scope.OUTCOMES_READ, Scope.OUTCOMES_WRITE
_DUE: frozenset[ActorKind] = frozenset()  # the service itself, when a fact came or the day has come
_SOURCE = (
    "a researcher enters source independentResearcher and nothing else; a member of the contract source provider only"
    " (R-O12, F-27)"
)

RIGHTS = Rights(
    (
        Right("indicators", READ, _R, _READERS),
        Right("indicators", "apply_contract", None, _DUE),
        Right("measurements", READ, _R, _READERS),
        Right("measurements", "read_file", _W, _REGISTRARS),
        Right("measurements", "register_measurement", _W, _REGISTRARS, remark=_SOURCE),
        Right("measurements", "register_file", _W, _REGISTRARS, remark=_SOURCE),
        Right("verdicts", READ, _R, _READERS),
        Right("verdicts", "due_verdicts", None, _DUE),
        Right("verdicts", "announce_verdict", None, _DUE),
        Right("audits", READ, _R, _READERS),
        Right(
            "audits",
            "register_statement",
            Scope.OUTCOMES_AUDIT,
            frozenset({ActorKind.AUDITOR}),
            remark="the auditor whom the contract names",
        ),
        Right("waiting_times", READ, _R, _READERS),
        Right("waiting_times", "list_waiting_times", _R, _PARTIES, "waiting-times", ProcessingEvent.SEARCH),
        Right("waiting_times", "apply_request", None, _DUE),
        Right("waiting_times", "apply_handing", None, _DUE),
        Right("waiting_times", "apply_erasure", None, _DUE),
    )
)

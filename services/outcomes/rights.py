"""Who may do what in outcomes: a row per resource and operation (docs/rights.md)."""

from shared.kit.rights import PURCHASERS, READ, Right, Rights
from shared.values.terms import ActorKind, Scope

_READERS = PURCHASERS | {
    ActorKind.PROVIDER,
    ActorKind.AUDITOR,
    ActorKind.RESEARCHER,
    ActorKind.INSURER,
}
_REGISTRARS = PURCHASERS | {ActorKind.PROVIDER, ActorKind.RESEARCHER}
_R, _W = Scope.OUTCOMES_READ, Scope.OUTCOMES_WRITE
_DUE: frozenset[ActorKind] = frozenset()  # the service itself, when a fact came or the day has come

RIGHTS = Rights(
    (
        Right("indicators", READ, _R, _READERS),
        Right("indicators", "apply_contract", None, _DUE),
        Right("measurements", READ, _R, _READERS),
        Right("measurements", "read_file", _W, _REGISTRARS),
        Right("measurements", "register_measurement", _W, _REGISTRARS),
        Right("measurements", "register_file", _W, _REGISTRARS),
        Right("verdicts", READ, _R, _READERS),
        Right("verdicts", "due_verdicts", None, _DUE),
        Right("verdicts", "announce_verdict", None, _DUE),
        Right("audits", READ, _R, _READERS),
        Right("audits", "register_statement", Scope.OUTCOMES_AUDIT, frozenset({ActorKind.AUDITOR})),
        Right("waiting_times", READ, _R, _READERS),
        Right("waiting_times", "apply_request", None, _DUE),
        Right("waiting_times", "apply_handing", None, _DUE),
    )
)

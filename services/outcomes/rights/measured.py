"""Who may do what with indicators, measurements, verdicts, audit statements and waiting times."""

from services.outcomes.rights.base import DUE, READERS, REGISTRARS, R, W
from shared.kit.rights import READ, Right
from shared.values.terms import ActorKind, Scope

_SOURCE = (
    "a researcher enters source independentResearcher and nothing else; a member of the contract source provider only"
    "; the municipality passes on what a researcher measured by naming it (R-O12, F-27)"
)

MEASURED = (
    Right("indicators", READ, R, READERS),
    Right("indicators", "apply_contract", None, DUE),
    Right("measurements", READ, R, READERS),
    Right("measurements", "read_file", W, REGISTRARS),
    Right("measurements", "register_measurement", W, REGISTRARS, remark=_SOURCE),
    Right("measurements", "register_file", W, REGISTRARS, remark=_SOURCE),
    Right("verdicts", READ, R, READERS),
    Right("verdicts", "due_verdicts", None, DUE),
    Right("verdicts", "announce_verdict", None, DUE),
    Right("audits", READ, R, READERS),
    Right(
        "audits",
        "register_statement",
        Scope.OUTCOMES_AUDIT,
        frozenset({ActorKind.AUDITOR}),
        remark="the auditor whom the contract names",
    ),
)

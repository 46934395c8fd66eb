"""The groups of roles that outcomes' rights are given to."""

from shared.kit.rights import PURCHASERS
from shared.values.terms import ActorKind, Scope

READERS = PURCHASERS | {
    ActorKind.PROVIDER,
    ActorKind.AUDITOR,
    ActorKind.RESEARCHER,
    ActorKind.INSURER,
}
# Who is a party to the contract or audits it: sees what was measured of a few, and single cases (docs/decisions/0013).
PARTIES = PURCHASERS | {ActorKind.PROVIDER, ActorKind.AUDITOR}
REGISTRARS = PURCHASERS | {ActorKind.PROVIDER, ActorKind.RESEARCHER}
R, W = Scope.OUTCOMES_READ, Scope.OUTCOMES_WRITE
DUE: frozenset[ActorKind] = frozenset()  # the service itself, when a fact came or the day has come

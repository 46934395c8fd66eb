"""The groups of roles that access' rights are given to. Everything here touches persons."""

from shared.kit.rights import PURCHASERS
from shared.values.terms import ActorKind, ProcessingEvent, Scope

PROVIDERS = frozenset({ActorKind.PROVIDER})
# A provider sees who was referred or allocated to it, an ombuds officer its cases, a portal the citizen who logged in.
READERS = PURCHASERS | PROVIDERS | {ActorKind.OMBUDS, ActorKind.PORTAL}
R, W = Scope.ACCESS_READ, Scope.ACCESS_WRITE
ACTIVITY = "access-to-support"
CREATE, UPDATE, ERASE = ProcessingEvent.CREATE, ProcessingEvent.UPDATE, ProcessingEvent.ERASE
PERSONS_READ, PERSONS_WRITE, OF_CITIZENS = Scope.PERSONS_READ, Scope.PERSONS_WRITE, "citizens"
OF_TRANSFERS, TRANSFER = "transfers", ProcessingEvent.TRANSFER
OF_RETENTION = "retention"
DUE: frozenset[ActorKind] = frozenset()  # the service itself, when a fact came or the day has come
MANDATED = "an end user with a mandate for the law, on the day (R-A03)"
REFERRED = "the provider to whom the referral was made"
BOTH = PURCHASERS | PROVIDERS
GIVES = "the provider that gives the care, or the municipality for it"
SETS = "a provider only what it set with the citizen itself, in scenario C or D (R-A33)"
# A wish for a PGB is between citizen and municipality: the provider that is left learns of the count.
CITIZENS_SIDE = PURCHASERS | {ActorKind.OMBUDS, ActorKind.PORTAL}

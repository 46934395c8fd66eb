"""Who may do what: a service's rights as data, one row per resource and operation (docs/rights.md is made of them)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.errors import NotAllowed, PurchaserOnly, Text
from shared.values.terms import ActorKind, HolderRole, ProcessingEvent, Scope

if TYPE_CHECKING:
    from shared.kit.auth import Actor

READ = "read"
PURCHASERS = frozenset({ActorKind.PURCHASER, ActorKind.REGION})
OURSELVES = frozenset({ActorKind.SERVICE, ActorKind.SYSTEM})
EVERYONE = frozenset(ActorKind)
# Who never asks in its own name: a valid authorisation of the organisation that is named says what it may see.
BY_AUTHORISATION = frozenset(
    {
        ActorKind.VENDOR,
        ActorKind.RESEARCHER,
        ActorKind.INSURER,
        ActorKind.OMBUDS,
        ActorKind.ARBITER,
        ActorKind.PORTAL,
    }
)
# Who sees single cases only, each by an authorisation that names the citizen (F-26).
OF_A_CASE = frozenset({ActorKind.OMBUDS, ActorKind.ARBITER})
_READING = ("get_", "list_", "find_", "read_", "explain_", "search_", "export_")


class RoleNotAllowed(NotAllowed):
    """The matrix gives this role nothing here, whatever the scopes of its token."""

    code = "role-not-allowed"
    rule = "F-06"
    status = 403
    title = Text("Deze rol mag dit niet", "This role may not do this")
    detail = Text(
        "Rol {role} mag {operation} op {resource} niet uitvoeren.",
        "Role {role} may not perform {operation} on {resource}.",
    )
    mend = Text(
        "Bekijk met GET /v1/my-rights wat dit token mag; de rechten per rol staan in docs/rights.md.",
        "See with GET /v1/my-rights what this token may do; docs/rights.md lists the rights of each role.",
    )


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the matrix.

    `operation` is "read" for all that only reads, else the name of the operation's function; `activity` names the entry
    of the processing register (AVG art. 30) when persons are touched, and `event` what is done with them; `remark` says
    what is judged beyond the role, such as what only a consortium's lead may do.
    """

    resource: str
    operation: str
    scope: Scope | None
    kinds: frozenset[ActorKind]
    activity: str | None = None
    event: ProcessingEvent | None = None
    remark: str = ""

    def allows(self, actor: Actor) -> bool:
        """Whether the role may do this at all; which rows it then meets is another matter."""
        return self.opens_to(actor.kind)

    def opens_to(self, role: ActorKind) -> bool:
        """The same for any role."""
        return role in self.kinds or role in OURSELVES


@dataclass(frozen=True, slots=True)
class Rights:
    """A service's matrix, found by resource and operation."""

    rows: tuple[Right, ...]
    _found: Mapping[tuple[str, str], Right] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found = {(one.resource, one.operation): one for one in self.rows}
        assert len(found) == len(self.rows), "one row per resource and operation"
        object.__setattr__(self, "_found", found)

    def of(self, resource: str, operation: str) -> Right:
        """The row for an operation's function; what no row names is nobody's: KeyError, a fault of ours."""
        row = self.find(resource, operation)
        if row is None and operation.startswith(_READING):
            row = self.find(resource, READ)
        if row is None:
            raise KeyError(f"no right names {resource}.{operation}")
        return row

    def find(self, resource: str, operation: str) -> Right | None:
        """The row of exactly this name, or None."""
        return self._found.get((resource, operation))

    def opening_persons(self, kind: ActorKind) -> frozenset[Scope]:
        """The scopes by which this role sees persons here; what it may change of them beside is another matter."""
        rows = [
            one
            for one in self.rows
            if one.activity is not None and kind in one.kinds and one.operation.startswith((READ, *_READING))
        ]
        return frozenset(one.scope for one in rows if one.scope is not None)

    def with_rows(self, more: Iterable[Right]) -> Rights:
        """The same matrix with more rows: what every service has in common."""
        return Rights((*self.rows, *more))


def check(right: Right, actor: Actor) -> None:
    """Raise PurchaserOnly where only purchasers may, else RoleNotAllowed, unless the actor's role may do this."""
    if right.allows(actor):
        return
    if right.kinds <= PURCHASERS:
        raise PurchaserOnly()
    raise RoleNotAllowed(
        role=str(actor.kind), operation=right.operation.replace("_", "-"), resource=right.resource
    )


def _shared(
    resource: str, operation: str, scope: Scope | None, kinds: frozenset[ActorKind], **more: Any
) -> Right:
    return Right(resource, operation, scope, kinds, **more)


_CONTENT = EVERYONE - {ActorKind.OPERATOR, ActorKind.PORTAL} - OF_A_CASE
# What every service offers besides its own features.
COMMON = (
    _shared("events", READ, Scope.EVENTS_READ, _CONTENT),
    _shared("snapshots", READ, Scope.EVENTS_READ, _CONTENT),
    _shared("subscriptions", READ, Scope.EVENTS_READ, _CONTENT),
    _shared("subscriptions", "write", Scope.SUBSCRIPTIONS_WRITE, _CONTENT),
    _shared("processing_log", READ, Scope.PROCESSING_READ, PURCHASERS, activity="processing-log"),
    _shared(
        "data_subjects",
        READ,
        Scope.PERSONS_READ,
        PURCHASERS,
        activity="data-subjects",
        event=ProcessingEvent.EXPORT,
    ),
    _shared("sandbox", "write", Scope.SANDBOX, EVERYONE, remark="a tenant of one's own organisation only"),
    _shared("my_rights", READ, None, EVERYONE, remark="any valid token"),
)
NO_RIGHTS = Rights(())
# Nobody passes on the right to authorise others; a sandbox and the feed of siblings are nobody's to give.
NEVER_GRANTED = frozenset({Scope.AUTHORISATIONS_WRITE, Scope.SANDBOX, Scope.EVENTS_ALL})
_FOLLOWING = frozenset({Scope.EVENTS_READ, Scope.SUBSCRIPTIONS_WRITE})
_OF_PURCHASERS = frozenset(Scope) - NEVER_GRANTED - {Scope.OUTCOMES_AUDIT}
# What no row asks: which kinds of remedies a municipality's token opens (services/access/remedies/rules/walls.py, F-26).
OPENING_KINDS = frozenset({Scope.OBJECTIONS_HANDLE, Scope.COMPLAINTS_HANDLE})
# Which scopes a role can use at all, over the matrices of the four services (kept by tests/security/test_matrix.py).
USABLE: Mapping[ActorKind, frozenset[Scope]] = {
    ActorKind.PURCHASER: _OF_PURCHASERS,
    ActorKind.REGION: _OF_PURCHASERS,
    ActorKind.PROVIDER: frozenset(
        {
            Scope.CONTRACTS_READ,
            Scope.CONTRACTS_WRITE,
            Scope.ACCESS_READ,
            Scope.ACCESS_WRITE,
            Scope.SETTLEMENT_READ,
            Scope.SETTLEMENT_WRITE,
            Scope.OUTCOMES_READ,
            Scope.OUTCOMES_WRITE,
            *_FOLLOWING,
        }
    ),
    ActorKind.RESEARCHER: frozenset(
        {Scope.CONTRACTS_READ, Scope.OUTCOMES_READ, Scope.OUTCOMES_WRITE, *_FOLLOWING}
    ),
    ActorKind.INSURER: frozenset(
        {
            Scope.CONTRACTS_READ,
            Scope.CONTRACTS_WRITE,
            Scope.SETTLEMENT_READ,
            Scope.OUTCOMES_READ,
            *_FOLLOWING,
        }
    ),
    ActorKind.OMBUDS: frozenset({Scope.CONTRACTS_READ, Scope.ACCESS_READ, Scope.ACCESS_WRITE}),
    ActorKind.ARBITER: frozenset({Scope.CONTRACTS_READ, Scope.ACCESS_READ, Scope.ACCESS_WRITE}),
    ActorKind.PORTAL: frozenset(
        {Scope.CONTRACTS_READ, Scope.ACCESS_READ, Scope.ACCESS_WRITE, Scope.PERSONS_READ}
    ),
}


def grantable(role: HolderRole, principal: ActorKind) -> frozenset[Scope]:
    """The scopes that an authorisation of such a principal can give this role: a vendor's are the principal's own."""
    if role is HolderRole.VENDOR:
        return USABLE[principal]
    # An insurer signs what it purchases itself; for another it only reads.
    return USABLE[ActorKind(role)] - ({Scope.CONTRACTS_WRITE} if role is HolderRole.INSURER else set())

"""Who sees and handles which kind of remedy: that role alone, and the citizen in its own portal (F-26)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from shared.values.remedies import RemedyHandler, RemedyKind
from shared.values.terms import ActorKind, Scope

HANDLERS: Mapping[RemedyKind, frozenset[RemedyHandler]] = {
    RemedyKind.OBJECTION: frozenset({RemedyHandler.LEGAL_AFFAIRS, RemedyHandler.OBJECTIONS_COMMITTEE}),
    RemedyKind.APPEAL: frozenset({RemedyHandler.COURT}),
    RemedyKind.COMPLAINT: frozenset({RemedyHandler.COMPLAINTS_DESK, RemedyHandler.COMPLAINTS_COMMITTEE}),
    RemedyKind.OMBUDS_FILE: frozenset({RemedyHandler.OMBUDS_OFFICER}),
    RemedyKind.ARBITRATION: frozenset({RemedyHandler.ARBITER}),
}
_BY_SCOPE: Mapping[Scope, tuple[RemedyKind, ...]] = {
    Scope.OBJECTIONS_HANDLE: (RemedyKind.OBJECTION, RemedyKind.APPEAL),
    Scope.COMPLAINTS_HANDLE: (RemedyKind.COMPLAINT,),
}
_BY_ROLE: Mapping[ActorKind, tuple[RemedyKind, ...]] = {
    ActorKind.OMBUDS: (RemedyKind.OMBUDS_FILE,),
    ActorKind.ARBITER: (RemedyKind.ARBITRATION,),
    ActorKind.PORTAL: tuple(RemedyKind),
}


def kinds_of(kind: ActorKind, scopes: Collection[str]) -> tuple[RemedyKind, ...]:
    """The kinds of remedies that a token opens: an officer's by its role, the municipality's by its scopes."""
    if kind in _BY_ROLE:
        return _BY_ROLE[kind]
    return tuple(one for scope, kinds in _BY_SCOPE.items() if scope in scopes for one in kinds)


def needed_scope(kind: RemedyKind | None) -> Scope:
    """The scope that a municipality's token lacks for a kind; for no kind in particular that of objections."""
    return Scope.COMPLAINTS_HANDLE if kind is RemedyKind.COMPLAINT else Scope.OBJECTIONS_HANDLE


def is_involved(person: str | None, involved: Collection[str]) -> bool:
    """Whether a person took, changed or prepared what is objected to (Awb 7:5, 10:3(3)); capitals and blanks do not matter."""
    return person is not None and person.strip().casefold() in {one.strip().casefold() for one in involved}

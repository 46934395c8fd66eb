"""What a signal is, and who moves it: raised once per kind and subject, acknowledged, closed with an action (N-139)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values import new_id
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject


class SignalNotFound(NotFound):
    """There is no such signal, or it is not yours."""

    code = "signal-not-found"
    title = Text("Signaal niet gevonden", "Signal not found")
    detail = Text("Er is geen signaal {id}.", "There is no signal {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class SignalClosed(Refused):
    """A closed signal stays as it is; what goes on being so is raised again."""

    code = "signal-closed"
    rule = "N-139"
    title = Text("Het signaal is al afgehandeld", "The signal was closed already")
    detail = Text("Signaal {id} is gesloten op {closed_on}.", "Signal {id} was closed on {closed_on}.")
    mend = Text(
        "Er is niets te doen; houdt het aan, dan komt er een nieuw signaal.",
        "Nothing is to be done; if it goes on, a new signal comes.",
    )


@dataclass(frozen=True, slots=True)
class Found:
    """What is to be told by a signal: `subject` is the subject's id or code, `facts` are figures and codes without free text."""

    kind: SignalKind
    rule: str
    subject_kind: SignalSubject
    subject: str
    severity: SignalSeverity
    citizen_id: UUID | None = None
    provider: str | None = None
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Signal:
    """A signal; `found_on` is the domain's day, `action` what was done about it, None until it is closed or once erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: SignalKind
    rule: str
    subject_kind: SignalSubject
    subject: str
    citizen_id: UUID | None
    provider: str | None
    severity: SignalSeverity
    found_on: date
    facts: dict[str, str | int]
    state: SignalState = SignalState.OPEN
    acknowledged_on: date | None = None
    acknowledged_by: str | None = None
    closed_on: date | None = None
    closed_by: str | None = None
    action: str | None = None


def raise_(owner: str, found: Found, today: date) -> Signal:
    """The open signal on what was found."""
    return Signal(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=None,
        parties=[],
        kind=found.kind,
        rule=found.rule,
        subject_kind=found.subject_kind,
        subject=found.subject,
        citizen_id=found.citizen_id,
        provider=found.provider,
        severity=found.severity,
        found_on=today,
        facts=dict(found.facts),
    )


def acknowledge(signal: Signal, person: str, today: date) -> Signal:
    """The signal as seen by a person; seen again it stays as it is. Raises SignalClosed."""
    _check_not_closed(signal)
    if signal.state is SignalState.ACKNOWLEDGED:
        return signal
    return replace(
        signal,
        version=signal.version + 1,
        state=SignalState.ACKNOWLEDGED,
        acknowledged_on=today,
        acknowledged_by=person,
    )


def close(signal: Signal, action: str, person: str, today: date) -> Signal:
    """The signal closed with what was done about it. Raises SignalClosed."""
    _check_not_closed(signal)
    return replace(
        signal,
        version=signal.version + 1,
        state=SignalState.CLOSED,
        closed_on=today,
        closed_by=person,
        action=action,
    )


def _check_not_closed(signal: Signal) -> None:
    if signal.state is SignalState.CLOSED:
        raise SignalClosed(id=signal.id, closed_on=signal.closed_on)

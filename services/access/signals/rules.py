"""What a signal is, and who moves it: raised once per kind and subject, acknowledged, closed with an action (N-139).

Here too: by which thresholds the watch of cases looks, what it closes by itself, and what it tells once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from services.access.policies.rules import Policy
from shared.errors import NotFound, Refused, Text
from shared.values import new_id
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject

# A signal that a person closed while what it told goes on is not raised again for so long.
AGAIN_AFTER = timedelta(days=30)
# What happened longer ago than this is not told anew.
LOOKS_BACK = timedelta(days=366)
BY_ITSELF = "service-access"  # a signal is nobody's entry: the service raises it, and closes what is over
CONDITION_ENDED = "conditionEnded"
ONCE = frozenset(
    {
        SignalKind.ACCEPTANCE_BREACH,
        SignalKind.DECIDED_AFTER_DEPARTURE,
        SignalKind.EXPERT_NOT_INDEPENDENT,
        SignalKind.GRADED_HIGHER_BY_PROVIDER,
        SignalKind.INTEREST_UNDECLARED,
        SignalKind.NO_ROUTE_TO_TAILOR_MADE,
    }
)
"""What happened and does not go over: told once of its subject, whatever a person did about it."""
_A = SignalSubject
ENDING: Mapping[SignalKind, tuple[SignalSubject, ...]] = {
    SignalKind.ACCESS_CEILING_NEAR: (_A.MUNICIPALITY,),
    SignalKind.ACUTE_UNDECIDED: (_A.REQUEST,),
    SignalKind.ALLOCATION_WITHOUT_END: (_A.ALLOCATION,),
    SignalKind.CARER_OVERLOADED: (_A.REQUEST,),
    SignalKind.COORDINATOR_MISSING: (_A.CITIZEN, _A.HOUSEHOLD_PLAN),
    SignalKind.EFFORT_MISSING: (_A.DECISION,),
    SignalKind.LEGAL_DISPUTE_OPEN: (_A.REQUEST,),
    SignalKind.RESULT_WITHOUT_TERM: (_A.DECISION, _A.DESIRED_RESULT),
    SignalKind.REVIEW_OVERDUE: (_A.REVIEW,),
    SignalKind.TERM_EXPIRED: (_A.REQUEST,),
    SignalKind.TERM_EXPIRING: (_A.REQUEST,),
    SignalKind.TRANSFER_OVERDUE: (_A.CITIZEN, _A.REQUEST),
    SignalKind.WAIT_TOO_LONG: (_A.WAITING_LIST_ENTRY,),
}
"""What is so until it is mended, of which subjects: closed by the watch of cases on the day on which it is so no more.

Of a team or a municipality the same kind may be a pattern, which is another's to close.
"""


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
        "Er is niets te doen; houdt het dertig dagen aan, dan komt er een nieuw signaal.",
        "Nothing is to be done; if it goes on for thirty days, a new signal comes.",
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
    """A signal; `found_on` is the domain's day, `action` what was done about it, None until it is closed or once erased.

    `untold` says that no fact told it yet in the version that it has.
    """

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
    untold: bool = False


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
        untold=True,
    )


def watched(policy: Policy, today: date) -> dict[str, date | int | None]:
    """By which days and thresholds the cases of a municipality are looked at; None watches nothing."""
    first, second, third = policy.maximum_wait_days
    return {
        "today": today,
        "since": today - LOOKS_BACK,
        "rest_since": today - AGAIN_AFTER,
        "policy_version": policy.version,
        "term_warning_days": policy.term_warning_days,
        "wait_days_1": first,
        "wait_days_2": second,
        "wait_days_3": third,
        "undecided_days": policy.undecided_exposure_days,
        "transfer_term_days": policy.transfer_term_days,
        "legal_days": policy.legal_dispute_days,
        "ceiling_basis_points": policy.ceiling_warning_basis_points,
        "coordinator_from": policy.coordinator_from_providers,
        "carer_hours": policy.carer_hours_limit,
    }


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
        untold=False,
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
        untold=False,
    )


def _check_not_closed(signal: Signal) -> None:
    if signal.state is SignalState.CLOSED:
        raise SignalClosed(id=signal.id, closed_on=signal.closed_on)

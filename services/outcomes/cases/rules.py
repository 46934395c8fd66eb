"""What a case is, and when the care of it ended (R-O14, R-X07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values.care_courses import ClientVerdict, PgbState, StopReason
from shared.values.flowing import CaseKind
from shared.values.terms import Law, ProvisionType

_DAY = timedelta(days=1)
TRANSFERS = frozenset(
    {
        StopReason.TRANSFERRED_TO_PROVIDER,
        StopReason.TRANSFERRED_TO_TEAM,
        StopReason.TRANSFERRED_TO_DOMAIN,
    }
)
# Who died or moved away cannot come back here: such an end is outflow, and no closing after which one relapses.
GONE = frozenset({StopReason.MOVED, StopReason.DECEASED})


class CaseNotFound(NotFound):
    """There is no such case, or it is not yours."""

    code = "case-not-found"
    title = Text("Casus niet gevonden", "Case not found")
    detail = Text("Er is geen casus {id}.", "There is no case {id}.")
    mend = Text(
        "Controleer het kenmerk; zorg die pas is gemeld is hier binnen enkele seconden bekend.",
        "Check the identifier; care that was just reported is known here within seconds.",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A report that the care stopped, under its own id and version; `ended_on` is the last day of care."""

    id: UUID
    version: int
    ended_on: date
    reason: StopReason
    temporary: bool
    withdrawn: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A decision, a referral, or care that started under one of them, by its own id and version.

    `ended_on` is the last day of care, None while it goes on; `transferred` says that it goes on elsewhere, `paused` that it
    stopped for a time. `closed_on` is the day on which the municipality's part ended though no stop was told. `citizen_id`
    is for the counting and the processing log alone.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    kind: CaseKind
    citizen_id: UUID
    request_id: UUID | None
    decision_id: UUID | None = None
    referral_id: UUID | None = None
    allocation_id: UUID | None = None
    care_start_id: UUID | None = None
    contract_id: UUID | None = None
    law: Law
    allocation_number: int | None = None
    provider: str
    provision_type: ProvisionType
    product_category: str | None = None
    product_code: str | None = None
    area_code: str | None = None
    team: str | None = None
    contact_on: date | None = None
    granted_on: date | None = None
    referred_on: date | None = None
    refused: bool = False
    withdrawn: bool = False
    started_on: date | None = None
    ended_on: date | None = None
    end_reason: StopReason | None = None
    transferred: bool = False
    paused: bool = False
    closed_on: date | None = None
    stops: list[Stop] = field(default_factory=list)

    @property
    def grant_id(self) -> UUID:
        """The decision, the referral or the allocation without a decision that it rests on."""
        return self.decision_id or self.referral_id or self.allocation_id or self.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PgbSwitch:
    """A citizen who leaves a contract for a personal budget (PGB), by its own id and version (R-A41)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    citizen_id: UUID
    contract_id: UUID
    law: Law
    provider: str | None = None
    allocation_number: int | None = None
    requested_on: date
    switched_on: date | None = None
    state: PgbState


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A desired result of a citizen, by access's id and version, with its verdict once there is one (R-O15)."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    citizen_id: UUID
    contract_id: UUID | None = None
    grant_id: UUID
    provider: str
    set_on: date
    term: date
    withdrawn: bool = False
    verdict: ClientVerdict | None = None
    evaluated_on: date | None = None


def ended(case: Case) -> Case:
    """The case with its end as its stops tell it: the last one that holds, else the day on which it was closed.

    A stop for a time is no end: the care can start again, and is then paused until it does or until a last stop is told.
    """
    holding = sorted(
        (one for one in case.stops if not one.withdrawn),
        key=lambda one: (one.temporary, one.ended_on, one.id),
    )
    final = [one for one in holding if not one.temporary]
    if final:
        last = final[-1]
        return replace(
            case, ended_on=_not_before(case, last.ended_on), end_reason=last.reason,
            transferred=last.reason in TRANSFERS, paused=False,
        )  # fmt: skip
    if case.closed_on is not None and case.started_on is not None:
        return replace(
            case, ended_on=_not_before(case, case.closed_on), end_reason=None, transferred=False, paused=False
        )
    paused = holding[-1] if holding else None
    return replace(
        case, ended_on=paused.ended_on if paused else None, end_reason=paused.reason if paused else None,
        transferred=False, paused=paused is not None,
    )  # fmt: skip


def _not_before(case: Case, day: date) -> date:
    # Care that was corrected to start after its stop was never given: its last day lies before its first.
    return day if case.started_on is None else max(day, case.started_on - _DAY)


def stopped(case: Case, stop: Stop) -> Case:
    """The case with a newer version of one of its stops; an older one changes nothing."""
    known = {one.id: one for one in case.stops}
    if stop.id in known and known[stop.id].version >= stop.version:
        return case
    known[stop.id] = stop
    return ended(replace(case, stops=sorted(known.values(), key=lambda one: one.id)))


def renewed(before: Case | None, told: Case) -> Case:
    """The newer version of a case that access told, with the stops and the closing that were told apart."""
    if before is None:
        return ended(told)
    if before.version >= told.version:
        return before
    # What was deleted as never granted does not come back with a later word on its decision.
    gone = told.withdrawn or (told.kind is CaseKind.DECISION and before.withdrawn)
    return ended(replace(told, stops=before.stops, closed_on=before.closed_on, withdrawn=gone))


def closed(case: Case, on: date) -> Case:
    """The case ended on a day though nobody told a stop; what had ended before stays as it was."""
    if case.kind is not CaseKind.CARE or case.closed_on is not None:
        return case
    return ended(replace(case, closed_on=on))


def allocated(case: Case, on: date | None, *, deleted: bool, moved: bool) -> Case:
    """The case as its allocation tells: deleted it was never granted, and with a move its care ends on the last day.

    Any other end is told by the stop that its provider reports.
    """
    if case.kind is CaseKind.DECISION:
        return replace(case, withdrawn=case.withdrawn or deleted)
    return closed(case, on) if moved and on is not None else case


def best(found: Sequence[Case]) -> Case | None:
    """The case that a client's number means: the care that started last, else the decision; None where there is none."""
    held = [one for one in found if not one.withdrawn]
    return max(held, key=lambda one: (one.started_on or date.min, one.id), default=None)

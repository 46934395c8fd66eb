"""When a provider may ask for an allocation, and what a granted request allocates (315; R-A04, section 9 C)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from uuid import UUID

from services.access.allocation_requests.rules.answers import (
    ASKED,
    ASKED_NO_TERM,
    GRANTED,
    NUMBERLESS,
    Wrong,
    answer_due,
    check_pending,
    refuse,
)
from services.access.allocations.rules import (
    Allocation,
    AllocationRefused,
    Fault,
    combination_faults,
    field_errors,
    is_actual,
    meeting_faults,
    must_stretch,
    same_product,
)
from shared.errors import FieldError, NotFound, Text
from shared.values import CALENDAR, Calendar, Derivation, new_id
from shared.values.allocating import CODED_REFERRERS, STATUTORY_REFERRERS, AllocationOrigin, AskingState
from shared.values.terms import Law

Pgb = tuple[str | None, str | None, date]


class AllocationRequestNotFound(NotFound):
    """There is no such request, or it is not yours."""

    code = "allocation-request-not-found"
    title = Text("Verzoek om toewijzing niet gevonden", "Request for allocation not found")
    detail = Text("Er is geen verzoek om toewijzing {id}.", "There is no request for allocation {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


@dataclass(frozen=True, slots=True)
class AllocationRequest:
    """A provider's request for one product; `provider_reference` is ReferentieAanbieder, texts are None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    citizen_id: UUID
    request_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    provider_reference: str | None
    message_reference: str | None
    requested_on: date
    decision_number: int | None
    decision_date: date | None
    product_category: str | None
    product_code: str | None
    volume: int | None
    unit: str | None
    frequency: str | None
    budget_cents: int | None
    start_date: date
    end_date: date | None
    referrer_type: str
    referrer_name: str | None
    referrer_code: str | None
    framework_contract: bool | None
    acute: bool
    note: str | None
    state: AskingState = AskingState.PENDING
    answer_due_on: date | None = None
    investigated_on: date | None = None
    answered_on: date | None = None
    rejection_reason: str | None = None
    responsible_municipality: str | None = None
    allocation_id: UUID | None = None
    allocation_number: int | None = None

    @property
    def statutory(self) -> bool:
        """Whether the referral itself opens the care, before any act of the municipality (R-A04)."""
        return self.law is Law.JEUGDWET and self.referrer_type in STATUTORY_REFERRERS


@dataclass(frozen=True, slots=True)
class Before:
    """What stands when a request comes: whether another is pending, whether the reference was used, what was allocated.

    `acute` is whether its question or its product (crisis) says so, where it does not itself (G-40).
    """

    pending: bool
    used: bool
    allocations: Sequence[Allocation] = ()
    acute: bool = False


def ask(
    made: AllocationRequest, before: Before, today: date, calendar: Calendar = CALENDAR
) -> tuple[AllocationRequest, Derivation]:
    """A new request with its term, by the municipality's calendar. Raises AskingRefused and AllocationRefused with every reason.

    Acute care is never refused here for what may be wrong with its ground or its day: the municipality answers on it.
    """
    acute = made.acute or before.acute
    wrong = [*_referrer_faults(made), *_ground_faults(made, today, acute=acute)]
    if before.pending:
        wrong.append(Wrong("citizenId", "pending-already", "TR374"))
    if before.used:
        wrong.append(Wrong("providerReference", "reference-used", "TR347"))
    if any(_running_beside(made, one, today) for one in before.allocations):
        wrong.append(Wrong("productCategory", "allocation-stands", "OP307"))
    lenient = ("pending-already", "allocation-stands", "no-ground", "wmo-via-municipality")
    refuse([one for one in wrong if not (acute and one.code in lenient)])
    faults = combination_faults(made)
    if faults:
        raise AllocationRefused(errors=field_errors(faults))
    due = answer_due(made.requested_on, calendar)
    asked = replace(made, answer_due_on=due)
    sentence = ASKED_NO_TERM if due is None else ASKED
    why = Derivation().because("R-X06", sentence, due, requested_on=made.requested_on)
    return asked, _numbered(made, before.allocations, today, why)


def _numbered(
    made: AllocationRequest, held: Sequence[Allocation], today: date, why: Derivation
) -> Derivation:
    """A warning for who has a decision to name and names none (IV052); of others' allocations the provider hears nothing."""
    for one in held:
        own = one.provider == made.provider and one.law is made.law and is_actual(one, today)
        if own and one.decision_id is not None and made.decision_number is None:
            return why.because("IV052", NUMBERLESS, allocation_number=one.allocation_number)
    return why


def _referrer_faults(made: AllocationRequest) -> list[Wrong]:
    found = []
    if made.referrer_type in CODED_REFERRERS:
        if (made.referrer_name is None) == (made.referrer_code is None):
            found.append(Wrong("referrerName", "referrer-missing", "CD066"))
    elif made.referrer_code is not None:
        found.append(Wrong("referrerCode", "referrer-code", "CD068"))
    if (made.decision_number is None) != (made.decision_date is None):
        found.append(Wrong("decisionNumber", "decision-halved", "CD043"))
    return found


def _ground_faults(made: AllocationRequest, today: date, *, acute: bool) -> list[Wrong]:
    found = []
    if made.requested_on > today:
        found.append(Wrong("requestedOn", "asked-in-future", "TR135"))
    if made.law is Law.WMO_2015 and made.referrer_type != "01" and made.decision_number is None:
        found.append(Wrong("referrerType", "wmo-via-municipality", "R-A04"))
    elif not made.statutory and made.referrer_type != "06" and made.decision_number is None:
        found.append(Wrong("decisionNumber", "no-ground", "OP307"))
    if not (made.statutory or acute) and made.start_date < made.requested_on:
        found.append(Wrong("startDate", "day-in-past", "R-A06"))
    return found


def _running_beside(made: AllocationRequest, allocation: Allocation, today: date) -> bool:
    if (
        allocation.provider != made.provider
        or allocation.law is not made.law
        or not is_actual(allocation, today)
    ):
        return False
    ends = allocation.end_date or date.max
    return (
        same_product(made, allocation)
        and made.start_date <= ends
        and allocation.start_date <= (made.end_date or date.max)
    )


@dataclass(frozen=True, slots=True)
class Grant:
    """With which days and volume a request is granted, where otherwise than asked (IV094)."""

    start_date: date | None = None
    end_date: date | None = None
    volume: int | None = None


def grant(
    known: AllocationRequest,
    given: Grant,
    *,
    number: int,
    today: date,
    now: datetime,
    told: Derivation,
) -> tuple[AllocationRequest, Allocation, Derivation]:
    """Grant a request: an allocation with its reference (IV097), not acute until it is judged so (`urgency_of`).

    Raises AskingAnswered, and AllocationRefused for a combination that is no allocation. What it runs beside and rests on is
    judged apart (`beside`, `granting`), for acute care waits for none of that.
    """
    check_pending(known.id, known.state)
    made = _allocated(known, given, number, today, now)
    faults = combination_faults(made)
    if faults:
        raise AllocationRefused(errors=field_errors(faults))
    after = replace(
        known, version=known.version + 1, state=AskingState.GRANTED, answered_on=today, allocation_id=made.id,
        allocation_number=number,
    )  # fmt: skip
    return after, made, told.because("R-X06", GRANTED, number, answered_on=today)


def beside(
    made: Allocation, others: Iterable[Allocation], pgbs: Iterable[Pgb], today: date
) -> list[FieldError]:
    """What it may not run beside: another allocation of its product, a PGB, or what is stretched instead (TR302, OP043, OP380)."""
    running = list(others)
    faults = meeting_faults(made, running, pgbs)
    if any(
        must_stretch(one, made, today=today)
        for one in running
        if one.provider == made.provider and one.law is made.law
    ):
        faults.append(Fault("startDate", "stretch-instead", "OP380"))
    return list(field_errors(faults))


def _allocated(known: AllocationRequest, given: Grant, number: int, today: date, now: datetime) -> Allocation:
    start = given.start_date or known.start_date
    return Allocation(
        id=new_id(),
        version=1,
        owner=known.owner,
        external_reference=None,
        parties=[known.provider],
        request_id=known.request_id,
        citizen_id=known.citizen_id,
        decision_id=None,
        contract_id=known.contract_id,
        law=known.law,
        allocation_number=number,
        provider=known.provider,
        product_category=known.product_category,
        product_code=known.product_code,
        volume=known.volume if given.volume is None else given.volume,
        unit=known.unit,
        frequency=known.frequency,
        budget_cents=known.budget_cents,
        start_date=start,
        end_date=given.end_date or known.end_date,
        allocated_on=today,
        allocated_at=now.astimezone(UTC),
        acute=False,
        retroactive=start < today,
        origin=AllocationOrigin.ALLOCATION_REQUEST,
        provider_reference=known.provider_reference,
    )

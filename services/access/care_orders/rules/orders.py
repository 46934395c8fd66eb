"""From which day care may be delivered, and what acute care costs until it is decided on (N-132, R-A05, R-A48)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from services.access.allocations.rules import Allocation
from services.access.requests.rules import Request
from shared.errors import FieldError, InvalidInput, NotFound, Refused, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.allocating import AllocationState, CareOrderState
from shared.values.terms import Law

SENT = Sentence(
    "care-order.sent",
    nl="De zorgopdracht is verzonden op {sent_on}: levering vóór {result} is niet geldig.",
    en="The care order was sent on {sent_on}: delivery before {result} is not valid.",
)
ACUTE = Sentence(
    "care-order.acute",
    nl="De zorg is acuut en begint op {result}, vóór het besluit; niets houdt haar tegen, en de toets volgt achteraf.",
    en="The care is acute and begins on {result}, before the decision; nothing holds it, and the review comes afterwards.",
)
EXPOSURE = Sentence(
    "care-order.exposure",
    nl="Besloten op {decided_on}, {days} dagen na het begin: {result} eurocent tegen {daily_amount_cents} per dag.",
    en="Decided on {decided_on}, {days} days after the start: {result} euro cents at {daily_amount_cents} a day.",
)
DECIDED = Sentence(
    "care-order.decided",
    nl="Besloten op {decided_on}, {days} dagen na het begin; een bedrag per dag is niet bekend.",
    en="Decided on {decided_on}, {days} days after the start; an amount a day is not known.",
)
WITHDRAWN = Sentence(
    "care-order.withdrawn", nl="De zorgopdracht is ingetrokken.", en="The care order was withdrawn."
)


class CareOrderNotFound(NotFound):
    """There is no such care order, or it is not yours."""

    code = "care-order-not-found"
    title = Text("Zorgopdracht niet gevonden", "Care order not found")
    detail = Text("Er is geen zorgopdracht {id}.", "There is no care order {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class CareOrderUnclear(InvalidInput):
    """It is not clear what is ordered: `errors` says what is missing."""

    code = "care-order-unclear"
    title = Text("Onduidelijk wat wordt opgedragen", "It is not clear what is ordered")
    detail = Text(
        "Een zorgopdracht hoort bij een toewijzing, of bij een melding met acute zorg en een aanbieder.",
        "A care order belongs to an allocation, or to a request with acute care and a provider.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class CareOrderStands(Refused):
    """The order was sent before; this one would say it twice."""

    code = "care-order-stands"
    rule = "R-A05"
    title = Text("De zorgopdracht is al verzonden", "The care order was sent before")
    detail = Text("Zorgopdracht {id} staat al.", "Care order {id} stands already.")
    mend = Text(
        "De zorg kan beginnen; trek de eerste opdracht in om opnieuw te versturen.",
        "The care can begin; withdraw the first order to send it anew.",
    )


class CareOrderNotSent(Refused):
    """What was withdrawn or decided cannot be withdrawn."""

    code = "care-order-not-open"
    rule = "R-A05"
    title = Text("De zorgopdracht staat niet meer open", "The care order is not open any more")
    detail = Text("De zorgopdracht {id} staat op {state}.", "The care order {id} is {state}.")
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


class AllocationDeleted(Refused):
    """Nothing is ordered under an allocation that counts as never sent."""

    code = "allocation-deleted"
    rule = "R-A05"
    title = Text("De toewijzing is verwijderd", "The allocation was deleted")
    detail = Text(
        "Onder nummer {allocation_number} wordt niets opgedragen.", "Nothing is ordered under number {allocation_number}."
    )  # fmt: skip
    mend = Text("Kies een toewijzing die geldt.", "Choose an allocation that holds.")


_MISSING = {
    "allocationId": Text("Noem een toewijzing of een melding, een van beide.", "Name an allocation or a request, one of them."),
    "provider": Text("Bij acute zorg op een melding hoort een aanbieder.", "Acute care on a request takes a provider."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class CareOrder:
    """A care order; `earliest_delivery_on` is the first day of valid delivery, amounts are euro cents."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID | None
    citizen_id: UUID
    allocation_id: UUID | None
    allocation_number: int | None
    decision_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    sent_on: date
    start_date: date
    earliest_delivery_on: date
    acute: bool
    daily_amount_cents: int | None
    state: CareOrderState = CareOrderState.SENT
    decided_on: date | None = None
    days_undecided: int | None = None
    exposure_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Exposure:
    """Acute care without a decision: how many days, and what that comes to; None where a day's amount is not known."""

    order: CareOrder
    days_undecided: int
    exposure_cents: int | None


@dataclass(frozen=True, slots=True)
class UnallocatedLine:
    """A provider's care without an allocation: undecided on the last day, decided in the period, asked for after it began."""

    provider: str
    undecided: int = 0
    beyond_term: int = 0
    undecided_cents: int = 0
    without_amount: int = 0
    decided: int = 0
    decided_days: int = 0
    decided_cents: int = 0
    asked_after_start: int = 0
    asked_acute: int = 0
    asked_granted: int = 0
    asked_rejected: int = 0


def together(lines: Iterable[UnallocatedLine]) -> list[UnallocatedLine]:
    """One line for each provider, added up; the largest exposure first."""
    found: dict[str, UnallocatedLine] = {}
    names = [one.name for one in fields(UnallocatedLine) if one.name != "provider"]
    for line in lines:
        known = found.get(line.provider, UnallocatedLine(line.provider))
        sums = {name: getattr(known, name) + getattr(line, name) for name in names}
        found[line.provider] = UnallocatedLine(line.provider, **sums)
    return sorted(found.values(), key=lambda one: (-one.undecided_cents, -one.undecided, one.provider))


def check_clear(allocation_id: UUID | None, request_id: UUID | None, provider: str | None) -> None:
    """Raise CareOrderUnclear unless one of an allocation and a request is named, the second with a provider."""
    wrong = []
    if (allocation_id is None) == (request_id is None):
        wrong.append("allocationId")
    if request_id is not None and provider is None:
        wrong.append("provider")
    if wrong:
        errors = tuple(
            FieldError(f"#/{at}", "care-order-unclear", _MISSING[at], rule="R-A05") for at in wrong
        )
        raise CareOrderUnclear(errors=errors)


def order_for_allocation(
    allocation: Allocation, *, daily_amount_cents: int | None, external_reference: str | None, today: date
) -> tuple[CareOrder, Derivation]:
    """The order for an allocation: what is delivered before the day it is sent is not valid (R-A05), unless the care is acute.

    Raises AllocationDeleted.
    """
    if allocation.state is AllocationState.DELETED:
        raise AllocationDeleted(allocation_number=allocation.allocation_number)
    earliest = allocation.start_date if allocation.acute else max(today, allocation.start_date)
    made = CareOrder(
        id=new_id(),
        version=1,
        owner=allocation.owner,
        external_reference=external_reference,
        parties=[allocation.provider],
        request_id=allocation.request_id,
        citizen_id=allocation.citizen_id,
        allocation_id=allocation.id,
        allocation_number=allocation.allocation_number,
        decision_id=allocation.decision_id,
        contract_id=allocation.contract_id,
        law=allocation.law,
        provider=allocation.provider,
        sent_on=today,
        start_date=allocation.start_date,
        earliest_delivery_on=earliest,
        acute=allocation.acute,
        daily_amount_cents=daily_amount_cents,
    )
    return made, Derivation().because("R-A05", SENT, earliest, sent_on=today)


def order_acute(
    request: Request,
    provider: str,
    *,
    start_date: date | None,
    daily_amount_cents: int | None,
    external_reference: str | None,
    today: date,
) -> tuple[CareOrder, Derivation]:
    """The order for acute care on a request, whatever is decided on it: it begins at once, or began before (R-A48)."""
    begins = start_date or today
    made = CareOrder(
        id=new_id(),
        version=1,
        owner=request.owner,
        external_reference=external_reference,
        parties=[provider],
        request_id=request.id,
        citizen_id=request.citizen_id,
        allocation_id=None,
        allocation_number=None,
        decision_id=None,
        contract_id=request.contract_id,
        law=request.law,
        provider=provider,
        sent_on=today,
        start_date=begins,
        earliest_delivery_on=begins,
        acute=True,
        daily_amount_cents=daily_amount_cents,
    )
    return made, Derivation().because("R-A48", ACUTE, begins)


def is_valid(order: CareOrder, delivered_on: date) -> bool:
    """Whether what was delivered on a day is valid under the order: order of 10 March, nothing before 10 March (R-A05)."""
    return order.state is not CareOrderState.WITHDRAWN and delivered_on >= order.earliest_delivery_on


def orders_of(orders: Iterable[CareOrder], provider: str, decision_id: UUID | None) -> list[CareOrder]:
    """Those that order the care of a provider under a decision, or before any, and were not withdrawn."""
    same = (one for one in orders if one.provider == provider and one.decision_id in (None, decision_id))
    return [one for one in same if one.state is not CareOrderState.WITHDRAWN]


def exposure(order: CareOrder, on: date) -> Exposure:
    """What acute care came to without a decision by a day: 12 days at EUR 250 is EUR 3,000 (R-A48)."""
    days = max((on - order.start_date).days, 0)
    amount = None if order.daily_amount_cents is None else days * order.daily_amount_cents
    return Exposure(order, days, amount)


def decide(
    order: CareOrder, decision_id: UUID, decided_on: date, told: Derivation
) -> tuple[CareOrder, Derivation]:
    """The decision that followed closes the order, with what was exposed until then (R-A48)."""
    shown = exposure(order, decided_on)
    closed = replace(
        order, version=order.version + 1, state=CareOrderState.DECIDED, decision_id=decision_id, decided_on=decided_on,
        days_undecided=shown.days_undecided, exposure_cents=shown.exposure_cents,
    )  # fmt: skip
    sentence = DECIDED if shown.exposure_cents is None else EXPOSURE
    return closed, told.because(
        "R-A48", sentence, shown.exposure_cents, decided_on=decided_on, days=shown.days_undecided,
        daily_amount_cents=order.daily_amount_cents,
    )  # fmt: skip


def withdraw(order: CareOrder, told: Derivation) -> tuple[CareOrder, Derivation]:
    """The order does not hold any more. Raises CareOrderNotSent."""
    if order.state is not CareOrderState.SENT:
        raise CareOrderNotSent(id=order.id, state=order.state)
    gone = replace(order, version=order.version + 1, state=CareOrderState.WITHDRAWN)
    return gone, told.because("R-A05", WITHDRAWN)

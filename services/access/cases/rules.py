"""What a decision, an accepted referral or an allocation says to the care under it, and who may report on that care (R-X07)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from services.access.allocations.rules import Allocation
from services.access.decisions.rules import Decision, allocated
from services.access.referrals.rules import Referral
from services.access.requests.rules import Request
from shared.errors import FieldError, NotAllowed, Refused, Text
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.terms import Law, ProvisionType, ReferralState


class ReferralNotAccepted(Refused):
    """Nobody gives care under a referral that was not accepted."""

    code = "referral-not-accepted"
    rule = "R-X07"
    title = Text("De verwijzing is niet aanvaard", "The referral was not accepted")
    detail = Text("De verwijzing {id} staat op {state}.", "The referral {id} is {state}.")
    mend = Text(
        "Laat de aanbieder de verwijzing eerst accepteren (acceptance).",
        "Let the provider accept the referral first (acceptance).",
    )


class CareUnderDecision(Refused):
    """Care under an allocation that rests on a decision is the care under that decision."""

    code = "care-under-decision"
    rule = "R-X07"
    title = Text("Bij deze toewijzing hoort een besluit", "This allocation rests on a decision")
    detail = Text(
        "Toewijzing {allocation_number} hoort bij het besluit {decision_id}.",
        "Allocation {allocation_number} rests on the decision {decision_id}.",
    )
    mend = Text("Noem dat besluit (decisionId).", "Name that decision (decisionId).")


class ReporterOnly(NotAllowed):
    """The provider that gives the care reports on it, or the municipality for it."""

    code = "reporter-only"
    rule = "R-X07"
    title = Text("Alleen voor de aanbieder van de zorg", "For the provider of the care only")
    detail = Text(
        "Over zorg meldt de aanbieder die haar geeft, of de gemeente namens hem.",
        "The provider that gives care reports on it, or the municipality on its behalf.",
    )
    mend = Text(
        "Vraag een token namens die aanbieder of gemeente.",
        "Ask for a token on behalf of that provider or municipality.",
    )


@dataclass(frozen=True, slots=True)
class Case:
    """What care is given under; one of `decision_id`, `referral_id` and `allocation_id` is there.

    `first_day` and `last_day` bound the care: of the allocations as they stand, or from the referral on without an end (None).
    `numbers` are the allocations that carry each other on without a decision, the first one first.
    `granted_on` is the day of the decision, the acceptance or the allocation, `contact_on` that of the first contact; `deleted` says that
    what was decided counts as never allocated (RedenWijziging 13), `taken_over` that it came from another system (R-A56).
    """

    owner: str
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    referral_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    provision_type: ProvisionType
    product_category: str | None
    product_code: str | None
    allocation_number: int | None
    first_day: date
    last_day: date | None
    contact_on: date
    granted_on: date
    acute: bool
    deleted: bool = False
    allocation_id: UUID | None = None
    numbers: tuple[UUID, ...] = ()
    taken_over: bool = False

    @property
    def allocation_start_date(self) -> date | None:
        """The first day of the allocation, if there is one."""
        return self.first_day if self.referral_id is None else None


def case_of_decision(decision: Decision, request: Request, held: Sequence[Allocation] = ()) -> Case:
    """The case of a decision that grants, within the days of its allocations as they stand; `held` are all of them.

    Several numbers follow each other where the care was scaled (IV066). Raises DecisionNotFound for a draft or a refusal.
    """
    given = allocated(decision)
    standing = [one for one in held if one.state is AllocationState.GRANTED]
    first = min((one.start_date for one in standing), default=given.start_date)
    ends = [one.end_date for one in standing] or [decision.end_date]
    last = None if None in ends else max(one for one in ends if one is not None)
    return Case(
        owner=decision.owner,
        request_id=request.id,
        citizen_id=decision.citizen_id,
        decision_id=decision.id,
        referral_id=None,
        contract_id=decision.contract_id,
        law=decision.law,
        provider=given.provider,
        provision_type=decision.provision_type,
        product_category=decision.product_category,
        product_code=decision.product_code,
        allocation_number=given.number,
        first_day=first,
        last_day=last,
        contact_on=request.contact_on,
        taken_over=request.source_system is not None,
        granted_on=given.decided_on,
        acute=decision.acute or request.acute,
        deleted=bool(held) and not standing,
    )


def case_of_referral(referral: Referral, request: Request) -> Case:
    """The case of a referral. Raises ReferralNotAccepted."""
    if referral.state is not ReferralState.ACCEPTED or referral.answered_on is None:
        error = FieldError("#/referralId", "referral-not-accepted", ReferralNotAccepted.title, rule="R-X07")
        raise ReferralNotAccepted(errors=(error,), id=referral.id, state=referral.state)
    return Case(
        owner=referral.owner,
        request_id=request.id,
        citizen_id=referral.citizen_id,
        decision_id=None,
        referral_id=referral.id,
        contract_id=referral.contract_id,
        law=referral.law,
        provider=referral.provider,
        provision_type=ProvisionType.GENERAL,
        product_category=None,
        product_code=None,
        allocation_number=None,
        first_day=referral.referred_on,
        last_day=None if referral.closed_on is None else referral.closed_on - timedelta(days=1),
        contact_on=request.contact_on,
        taken_over=request.source_system is not None,
        granted_on=referral.answered_on,
        acute=request.acute,
    )


def carried_on(named: Allocation, held: Sequence[Allocation]) -> list[Allocation]:
    """The numbers without a decision that `named` carries on or that carry it on, itself among them, the first one first.

    `held` are the citizen's allocations. Raises CareUnderDecision for one that rests on a decision.
    """
    if named.decision_id is not None:
        mend = CareUnderDecision.mend
        error = FieldError("#/allocationId", "care-under-decision", mend, rule="R-X07")
        raise CareUnderDecision(
            errors=(error,), allocation_number=named.allocation_number, decision_id=named.decision_id
        )
    free = [one for one in held if one.law is named.law and one.decision_id is None and one.id != named.id]
    by_number, found = {one.allocation_number: one for one in free}, [named]
    while (earlier := by_number.pop(found[0].replaces_number or 0, None)) is not None:
        found.insert(0, earlier)
    while (later := by_number.pop(found[-1].replaced_by_number or 0, None)) is not None:
        found.append(later)
    return [one for one in found if one.provider == named.provider]


def case_of_allocation(
    named: Allocation, held: Sequence[Allocation], request: Request | None, contact_on: date
) -> Case:
    """The case of an allocation that no decision made, asked for by its provider or taken over; `held` as in `carried_on`."""
    numbers = carried_on(named, held)
    standing = [one for one in numbers if one.state is AllocationState.GRANTED]
    ends = [one.end_date for one in standing] or [named.end_date]
    return Case(
        owner=named.owner,
        request_id=named.request_id,
        citizen_id=named.citizen_id,
        decision_id=None,
        referral_id=None,
        contract_id=named.contract_id,
        law=named.law,
        provider=named.provider,
        provision_type=ProvisionType.TAILOR_MADE,
        product_category=named.product_category,
        product_code=named.product_code,
        allocation_number=named.allocation_number,
        first_day=min((one.start_date for one in standing), default=named.start_date),
        last_day=None if None in ends else max(one for one in ends if one is not None),
        contact_on=contact_on,
        granted_on=named.allocated_on,
        acute=named.acute or (request is not None and request.acute),
        deleted=not standing,
        allocation_id=named.id,
        numbers=tuple(one.id for one in numbers),
        taken_over=named.origin is AllocationOrigin.TAKEN_OVER,
    )


def check_reporter(owner: str, provider: str, organisations: tuple[str, ...], *, purchaser: bool) -> None:
    """Raise ReporterOnly unless the acting organisation gives the care or is responsible for it."""
    if not (owner in organisations if purchaser else provider in organisations):
        raise ReporterOnly()

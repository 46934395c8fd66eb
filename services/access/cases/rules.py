"""What a decision or an accepted referral says to the care under it, and who may report on that care (R-X07)."""

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
from shared.values.allocating import AllocationState
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
    """What care is given under; one of `decision_id` and `referral_id` is there.

    `first_day` and `last_day` bound the care: of the allocations as they stand, or from the referral on without an end (None).
    `granted_on` is the day of the decision or of the acceptance, `contact_on` that of the first contact; `deleted` says that
    what was decided counts as never allocated (RedenWijziging 13).
    """

    owner: str
    request_id: UUID
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

    @property
    def allocation_start_date(self) -> date | None:
        """The first day of the allocation, if there is one."""
        return None if self.decision_id is None else self.first_day


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
        granted_on=referral.answered_on,
        acute=request.acute,
    )


def check_reporter(owner: str, provider: str, organisations: tuple[str, ...], *, purchaser: bool) -> None:
    """Raise ReporterOnly unless the acting organisation gives the care or is responsible for it."""
    if not (owner in organisations if purchaser else provider in organisations):
        raise ReporterOnly()

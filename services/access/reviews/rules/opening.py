"""When a review is opened, for whom and by which day (R-A06 … R-A13; G-36, G-37)."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.reviews.rules.review import Review
from shared.values import Derivation, Money, Sentence, new_id
from shared.values.period import add_months
from shared.values.reviewing import ReviewerRole, ReviewKind, ReviewState, ReviewTrigger
from shared.values.terms import Law

# A planned half-year check stands on the list a month before its day; it moves no day.
LEAD_MONTHS = 1

_ROLES = {
    ReviewKind.SWITCH_TEAM: ReviewerRole.SWITCH_TEAM,
    ReviewKind.VOLUNTARY: ReviewerRole.SWITCH_TEAM,
    ReviewKind.VOT: ReviewerRole.QUALITY_OFFICER,
    ReviewKind.CONSPICUOUS: ReviewerRole.QUALITY_OFFICER,
    ReviewKind.EXTENSION: ReviewerRole.SWITCH_TEAM,
    ReviewKind.HALF_YEAR: ReviewerRole.BASIC_TEAM,
    ReviewKind.AFTER_ACUTE: ReviewerRole.QUALITY_OFFICER,
}

ABOVE = Sentence(
    "review.above-threshold",
    nl="De aanvraag is {value_cents} waard, meer dan {threshold_cents}: het schakelteam toetst vóór het besluit.",
    en="The application is worth {value_cents}, more than {threshold_cents}: the switch team reviews it before the decision.",
)
NOT_ABOVE = Sentence(
    "review.not-above-threshold",
    nl="De aanvraag is {value_cents} waard, niet meer dan {threshold_cents}: het schakelteam hoeft niet te toetsen.",
    en="The application is worth {value_cents}, not more than {threshold_cents}: the switch team need not review it.",
)
OPENED = Sentence(
    "review.opened",
    nl="De toets is op {opened_on} geopend ({trigger}) voor {reviewer_role}; uiterste dag: {due_on}.",
    en="The review was opened on {opened_on} ({trigger}) for {reviewer_role}; last day: {due_on}.",
)
HALF_YEAR = Sentence(
    "review.half-year",
    nl="De toewijzing loopt vanaf {start_date}: na {months} maanden, en daarna steeds, wordt vastgesteld of de ondersteuning nog past; nu op {result}.",
    en="The allocation runs from {start_date}: after {months} months, and each time again, it is established whether the support still fits; now on {result}.",
)
_RULES = {
    ReviewKind.SWITCH_TEAM: "R-A07",
    ReviewKind.VOLUNTARY: "R-A08",
    ReviewKind.VOT: "R-A09",
    ReviewKind.CONSPICUOUS: "R-A10",
    ReviewKind.EXTENSION: "R-A11",
    ReviewKind.HALF_YEAR: "R-A12",
    ReviewKind.AFTER_ACUTE: "R-A06",
}


def rule_of(kind: ReviewKind) -> str:
    """The rule behind a kind of review."""
    return _RULES[kind]


def switch_team_needed(value_cents: int, threshold_cents: int) -> tuple[bool, Derivation]:
    """Whether the switch team must look: strictly above the threshold (R-A07, G-36): 50,000.00 no, 50,000.01 yes."""
    needed = value_cents > threshold_cents
    sentence = ABOVE if needed else NOT_ABOVE
    values = {"value_cents": Money(value_cents), "threshold_cents": Money(threshold_cents)}
    return needed, Derivation().because("R-A07", sentence, needed, **values)


def open_review(
    kind: ReviewKind,
    trigger: ReviewTrigger,
    *,
    owner: str,
    citizen_id: UUID,
    law: Law,
    today: date,
    request_id: UUID | None = None,
    decision_id: UUID | None = None,
    allocation_id: UUID | None = None,
    allocation_number: int | None = None,
    allocation_request_id: UUID | None = None,
    product_category: str | None = None,
    product_code: str | None = None,
    asked_cents: int | None = None,
    consultant: str | None = None,
    due_on: date | None = None,
    extension_number: int | None = None,
    extension_months: int | None = None,
    deviation: bool = False,
    policy_id: UUID | None = None,
    policy_version: int | None = None,
    sample_id: UUID | None = None,
    external_reference: str | None = None,
) -> tuple[Review, Derivation]:
    """A new review of that kind, open from today, with why; the role that looks follows from the kind."""
    made = Review(
        id=new_id(),
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        kind=kind,
        trigger=trigger,
        state=ReviewState.OPEN,
        request_id=request_id,
        decision_id=decision_id,
        law=law,
        citizen_id=citizen_id,
        opened_on=today,
        due_on=due_on,
        reviewer_role=_ROLES[kind],
        allocation_id=allocation_id,
        allocation_number=allocation_number,
        allocation_request_id=allocation_request_id,
        product_category=product_category,
        product_code=product_code,
        asked_cents=asked_cents,
        consultant=consultant,
        extension_number=extension_number,
        extension_months=extension_months,
        deviation=deviation,
        policy_id=policy_id,
        policy_version=policy_version,
        sample_id=sample_id,
    )
    return made, opened(made)


def opened(made: Review) -> Derivation:
    """Why a review is there."""
    return Derivation().because(
        rule_of(made.kind), OPENED, opened_on=made.opened_on, trigger=made.trigger,
        reviewer_role=made.reviewer_role, due_on=made.due_on, policy_version=made.policy_version,
    )  # fmt: skip


def half_year_days(start: date, end: date | None, months: int, until: date) -> list[date]:
    """The days on which a running allocation is checked, up to and including `until`: every `months` months from its start.

    Start 15 January, 6 months: 15 July, 15 January, … (R-A12, G-37). Each counts from the start, so that a short month
    moves no later day. On its last day an allocation still runs; after it no check is due.
    """
    last = until if end is None else min(end, until)
    found, number = [], 1
    while (day := add_months(start, number * months)) <= last:
        found.append(day)
        number += 1
    return found


def half_year_reason(start: date, due_on: date, months: int) -> Derivation:
    """Why the half-year check is due on that day."""
    return Derivation().because("R-A12", HALF_YEAR, due_on, start_date=start, months=months)

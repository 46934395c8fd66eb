"""What a review is, and what can be wrong with one (N-133)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import InvalidInput, NotAllowed, NotFound, Refused, Text
from shared.values.reviewing import (
    ReviewCancellation,
    ReviewerRole,
    ReviewKind,
    ReviewOutcome,
    ReviewState,
    ReviewTrigger,
)
from shared.values.terms import Law


class ReviewNotFound(NotFound):
    """There is no such review, or it is not yours."""

    code = "review-not-found"
    title = Text("Toets niet gevonden", "Review not found")
    detail = Text("Er is geen toets {id}.", "There is no review {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class ReviewClosed(Refused):
    """The review was completed or cancelled before."""

    code = "review-closed"
    rule = "N-133"
    title = Text("De toets is al afgerond", "The review was closed already")
    detail = Text("De toets staat op {state}.", "The review is {state}.")
    mend = Text("Er is niets meer te doen aan deze toets.", "Nothing is left to do on this review.")


class ReviewIncomplete(Refused):
    """The review cannot be completed yet: `errors` has everything that is missing (R-A11, R-A12, R-A13)."""

    code = "review-incomplete"
    rule = "R-A12"
    title = Text("De toets is niet compleet", "The review is not complete")
    detail = Text("Er ontbreekt nog: {missing}.", "This is still missing: {missing}.")
    mend = Text("Vul aan wat errors noemt.", "Add what errors names.")


class ReviewRefused(Refused):
    """The review cannot be opened or cancelled like this: `errors` has every reason."""

    code = "review-refused"
    rule = "N-133"
    title = Text("De toets kan zo niet", "The review cannot be like this")
    detail = Text("Errors noemt wat er mis is.", "Errors names what is wrong.")
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class ReviewerDecided(Refused):
    """Nobody reviews what he decided or prepared himself (R-A07, F-28)."""

    code = "reviewer-decided"
    rule = "F-28"
    title = Text("De toetser is de consulent zelf", "The reviewer is the consultant")
    detail = Text(
        "{reviewer} nam, wijzigde of bereidde dit besluit voor en toetst het dus niet.",
        "{reviewer} took, changed or prepared this decision and so does not review it.",
    )
    mend = Text("Wijs een ander aan.", "Assign somebody else.")


class ReviewDaysRefused(InvalidInput):
    """The days end before they begin, or are more than four hundred."""

    code = "review-days-refused"
    rule = "D-32"
    title = Text("Deze dagen kunnen niet", "These days are not possible")
    detail = Text(
        "Van {first_day} tot en met {last_day}: een telling loopt over hooguit {longest} dagen.",
        "From {first_day} up to and including {last_day}: a count runs over at most {longest} days.",
    )
    mend = Text("Kies een kortere periode.", "Choose a shorter period.")


class OwnFeedbackOnly(NotAllowed):
    """A consultant sees the feedback on his own decisions alone (R-A49)."""

    code = "own-feedback-only"
    rule = "R-A49"
    status = 403
    title = Text("Alleen de eigen terugkoppeling", "The own feedback only")
    detail = Text(
        "Wie mandaat heeft om te beslissen, ziet de terugkoppeling op de eigen besluiten.",
        "Who holds a mandate to decide sees the feedback on the own decisions.",
    )
    mend = Text("Laat consultant weg.", "Leave consultant out.")


@dataclass(frozen=True, slots=True)
class Review:
    """A second look; `due_on` None has no day, `consultant` is who decided or prepared what is looked at.

    `asked_cents` is the value of the application as it came, `granted_cents` that of the decision after it. `advice` and
    `deviation_reason` are None once the citizen is erased.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: ReviewKind
    trigger: ReviewTrigger
    state: ReviewState
    request_id: UUID | None
    decision_id: UUID | None
    law: Law
    citizen_id: UUID
    opened_on: date
    due_on: date | None
    reviewer_role: ReviewerRole
    allocation_id: UUID | None = None
    allocation_number: int | None = None
    allocation_request_id: UUID | None = None
    product_category: str | None = None
    product_code: str | None = None
    asked_cents: int | None = None
    granted_cents: int | None = None
    consultant: str | None = None
    reviewer: str | None = None
    provider_contact_on: date | None = None
    citizen_contact_on: date | None = None
    completed_on: date | None = None
    outcome: ReviewOutcome | None = None
    fit: bool | None = None
    advice: str | None = None
    alternative_product: str | None = None
    extension_number: int | None = None
    extension_months: int | None = None
    deviation: bool = False
    deviation_reason: str | None = None
    cancelled_on: date | None = None
    cancellation: ReviewCancellation | None = None
    feedback_sent_on: date | None = None
    policy_id: UUID | None = None
    policy_version: int | None = None
    sample_id: UUID | None = None


__all__ = [
    "OwnFeedbackOnly",
    "Review",
    "ReviewClosed",
    "ReviewDaysRefused",
    "ReviewIncomplete",
    "ReviewNotFound",
    "ReviewRefused",
    "ReviewerDecided",
]

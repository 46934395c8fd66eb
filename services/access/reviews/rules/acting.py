"""What a person does with a review: assign it, tell of contacts, complete it, cancel it, tell the consultant (R-A07 … R-A13, R-A49)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from services.access.reviews.rules.opening import rule_of
from services.access.reviews.rules.review import (
    Review,
    ReviewClosed,
    ReviewerDecided,
    ReviewIncomplete,
    ReviewRefused,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.reviewing import ReviewCancellation, ReviewKind, ReviewOutcome, ReviewState

ASSIGNED = Sentence(
    "review.assigned",
    nl="Op {assigned_on} is een toetser aangewezen, die het besluit niet nam of voorbereidde.",
    en="On {assigned_on} a reviewer was assigned who neither took nor prepared the decision.",
)
CONTACTED = Sentence(
    "review.contacted",
    nl="Contact met de aanbieder: {provider_contact_on}; met de inwoner: {citizen_contact_on}.",
    en="Contact with the provider: {provider_contact_on}; with the citizen: {citizen_contact_on}.",
)
COMPLETED = Sentence(
    "review.completed",
    nl="Afgerond op {completed_on}: {result}; past de ondersteuning nog: {fit}; alternatief product: {alternative_product}.",
    en="Completed on {completed_on}: {result}; does the support still fit: {fit}; alternative product: {alternative_product}.",
)
DEVIATES = Sentence(
    "review.deviation-explained",
    nl="De verlenging wijkt af van de richtlijn; de reden is vastgelegd.",
    en="The extension deviates from the guideline; the reason is recorded.",
)
CANCELLED = Sentence(
    "review.cancelled",
    nl="Vervallen op {cancelled_on}: {reason}.",
    en="Cancelled on {cancelled_on}: {reason}.",
)
FEEDBACK = Sentence(
    "review.feedback-sent",
    nl="De uitkomst is op {result} aan de consulent verteld.",
    en="The consultant heard of the outcome on {result}.",
)
_MISSING = {
    "providerContactOn": (
        "R-A12",
        Text("Het contact met de aanbieder ontbreekt.", "The contact with the provider is missing."),
    ),
    "citizenContactOn": (
        "R-A12",
        Text("Het contact met de inwoner ontbreekt.", "The contact with the citizen is missing."),
    ),
    "fit": (
        "R-A11",
        Text("Zeg of de ondersteuning nog past.", "Say whether the support still fits."),
    ),
    "deviationReason": (
        "R-A13",
        Text(
            "De verlenging wijkt af van de richtlijn: geef de reden.",
            "The extension deviates from the guideline: give the reason.",
        ),
    ),
    "advice": (
        "R-A07",
        Text("Geef bij deze uitkomst een advies.", "Give advice with this outcome."),
    ),
}  # fmt: skip
_WRONG = {
    "in-future": Text("De dag ligt in de toekomst.", "The day lies in the future."),
    "still-decided": Text(
        "Deze toets is verplicht en haar onderwerp bestaat nog: rond haar af.",
        "This review is obligatory and its subject is still there: complete it.",
    ),
    "sampled": Text(
        "Wat een steekproef koos, blijft gekozen: rond de toets af.",
        "What a sample chose stays chosen: complete the review.",
    ),
    "no-consultant": Text(
        "Bij deze toets hoort geen consulent.", "No consultant belongs to this review."
    ),
    "sent": Text("De uitkomst is al verteld, op {sent_on}.", "The outcome was told already, on {sent_on}."),
    "not-completed": Text("De toets is nog niet afgerond.", "The review is not completed yet."),
}  # fmt: skip
# What a person may cancel at will, with a reason; the rest is a duty while its subject is there.
_AT_WILL = frozenset({ReviewKind.VOLUNTARY, ReviewKind.CONSPICUOUS})


def check_open(known: Review) -> None:
    """Raise ReviewClosed unless the review is open."""
    if known.state is not ReviewState.OPEN:
        raise ReviewClosed(state=known.state)


def assign(
    known: Review, reviewer: str, deciders: Collection[str], today: date, told: Derivation
) -> tuple[Review, Derivation]:
    """The review in the hands of a reviewer. Raises ReviewClosed; ReviewerDecided for the consultant or one of the deciders."""
    check_open(known)
    _check_another(known, reviewer, deciders)
    assigned = replace(known, version=known.version + 1, reviewer=reviewer)
    return assigned, told.because(rule_of(known.kind), ASSIGNED, assigned_on=today)


def contact(
    known: Review, provider_on: date | None, citizen_on: date | None, today: date, told: Derivation
) -> tuple[Review, Derivation]:
    """Contact with provider, citizen or both, added to what was told. Raises ReviewClosed; ReviewRefused for a day to come."""
    check_open(known)
    given = {"providerContactOn": provider_on, "citizenContactOn": citizen_on}
    _refuse(
        [(f"#/{name}", "in-future") for name, day in given.items() if day is not None and day > today],
        rule="R-A12",
    )
    after = replace(
        known,
        version=known.version + 1,
        provider_contact_on=provider_on or known.provider_contact_on,
        citizen_contact_on=citizen_on or known.citizen_contact_on,
    )
    return after, told.because(
        "R-A12",
        CONTACTED,
        provider_contact_on=after.provider_contact_on,
        citizen_contact_on=after.citizen_contact_on,
    )


def missing(known: Review) -> list[str]:
    """What a half-year check still lacks, by field: contact with the provider **and** with the citizen (R-A12)."""
    if known.kind is not ReviewKind.HALF_YEAR or known.state is not ReviewState.OPEN:
        return []
    contacts = {"providerContactOn": known.provider_contact_on, "citizenContactOn": known.citizen_contact_on}
    return [name for name, day in contacts.items() if day is None]


def complete(
    known: Review,
    outcome: ReviewOutcome,
    *,
    fit: bool | None,
    advice: str | None,
    alternative_product: str | None,
    granted_cents: int | None,
    deviation_reason: str | None,
    reviewer: str,
    deciders: Collection[str],
    today: date,
    told: Derivation,
) -> tuple[Review, Derivation]:
    """The review with its outcome, done by who completes it (or was assigned before).

    Raises ReviewClosed, ReviewerDecided, ReviewIncomplete with everything that is missing at once: both contacts of a half-year
    check (R-A12), fitness of an extension (R-A11), the reason of a deviation (R-A13), the advice with what is not approved.
    """
    check_open(known)
    _check_another(known, reviewer, deciders)
    lacks = missing(known)
    if known.kind in (ReviewKind.EXTENSION, ReviewKind.HALF_YEAR) and fit is None:
        lacks.append("fit")
    if known.deviation and outcome is not ReviewOutcome.NOT_APPROVED and deviation_reason is None:
        lacks.append("deviationReason")
    if outcome is not ReviewOutcome.APPROVED and advice is None:
        lacks.append("advice")
    if lacks:
        errors = tuple(
            FieldError(f"#/{name}", "missing", _MISSING[name][1], rule=_MISSING[name][0]) for name in lacks
        )
        raise ReviewIncomplete(errors=errors, missing=lacks)
    after = replace(
        known,
        version=known.version + 1,
        state=ReviewState.COMPLETED,
        completed_on=today,
        outcome=outcome,
        fit=fit,
        advice=advice,
        alternative_product=alternative_product,
        granted_cents=granted_cents,
        deviation_reason=deviation_reason if known.deviation else None,
        reviewer=reviewer,
    )
    why = told.because(
        rule_of(known.kind),
        COMPLETED,
        outcome,
        completed_on=today,
        fit=fit,
        alternative_product=alternative_product,
    )
    if after.deviation_reason is not None:
        why = why.because("R-A13", DEVIATES)
    return after, why


def cancel(
    known: Review, reason: ReviewCancellation, *, fallen_away: bool, today: date, told: Derivation
) -> tuple[Review, Derivation]:
    """A review that need not be done; `fallen_away` says that what it looks at is there no more.

    A sampled review, and an obligatory one whose subject is still there, is completed and never cancelled. Raises
    ReviewClosed, ReviewRefused.
    """
    check_open(known)
    if known.sample_id is not None and not fallen_away:
        _refuse([("#/reason", "sampled")], rule="F-34")
    if known.kind not in _AT_WILL and not fallen_away:
        _refuse([("#/reason", "still-decided")], rule=rule_of(known.kind))
    after = replace(
        known,
        version=known.version + 1,
        state=ReviewState.CANCELLED,
        cancelled_on=today,
        cancellation=reason,
    )
    return after, told.because(rule_of(known.kind), CANCELLED, cancelled_on=today, reason=reason)


def send_feedback(known: Review, today: date, told: Derivation) -> tuple[Review, Derivation]:
    """The consultant heard of the outcome (R-A49). Raises ReviewRefused when there is none to tell, or it was told."""
    wrong = []
    if known.state is not ReviewState.COMPLETED:
        wrong.append(("", "not-completed"))
    if known.consultant is None:
        wrong.append(("", "no-consultant"))
    if known.feedback_sent_on is not None:
        wrong.append(("", "sent"))
    _refuse(wrong, rule="R-A49", sent_on=known.feedback_sent_on)
    after = replace(known, version=known.version + 1, feedback_sent_on=today)
    return after, told.because("R-A49", FEEDBACK, today)


def _check_another(known: Review, reviewer: str, deciders: Collection[str]) -> None:
    if reviewer in deciders or reviewer == known.consultant:
        raise ReviewerDecided(reviewer=reviewer)


def _refuse(wrong: list[tuple[str, str]], *, rule: str, **facts: object) -> None:
    if wrong:
        errors = tuple(FieldError(at, code, _WRONG[code], rule=rule) for at, code in wrong)
        raise ReviewRefused(errors=errors, **facts)

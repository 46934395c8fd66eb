"""On what a request of a provider can be granted: a statutory referral or a decision, within the law, not before its day (R-A03, R-A06, R-A19)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from services.access.allocations.rules import (
    Allocation,
    AllocationRefused,
    Fault,
    Grounds,
    field_errors,
    untested,
)
from services.access.decisions.rules import words
from services.access.decisions.rules.extending import carries_on
from services.access.mandates.rules import LAW_NAMES, MandateMissing
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.allocating import AllocationOrigin, AllocationState
from shared.values.deciding import DecisionOutcome
from shared.values.legal_frames import FindingLevel

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.requesting import AllocationRequest
    from services.access.allocation_requests.rules.urgency import Urgency
    from services.access.decisions.rules import Decision
    from services.access.legal_checks.rules import Finding
    from services.access.mandates.rules import Mandate

UNMET = Sentence(
    "allocation-request.unmet",
    nl="De zorg is acuut en wacht hier niet op: {dutch}",
    en="The care is acute and does not wait for this: {english}",
    personal=True,
)
PLAIN = Sentence(
    "allocation-request.not-acute",
    nl="Dit is acuut genoemd en als gewone zorg getoetst: {dutch}",
    en="This was called acute and judged as any care: {english}",
)
COURT = "08"  # COD327: a court order, which is not refused
_SAME = ("product_category", "product_code", "volume", "unit", "frequency", "budget_cents")
_STOPS = (FindingLevel.BLOCKED, FindingLevel.MISSING)


def unmet(
    known: AllocationRequest,
    made: Allocation,
    decision: Decision | None,
    findings: Sequence[Finding],
    held: Sequence[Allocation],
    *,
    retroactive_allowed: bool,
    today: date,
) -> list[FieldError]:
    """Every reason why it cannot be granted; `decision` is the one that the request names, where this citizen has it.

    Decision 20-4, start 1-4, no statutory referral: refused (R-A06); a number that nobody gave: refused (R-A03).
    """
    faults = _ground(known, made, decision, held)
    first = today if decision is None or decision.decided_on is None else decision.decided_on
    early = made.start_date < first and not retroactive_allowed
    if not known.statutory and (early or made.start_date < known.requested_on):
        faults.append(Fault("startDate", "day-in-past", "R-A06"))
    return [*field_errors(faults), *stopped(findings, "#/productCategory")]


def stopped(findings: Sequence[Finding], at: str) -> list[FieldError]:
    """What of the findings stands in the way of a grant, at a field, each with its mend."""
    return [
        FieldError(at, one.code, _with_mend(one), rule=one.rule) for one in findings if one.level in _STOPS
    ]


def untested_extension(
    known: AllocationRequest,
    made: Allocation,
    decision: Decision | None,
    held: Sequence[Allocation],
    grounds: Grounds,
) -> list[FieldError]:
    """Whether it carries on an allocation of the same product that nobody tested (R-A11): until 30-6, the same from 1-7.

    What a court ordered is not tested, nor what the decision that it names was judged with.
    """
    if known.referrer_type == COURT:
        return []
    carried = [
        one
        for one in held
        if carries_on(made, one) and not (decision is not None and _judged_with(decision, one))
    ]
    old = max(carried, key=lambda one: (one.end_date or date.min, one.allocation_number), default=None)
    return [] if old is None else list(field_errors(untested(old, made.end_date, grounds)))


def _judged_with(decision: Decision, old: Allocation) -> bool:
    """Whether the test of what is carried on was the decision's: it carries that on itself, or that lies within its own days.

    Number 1 until 30-6: a decision from 1-7 was judged with it; one from 1-9 was not, and what names it from 1-7 is tested.
    """
    if old.decision_id == decision.id or carries_on(decision, old):
        return True
    same = (
        old.product_category == decision.product_category
        and len({old.product_code, decision.product_code} - {None}) < 2
    )
    return same and decision.start_date is not None and old.start_date >= decision.start_date


def _ground(
    known: AllocationRequest, made: Allocation, decision: Decision | None, held: Sequence[Allocation]
) -> list[Fault]:
    if known.decision_number is None:
        return [] if known.statutory else [Fault("decisionNumber", "no-ground", "R-A03")]
    if decision is None or not _granting(known, decision):
        return [Fault("decisionNumber", "decision-unknown", "R-A03")]
    return [Fault("decisionNumber", "beyond-decision", "R-A03")] if beyond(made, decision, held) else []


def _granting(known: AllocationRequest, decision: Decision) -> bool:
    granted = decision.taken and decision.outcome is DecisionOutcome.GRANTED
    return granted and decision.decided_on == known.decision_date


def beyond(made: Allocation, decision: Decision, held: Sequence[Allocation]) -> bool:
    """Whether it is more, longer, another product or by another than a decision grants; `held` is what the citizen was allocated."""
    if decision.provider not in (None, made.provider) and not _took_over(made, decision, held):
        return True  # who was chosen is who delivers
    if made.product_category not in (None, decision.product_category):
        return True
    if made.product_code is not None and decision.product_code not in (None, made.product_code):
        return True
    if decision.end_date is not None and (made.end_date is None or made.end_date > decision.end_date):
        return True
    size = decision if decision.effort is None else decision.effort
    same = (made.unit, made.frequency) == (size.unit, size.frequency)
    return same and (made.volume or 0) > (size.volume or 0)


def _took_over(made: Allocation, decision: Decision, held: Sequence[Allocation]) -> bool:
    """Whether the provider got an allocation of the decision from who was chosen, as in a transition."""
    return any(
        one.decision_id == decision.id
        and one.provider == made.provider
        and one.origin is AllocationOrigin.TRANSITION
        and one.state is not AllocationState.DELETED
        for one in held
    )


def _with_mend(one: Finding) -> Text:
    if one.mend is None:
        return one.text
    return Text(f"{one.text.nl} {one.mend.nl}", f"{one.text.en} {one.mend.en}")


def check_mandate(urgency: Urgency, mandate: Mandate | MandateMissing) -> None:
    """Raise MandateMissing, unless the care is acute or called so: then it is told with all else that is missing."""
    if isinstance(mandate, MandateMissing) and not (urgency.acute or urgency.faults):
        raise mandate


def check_granted(
    urgency: Urgency, mandate: Mandate | MandateMissing, errors: Sequence[FieldError]
) -> Mandate | None:
    """The mandate on which it is granted; None only where acute care waits for nothing (R-A48, F-33).

    Raises AllocationRefused with every reason, and beside them why what is called acute is not.
    """
    lacking = mandate.errors if isinstance(mandate, MandateMissing) else ()
    if (lacking or errors) and not urgency.acute:
        raise AllocationRefused(errors=(*lacking, *errors, *urgency.faults))
    return None if isinstance(mandate, MandateMissing) else mandate


def check_not_twice(made: Allocation, held: Sequence[Allocation]) -> None:
    """Raise AllocationRefused where the provider's acute care runs already, in this product and size over all these days.

    Nothing waits by it: that care is there. Of another size, or over more days, it is granted beside what runs (F-33).
    """
    last = made.end_date or date.max
    for one in held:
        mine = one.acute and (one.provider, one.law) == (made.provider, made.law)
        same = all(getattr(one, name) == getattr(made, name) for name in _SAME)
        within = one.start_date <= made.start_date and last <= (one.end_date or date.max)
        if made.acute and mine and same and within and one.state is not AllocationState.DELETED:
            raise AllocationRefused(errors=field_errors([Fault("startDate", "overlap", "TR302")]))


def grounded(
    why: Derivation,
    known: AllocationRequest,
    mandate: Mandate | None,
    urgency: Urgency,
    errors: Sequence[FieldError],
    today: date,
) -> Derivation:
    """Why, with who granted by which mandate, why what was called acute is not, and what acute care did not wait for."""
    if mandate is not None:
        sentence = words.MANDATED_OPEN if mandate.valid_until is None else words.MANDATED
        why = why.because(
            "R-A03", sentence, decided_on=today, law_name=LAW_NAMES[known.law], mandate_id=mandate.id,
            mandate_version=mandate.version, valid_from=mandate.valid_from, valid_until=mandate.valid_until,
        )  # fmt: skip
    for one in urgency.faults:
        why = why.because(one.rule or "R-A48", PLAIN, dutch=one.detail.nl, english=one.detail.en)
    for one in errors:
        why = why.because(one.rule or "R-A48", UNMET, dutch=one.detail.nl, english=one.detail.en)
    return why

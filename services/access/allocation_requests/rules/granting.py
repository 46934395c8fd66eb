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
from services.access.mandates.rules import LAW_NAMES
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence
from shared.values.deciding import DecisionOutcome
from shared.values.legal_frames import FindingLevel

if TYPE_CHECKING:
    from services.access.allocation_requests.rules.requesting import AllocationRequest
    from services.access.decisions.rules import Decision
    from services.access.legal_checks.rules import Finding
    from services.access.mandates.rules import Mandate

UNMET = Sentence(
    "allocation-request.unmet",
    nl="De zorg is acuut en wacht hier niet op: {dutch}",
    en="The care is acute and does not wait for this: {english}",
    personal=True,
)
COURT = "08"  # COD327: a court order, which is not refused
_STOPS = (FindingLevel.BLOCKED, FindingLevel.MISSING)


def unmet(
    known: AllocationRequest,
    made: Allocation,
    decision: Decision | None,
    findings: Sequence[Finding],
    *,
    retroactive_allowed: bool,
    today: date,
) -> list[FieldError]:
    """Every reason why it cannot be granted; `decision` is the one that the request names, where this citizen has it.

    Decision 20-4, start 1-4, no statutory referral: refused (R-A06); a number that nobody gave: refused (R-A03).
    """
    faults = _ground(known, made, decision)
    if not known.statutory and not retroactive_allowed:
        first = today if decision is None or decision.decided_on is None else decision.decided_on
        if made.start_date < first:
            faults.append(Fault("startDate", "day-in-past", "R-A06"))
    return [*field_errors(faults), *stopped(findings, "#/productCategory")]


def stopped(findings: Sequence[Finding], at: str) -> list[FieldError]:
    """What of the findings stands in the way of a grant, at a field, each with its mend."""
    return [
        FieldError(at, one.code, _with_mend(one), rule=one.rule) for one in findings if one.level in _STOPS
    ]


def untested_extension(
    known: AllocationRequest, made: Allocation, held: Sequence[Allocation], grounds: Grounds
) -> list[FieldError]:
    """Whether it carries on an allocation of the same product that nobody tested (R-A11): until 30-6, the same from 1-7.

    What a court ordered is not tested, and what names a decision was judged with it.
    """
    if known.decision_number is not None or known.referrer_type == COURT:
        return []
    carried = [one for one in held if carries_on(made, one)]
    old = max(carried, key=lambda one: (one.end_date or date.min, one.allocation_number), default=None)
    return [] if old is None else list(field_errors(untested(old, made.end_date, grounds)))


def _ground(known: AllocationRequest, made: Allocation, decision: Decision | None) -> list[Fault]:
    if known.decision_number is None:
        return [] if known.statutory else [Fault("decisionNumber", "no-ground", "R-A03")]
    if decision is None or not _granting(known, decision):
        return [Fault("decisionNumber", "decision-unknown", "R-A03")]
    return [Fault("decisionNumber", "beyond-decision", "R-A03")] if _beyond(made, decision) else []


def _granting(known: AllocationRequest, decision: Decision) -> bool:
    granted = decision.taken and decision.outcome is DecisionOutcome.GRANTED
    return granted and decision.decided_on == known.decision_date


def _beyond(made: Allocation, decision: Decision) -> bool:
    if decision.provider not in (None, made.provider):
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


def _with_mend(one: Finding) -> Text:
    if one.mend is None:
        return one.text
    return Text(f"{one.text.nl} {one.mend.nl}", f"{one.text.en} {one.mend.en}")


def check_granted(known: AllocationRequest, errors: Sequence[FieldError]) -> None:
    """Raise AllocationRefused with every reason, unless the care is acute: that is looked at afterwards (R-A48, F-33)."""
    if errors and not known.acute:
        raise AllocationRefused(errors=tuple(errors))


def grounded(
    why: Derivation,
    known: AllocationRequest,
    mandate: Mandate | None,
    errors: Sequence[FieldError],
    today: date,
) -> Derivation:
    """Why, with who granted by which mandate, and what acute care did not wait for."""
    if mandate is not None:
        sentence = words.MANDATED_OPEN if mandate.valid_until is None else words.MANDATED
        why = why.because(
            "R-A03", sentence, decided_on=today, law_name=LAW_NAMES[known.law], mandate_id=mandate.id,
            mandate_version=mandate.version, valid_from=mandate.valid_from, valid_until=mandate.valid_until,
        )  # fmt: skip
    for one in errors:
        why = why.because(one.rule or "R-A48", UNMET, dutch=one.detail.nl, english=one.detail.en)
    return why

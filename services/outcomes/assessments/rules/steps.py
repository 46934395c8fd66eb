"""Steps on the matrix (R-O02, G-51): the last score less the first, in the same domain, by the same kind of rater."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.outcomes.assessments.rules.matrix import EDITIONS
from services.outcomes.assessments.rules.norms import plain
from services.outcomes.assessments.rules.taken import Assessment
from services.outcomes.comparisons.rules.changes import Matrix, matrix_change
from shared.values import add_months
from shared.values.self_sufficiency import AssessmentMoment, MissingMoment, Rater, StepBasis, StepDirection
from shared.values.terms import Law

FIRSTS = (AssessmentMoment.BASELINE, AssessmentMoment.INTAKE)
CLOSING = AssessmentMoment.CLOSING
ON_THE_WAY = (
    AssessmentMoment.PROGRESS,
    AssessmentMoment.INTERIM_EVALUATION,
    AssessmentMoment.HALF_YEAR_CHECK,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which steps are asked: from `start` up to and including `until`, of one rater and edition, of so many levels at least."""

    start: date
    until: date
    basis: StepBasis = StepBasis.WITHIN_PERIOD
    rater: Rater = Rater.PROFESSIONAL
    edition: str = "zrm-11"
    minimum: int = 1


@dataclass(frozen=True, slots=True)
class DomainStep:
    """A client's step in one domain; `reliable` None where no reliability was frozen."""

    domain: str
    first: int
    last: int
    step: int
    direction: StepDirection
    met: bool
    reliable: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientSteps:
    """The steps of one client; `owner` and `citizen_id` say whose they are, for the processing log alone."""

    owner: str
    citizen_id: UUID | None
    law: Law
    allocation_number: int | None
    care_start_id: UUID | None
    contract_id: UUID | None
    provider: str
    edition: str
    first_on: date
    last_on: date
    domains: list[DomainStep]
    mean_first: str | None
    mean_last: str | None
    remarks: list[str] = field(default_factory=list)
    closing_missing: bool = False


def direction(step: Decimal | float) -> StepDirection:
    """Up, equal or down (R-O33)."""
    if step == 0:
        return StepDirection.EQUAL
    return StepDirection.UP if step > 0 else StepDirection.DOWN


def step(domain: str, first: int, last: int, minimum: int, threshold: float | None) -> DomainStep:
    """One step (R-O02): 2 → 3 is +1, which meets one level; reliable when it is more than the threshold, not when equal to it."""
    change = last - first
    reliable = None if threshold is None else abs(change) > threshold
    return DomainStep(domain, first, last, change, direction(change), change >= minimum, reliable)


def _ends(taken: Sequence[Assessment], asked: Asked) -> tuple[list[Assessment], list[Assessment]]:
    """The assessments that can be first, in order, and those that can be last, latest first."""
    ordered = sorted(
        (one for one in taken if one.taken_on <= asked.until), key=lambda one: (one.taken_on, one.id)
    )
    within = [one for one in ordered if one.taken_on >= asked.start]
    if asked.basis is StepBasis.WITHIN_PERIOD:
        return within, within[::-1]
    return (
        [one for one in ordered if one.moment in FIRSTS],
        [one for one in reversed(within) if one.moment is AssessmentMoment.CLOSING],
    )


def _first_scores(taken: Sequence[Assessment]) -> dict[str, tuple[int, Assessment]]:
    found: dict[str, tuple[int, Assessment]] = {}
    for one in taken:
        for scored in one.scores:
            found.setdefault(scored.domain, (scored.score, one))
    return found


def client_steps(
    taken: Sequence[Assessment],
    asked: Asked,
    thresholds: Mapping[str, float] | None,
    *,
    closing_missing: bool,
) -> ClientSteps | None:
    """The steps of one client between what counts of it; None when no domain was scored twice.

    A mean is only compared over the domains scored both times, enough of them (formulas § 11).
    """
    mine = [one for one in taken if one.rater is asked.rater and one.edition == asked.edition and one.counts]
    firsts, lasts = (_first_scores(ends) for ends in _ends(mine, asked))
    pairs = {
        domain: (firsts[domain], lasts[domain])
        for domain in sorted(firsts.keys() & lasts.keys())
        if firsts[domain][1].id != lasts[domain][1].id
        and firsts[domain][1].taken_on <= lasts[domain][1].taken_on
    }
    if not pairs:
        return None
    steps = [
        step(domain, first[0], last[0], asked.minimum, None if thresholds is None else thresholds.get(domain))
        for domain, (first, last) in pairs.items()
    ]
    first_on = min(first[1].taken_on for first, _ in pairs.values())
    last_on = max(last[1].taken_on for _, last in pairs.values())
    size = len(EDITIONS[asked.edition].domains)
    change = matrix_change(
        Matrix(first_on, asked.edition, asked.rater, size, {one.domain: one.first for one in steps}),
        Matrix(last_on, asked.edition, asked.rater, size, {one.domain: one.last for one in steps}),
    )
    newest = max(mine, key=lambda one: one.id)
    return ClientSteps(
        owner=newest.owner, citizen_id=newest.citizen_id, law=newest.law, allocation_number=newest.allocation_number,
        care_start_id=newest.care_start_id, contract_id=newest.contract_id, provider=newest.provider,
        edition=asked.edition, first_on=first_on, last_on=last_on, domains=steps,
        mean_first=None if change.first is None else plain(change.first),
        mean_last=None if change.last is None else plain(change.last),
        remarks=list(change.remarks), closing_missing=closing_missing,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A client's care with what was assessed of it; `ended_on` None while it goes on."""

    id: UUID
    owner: str
    citizen_id: UUID
    grant_id: UUID
    contract_id: UUID | None
    product_category: str | None
    law: Law
    allocation_number: int | None
    care_start_id: UUID | None
    provider: str
    started_on: date
    ended_on: date | None
    has_intake: bool
    has_closing: bool
    last_progress_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MissingAssessment:
    """A client of whom an assessment is missing (R-O03)."""

    owner: str
    citizen_id: UUID
    law: Law
    allocation_number: int | None
    care_start_id: UUID | None
    contract_id: UUID | None
    provider: str
    started_on: date
    ended_on: date | None
    missing: list[MissingMoment]
    counts_for_bonus: bool


def missing(course: Course, progress_months: int | None, today: date) -> MissingAssessment | None:
    """What is missing of a client: intake since the start, closing since the end, progress each so many months (R-O03)."""
    found = []
    if not course.has_intake:
        found.append(MissingMoment.INTAKE)
    over = course.ended_on is not None and course.ended_on < today
    if progress_months is not None:
        due = add_months(course.last_progress_on or course.started_on, progress_months)
        if due <= min(today, course.ended_on or today):
            found.append(MissingMoment.PROGRESS)
    closed_blind = over and not course.has_closing
    if closed_blind:
        found.append(MissingMoment.CLOSING)
    if not found:
        return None
    return MissingAssessment(
        owner=course.owner, citizen_id=course.citizen_id, law=course.law, allocation_number=course.allocation_number,
        care_start_id=course.care_start_id, contract_id=course.contract_id, provider=course.provider,
        started_on=course.started_on, ended_on=course.ended_on, missing=found, counts_for_bonus=not closed_blind,
    )  # fmt: skip

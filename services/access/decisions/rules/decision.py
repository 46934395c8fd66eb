"""What a decision is, from draft to final: the parts it is made of, and what it opens to who disagrees (N-129, R-A29)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from services.access.decisions.rules.words import REMEDIES, REMEDIES_NOT_KNOWN, DecisionNotFound
from shared.values import Derivation, render
from shared.values.arrangements import AccessPlace
from shared.values.care_courses import ResultSetter
from shared.values.deciding import DecisionOutcome, DecisionState, RefusalGround
from shared.values.legal_frames import ContributionRoute, FrameOutcome
from shared.values.terms import Law, ProvisionType

TAKEN = frozenset({DecisionState.AWAITING_EFFORT, DecisionState.FINAL})
OPEN = frozenset({DecisionState.DRAFT, DecisionState.UNDER_REVIEW})


@dataclass(frozen=True, slots=True)
class DecisionFrame:
    """Under which law is decided, and what the test of the legal frame came to on which day (R-A19)."""

    law: Law
    outcome: FrameOutcome
    checked_on: date


@dataclass(frozen=True, slots=True)
class DecidedResult:
    """A result that the decision is for, with its term and who set it (R-A25, R-A33)."""

    text: str
    term: date | None
    set_by: list[ResultSetter]


@dataclass(frozen=True, slots=True)
class Effort:
    """The actual effort that is added to a decision on results, in the units of an allocation (R-A25, F-13)."""

    volume: int
    unit: str
    frequency: str
    fixed_on: date


@dataclass(frozen=True, slots=True)
class Research:
    """The objective research into the time that a result takes: its norm, and who measured it (R-A26, F-14)."""

    norm_source: str
    assessor: str
    assessor_organisation: str | None
    researched_on: date


@dataclass(frozen=True, slots=True)
class Remedies:
    """What somebody can do who disagrees with a decision, in both languages (R-A29, F-12)."""

    nl: str
    en: str


def remedies_of(objection_until: date | None) -> Remedies:
    """What one can do who disagrees with what was decided; None is a last day that is not known (R-A29, F-12)."""
    if objection_until is None:
        why = Derivation().because("R-A29", REMEDIES_NOT_KNOWN)
    else:
        why = Derivation().because("R-A29", REMEDIES, objection_until)
    return Remedies(render(why.steps[0], "nl"), render(why.steps[0], "en"))


@dataclass(frozen=True, slots=True)
class Decision:
    """An access decision; `end_date` is the last day, `objection_until` None is not known, `value_cents` the whole of it.

    What only a decision that was taken has (its number, day, decider and mandate) is None before. `motivation` and `results`
    are None once the citizen is erased. `substance_id` orders in time: reviews and ratifications count from it on.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: str | None
    allocation_number: int | None
    decided_on: date | None
    decided_by: str | None
    mandate_id: UUID | None
    start_date: date | None
    end_date: date | None
    volume: int | None
    unit: str | None
    frequency: str | None
    acute: bool
    objection_until: date | None
    motivation: str | None
    state: DecisionState = DecisionState.FINAL
    outcome: DecisionOutcome = DecisionOutcome.GRANTED
    refusal_grounds: list[RefusalGround] = field(default_factory=list)
    value_cents: int | None = None
    policy_id: UUID | None = None
    policy_version: int | None = None
    results_based: bool = False
    results: list[DecidedResult] | None = None
    effort: Effort | None = None
    effort_due_on: date | None = None
    effort_missed_on: date | None = None
    research: Research | None = None
    legal_frame: DecisionFrame | None = None
    own_contribution: ContributionRoute | None = None
    place: AccessPlace | None = None
    extension_of: int | None = None
    extensions: int = 0
    retroactive: bool = False
    acute_review: bool = False
    notified_on: date | None = None
    extended_on: date | None = None
    withdrawn_on: date | None = None
    drafted_by: str | None = None
    substance_id: UUID | None = None

    @property
    def taken(self) -> bool:
        """Whether it was taken: final, or final but for its effort."""
        return self.state in TAKEN

    @property
    def remedies(self) -> Remedies | None:
        """What one can do who disagrees; None before it is taken (R-A29, F-12)."""
        return remedies_of(self.objection_until) if self.taken else None


@dataclass(frozen=True, slots=True)
class Earlier:
    """The allocation that is extended: how often it was extended already, and the request that it came from (R-A11, R-A13)."""

    extensions: int
    request_id: UUID | None


class Allocated(NamedTuple):
    """What a granted decision that was taken surely has."""

    number: int
    provider: str
    start_date: date
    decided_on: date


def allocated(decision: Decision) -> Allocated:
    """What the decision allocates. Raises DecisionNotFound for a draft, a refusal and what was withdrawn: nothing hangs from it."""
    number, provider = decision.allocation_number, decision.provider
    start_date, decided_on = decision.start_date, decision.decided_on
    if not decision.taken or number is None or provider is None or start_date is None or decided_on is None:
        raise DecisionNotFound(id=decision.id)
    return Allocated(number, provider, start_date, decided_on)


@dataclass(frozen=True, slots=True)
class Grant:
    """What is to be granted or refused, as the body of the request says it."""

    external_reference: str | None
    provision_type: ProvisionType
    product_category: str
    product_code: str | None
    provider: str | None
    start_date: date | None
    end_date: date | None
    volume: int | None
    unit: str | None
    frequency: str | None
    acute: bool
    motivation: str
    outcome: DecisionOutcome = DecisionOutcome.GRANTED
    refusal_grounds: list[RefusalGround] = field(default_factory=list)
    value_cents: int | None = None
    results_based: bool = False
    results: list[DecidedResult] | None = None
    effort: Effort | None = None
    research: Research | None = None
    legal_frame: DecisionFrame | None = None
    place: AccessPlace | None = None
    extension_of: int | None = None

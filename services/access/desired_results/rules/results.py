"""Who sets a desired result, by when it is to be reached, and how it changes (N-128; R-A33, R-A34, R-X08)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.access.cases.rules import Case
from services.access.desired_results.rules import words
from services.access.desired_results.rules.words import DesiredResultClosed, DesiredResultRefused
from shared.errors import FieldError
from shared.values import Derivation, add_months, new_id
from shared.values.arrangements import Evaluator, Scenario
from shared.values.care_courses import (
    ClientVerdict,
    DesiredResultState,
    ResultChangeReason,
    ResultSetter,
    ResultWithdrawalReason,
)
from shared.values.deciding import SETTERS
from shared.values.terms import Law, ProvisionType

WHOLE = 10_000
SCORES = frozenset("12345")


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What became of a result, as outcomes told it."""

    client_result_id: UUID
    client_result_version: int
    verdict: ClientVerdict
    evaluators: list[Evaluator]
    evaluated_on: date
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class DesiredResult:
    """A desired result; `first_term` is its term as agreed at first, `text` and `note` are None once the citizen is erased."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    request_id: UUID | None
    citizen_id: UUID
    decision_id: UUID | None
    referral_id: UUID | None
    contract_id: UUID | None
    law: Law
    provider: str
    provision_type: ProvisionType
    allocation_number: int | None
    scenario: Scenario | None
    text: str | None
    domain: str | None
    start_value: str | None
    target: str | None
    set_on: date
    set_by: list[ResultSetter]
    first_term: date
    term: date
    funding_share_basis_points: int | None
    state: DesiredResultState = DesiredResultState.SET
    change_reason: ResultChangeReason | None = None
    withdrawn_on: date | None = None
    withdrawal_reason: ResultWithdrawalReason | None = None
    note: str | None = None
    evaluation: Evaluation | None = None
    allocation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Aim:
    """What is to be reached, as the body says it; one of `term` and `term_months` is there."""

    text: str
    domain: str | None
    start_value: str | None
    target: str | None
    set_on: date | None
    term: date | None
    term_months: int | None
    set_by: list[ResultSetter]
    funding_share_basis_points: int | None
    external_reference: str | None = None
    decision_id: UUID | None = None
    referral_id: UUID | None = None
    allocation_id: UUID | None = None


def set_result(
    case: Case,
    scenario: Scenario | None,
    before: Sequence[DesiredResult],
    aim: Aim,
    *,
    purchaser: bool,
    today: date,
) -> tuple[DesiredResult, Derivation]:
    """A new result of a case; `before` are its results so far, `purchaser` says that the municipality records it.

    Raises DesiredResultRefused with every reason.
    """  # fmt: skip
    set_on = aim.set_on or today
    # The provider of what was taken over may not see when the question came in there; its care began after that.
    contact_on = min(case.contact_on, case.first_day) if case.taken_over else case.contact_on
    # From 1 March two months is 1 May (R-A34).
    term = aim.term or add_months(set_on, aim.term_months or 0)
    setters = [one for one in ResultSetter if one in aim.set_by]
    demanded = SETTERS[scenario]
    wrong = _wrong_setters(scenario, setters, purchaser=purchaser)
    wrong += [
        code
        for code, is_so in {
            "in-future": set_on > today,
            "before-contact": set_on < contact_on,
            "term-before-set": term < set_on,
            **_wrong_term(case, term, set_on, today),
            "score-startValue": aim.domain is not None and aim.start_value not in SCORES,
            "score-target": aim.domain is not None and aim.target not in SCORES,
        }.items()
        if is_so
    ]
    linked = _linked(before) + (aim.funding_share_basis_points or 0)
    if linked > WHOLE:
        wrong.append("share-exceeded")
    _refuse(
        wrong, demanded=sorted(demanded), absent=sorted(demanded - set(setters)), today=today,
        contact_on=contact_on, set_on=set_on, linked=linked, first_day=case.first_day,
    )  # fmt: skip
    made = DesiredResult(
        id=new_id(), version=1, owner=case.owner, external_reference=aim.external_reference, parties=[case.provider],
        request_id=case.request_id, citizen_id=case.citizen_id, decision_id=case.decision_id,
        referral_id=case.referral_id, allocation_id=case.allocation_id, contract_id=case.contract_id, law=case.law,
        provider=case.provider, provision_type=case.provision_type, allocation_number=case.allocation_number,
        scenario=scenario, text=aim.text, domain=aim.domain, start_value=aim.start_value, target=aim.target,
        set_on=set_on, set_by=setters, first_term=term, term=term,
        funding_share_basis_points=aim.funding_share_basis_points,
    )  # fmt: skip
    return made, _grounds(made, case, aim.term_months)


def change(
    known: DesiredResult,
    case: Case,
    before: Sequence[DesiredResult],
    *,
    term: date,
    target: str | None,
    funding_share_basis_points: int | None,
    reason: ResultChangeReason,
    note: str | None,
    purchaser: bool,
    today: date,
    told: Derivation,
) -> tuple[DesiredResult, Derivation]:
    """A result with another term, target or share; `before` are the other results of its `case`, `told` explains it so far.

    Raises DesiredResultClosed, and DesiredResultRefused with every reason.
    """
    _check_open(known)
    wrong = _wrong_setters(known.scenario, known.set_by, purchaser=purchaser)
    if term < known.set_on:
        wrong.append("term-before-set")
    elif term != known.term:
        wrong += [code for code, is_so in _wrong_term(case, term, known.set_on, today).items() if is_so]
    if known.domain is not None and target not in SCORES:
        wrong.append("score-target")
    linked = _linked(before) + (funding_share_basis_points or 0)
    if linked > WHOLE:
        wrong.append("share-exceeded")
    _refuse(wrong, set_on=known.set_on, linked=linked, today=today, first_day=case.first_day)
    changed = replace(
        known, version=known.version + 1, term=term, target=target, change_reason=reason, note=note,
        funding_share_basis_points=funding_share_basis_points,
    )  # fmt: skip
    why = told.because(
        "R-A34", words.CHANGED, term, changed_on=today, reason=reason, first_term=known.first_term
    )
    return changed, why


def withdraw(
    known: DesiredResult,
    reason: ResultWithdrawalReason,
    note: str | None,
    *,
    purchaser: bool,
    today: date,
    told: Derivation,
) -> tuple[DesiredResult, Derivation]:
    """A result that holds no longer. Raises DesiredResultClosed, DesiredResultRefused."""
    _check_open(known)
    _refuse(_wrong_setters(known.scenario, known.set_by, purchaser=purchaser))
    gone = replace(
        known, version=known.version + 1, state=DesiredResultState.WITHDRAWN, withdrawn_on=today,
        withdrawal_reason=reason, note=note,
    )  # fmt: skip
    return gone, told.because("R-A34", words.WITHDRAWN, withdrawn_on=today, reason=reason)


def evaluate(
    known: DesiredResult, found: Evaluation, told: Derivation
) -> tuple[DesiredResult, Derivation] | None:
    """The result with what outcomes says became of it; None for what is known, and for who was erased meanwhile (R-X08).

    A later version takes the place of an earlier one. While the evaluators disagree the result stays open; one that was
    withdrawn stays withdrawn, and shows what was found all the same.
    """
    before = known.evaluation
    if known.text is None or (
        before is not None and before.client_result_version >= found.client_result_version
    ):
        return None
    state = DesiredResultState.SET if found.disputed else DesiredResultState.EVALUATED
    if known.state is DesiredResultState.WITHDRAWN:
        state = known.state
    evaluated = replace(known, version=known.version + 1, state=state, evaluation=found)
    why = told.because(
        "R-X08", words.DISPUTED if found.disputed else words.EVALUATED, found.verdict,
        evaluated_on=found.evaluated_on, evaluators=[str(one) for one in found.evaluators],
    )  # fmt: skip
    return evaluated, why


def _wrong_term(case: Case, term: date, set_on: date, today: date) -> dict[str, bool]:
    """A term that nobody can reach any more, or before the care begins; what came from another system keeps its own (R-A56)."""
    early = not case.taken_over and set_on <= term < case.first_day
    return {
        "term-before-care": early,
        "term-over": not case.taken_over and not early and set_on <= term < today,
    }


def _check_open(known: DesiredResult) -> None:
    if known.state is not DesiredResultState.SET:
        raise DesiredResultClosed(state=known.state)


def _wrong_setters(
    scenario: Scenario | None, setters: Sequence[ResultSetter], *, purchaser: bool
) -> list[str]:
    missing = SETTERS[scenario] - set(setters)
    # Whoever records for another would set what is the other's to set.
    acting = purchaser or (scenario not in (Scenario.A, Scenario.B) and ResultSetter.PROVIDER in setters)
    return (["setter-missing"] if missing else []) + ([] if acting else ["setter-not-acting"])


def _linked(results: Sequence[DesiredResult]) -> int:
    """The basis points of funding that are linked to the results that hold."""
    held = [one for one in results if one.state is not DesiredResultState.WITHDRAWN]
    return sum(one.funding_share_basis_points or 0 for one in held)


def _refuse(wrong: Sequence[str], **facts: object) -> None:
    if wrong:
        told = [(code, *words.WRONG[code]) for code in wrong]
        errors = tuple(FieldError(at, code, text, rule=rule) for code, at, rule, text in told)
        raise DesiredResultRefused(errors=errors, **facts)


def _grounds(made: DesiredResult, case: Case, term_months: int | None) -> Derivation:
    set_by = [str(one) for one in made.set_by]
    if made.scenario is None:
        why = Derivation().because("R-A33", words.SET_WITHOUT_SCENARIO, set_by=set_by)
    else:
        demanded = sorted(str(one) for one in SETTERS[made.scenario])
        why = Derivation().because(
            "R-A33", words.SET_BY, scenario=made.scenario, demanded=demanded, set_by=set_by
        )
    if made.target is None:
        why = why.because("N-128", words.WITHOUT_MEASURE)
    if term_months is None:
        why = why.because("R-A34", words.DUE, made.term, set_on=made.set_on)
    else:
        why = why.because(
            "R-A34", words.DUE_AFTER_MONTHS, made.term, set_on=made.set_on, term_months=term_months
        )
    if case.last_day is not None and made.term > case.last_day:
        why = why.because("R-A34", words.BEYOND, last_day=case.last_day)
    return why

"""The lines of a transition: every client in care on the last day, with its gap; and the confirmation (R-C60)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from services.contracts.clients_in_care.rules import Care, is_in_care
from services.contracts.contract_transitions.rules.lines import (
    ContractTransition,
    ContractTransitionLine,
    Plan,
    TransitionPlacement,
    gap_days,
)
from services.contracts.contract_transitions.rules.refusals import (
    TransitionConfirmed,
    TransitionNotSeamless,
    TransitionRefused,
    fault,
    unserved,
)
from services.contracts.contracts.rules import Contract, term
from shared.errors import FieldError
from shared.values import Derivation, Sentence, new_id
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.findings import FindingSeverity
from shared.values.remarks import BudgetRemark, remark
from shared.values.terms import ContractState

RULE = "R-C60"
COUNTED = Sentence(
    "transition.counted",
    nl="Onder contract {from_number} geven op {last_day} {result} besluiten en aanvaarde verwijzingen zorg, zoals bekend op {counted_on}; een cliënt met twee daarvan telt twee keer.",
    en="Under contract {from_number} {result} decisions and accepted referrals give care on {last_day}, as known on {counted_on}; a client with two of them counts twice.",
)
DAYS = Sentence(
    "transition.days",
    nl="De laatste dag onder contract {from_number} is {last_day}, de eerste onder contract {to_number} is {first_day}: {result} dagen ertussen.",
    en="The last day under contract {from_number} is {last_day}, the first under contract {to_number} is {first_day}: {result} days in between.",
)
OUTCOME = Sentence(
    "transition.outcome",
    nl="{placed} krijgen een plaats, {unplaced} niet, en van {care_ending} eindigt de zorg; de langste onderbreking is {result} dagen.",
    en="{placed} get a place, {unplaced} do not, and of {care_ending} the care ends; the longest gap is {result} days.",
)
GAP = Sentence(
    "transition.gap",
    nl="{with_gap} cliënten zitten na {last_day} zonder zorg, de langste {largest_gap_days} dagen: laat contract {to_number} eerder ingaan, of {from_number} langer lopen.",
    en="{with_gap} clients go without care after {last_day}, {largest_gap_days} days at most: let contract {to_number} begin earlier, or {from_number} run longer.",
)
UNPLACED = Sentence(
    "transition.unplaced",
    nl="{unplaced} cliënten hebben geen plaats onder contract {to_number}; producten die het niet kent: {products}. Neem die op, of noem wat er van deze cliënten wordt (placements).",
    en="{unplaced} clients have no place under contract {to_number}; products that it does not know: {products}. Add them, or say what becomes of these clients (placements).",
)
PROVIDERS = Sentence(
    "transition.other-provider",
    nl="{provider_changes} cliënten krijgen een andere aanbieder: de huidige is geen partij bij contract {to_number}.",
    en="{provider_changes} clients get another provider: the present one is no party to contract {to_number}.",
)
CONFIRMED = Sentence(
    "transition.confirmed",
    nl="De opdrachtgever bevestigt de overgang op {confirmed_on}: niemand zit zonder zorg.",
    en="The purchaser confirms the transition on {confirmed_on}: nobody is without care.",
)
_DAY = timedelta(days=1)
_SIGNED = frozenset({ContractState.SIGNED, ContractState.ACTIVE, ContractState.SUSPENDED})
_MOST_ERRORS = 100


def days_of(asked: ContractTransition, old: Contract, new: Contract) -> tuple[date, date]:
    """The last day under the old contract and the first under the new, for who is named in no placement.

    The old one ends by itself or on the day before the transition; the new begins on the transition date, or later when it
    starts later. Raises TransitionRefused with every fault of the two contracts.
    """
    faults, before = [], asked.transition_date - _DAY
    if old.start_date is None or old.end_date is None or old.start_date > before:
        faults.append(fault("#/fromContractId", "from-contract-not-running"))
    if asked.from_contract_id == asked.to_contract_id:
        faults.append(fault("#/toContractId", "same-contract"))
    if new.start_date is None:
        faults.append(fault("#/toContractId", "to-contract-without-days"))
    elif _end_of(new) < max(asked.transition_date, new.start_date):
        faults.append(fault("#/transitionDate", "to-contract-over"))
    if faults:
        raise TransitionRefused(errors=tuple(faults))
    return min(old.end_date or before, before), max(asked.transition_date, new.start_date or before)


def _end_of(contract: Contract) -> date:
    """The last day of a contract; until it is active that follows from its term, and may not be known yet."""
    return contract.end_date or term(contract)[0].end_date or date.max


def plan(asked: ContractTransition, old: Contract, new: Contract, care: Sequence[Care], today: date) -> Plan:
    """One line for each care on the last day under the old contract, with the gap to its first day under the new (R-C60).

    Who is named in no placement begins on the transition date, or when the new contract does if that is later; a product
    that the new contract does not list has no place. Raises TransitionRefused with every fault.
    """
    last, first = days_of(asked, old, new)
    moving = [one for one in care if is_in_care(one, last, last)]
    errors = tuple(_faults_of_placements(asked, new, moving, first))
    if errors:
        raise TransitionRefused(errors=errors)
    named = {one.care_id: one for one in asked.placements}
    lines = [_line(asked, new, one, named.get(one.id), last, first) for one in moving]
    transition = _counted(asked, new, moving, lines, last, first, today)
    remarks, why = _told(transition, old, new, lines)
    return Plan(transition=replace(transition, remarks=remarks), lines=lines, why=why)


def _faults_of_placements(
    asked: ContractTransition, new: Contract, moving: Sequence[Care], first: date
) -> Iterator[FieldError]:
    known = {one.id for one in moving}
    for index, one in enumerate(asked.placements):
        if one.care_id not in known:
            yield fault(f"#/placements/{index}/careId", "care-unknown")
        if one.first_day is not None and not first <= one.first_day <= _end_of(new):
            yield fault(f"#/placements/{index}/firstDay", "first-day-outside")


def _line(
    asked: ContractTransition,
    new: Contract,
    care: Care,
    placement: TransitionPlacement | None,
    last: date,
    first: date,
) -> ContractTransitionLine:
    listed = care.product_code is None or not new.product_codes or care.product_code in new.product_codes
    outcome = PlacementOutcome.PLACED if listed else PlacementOutcome.UNPLACED
    if placement is not None:
        outcome, first = placement.outcome, placement.first_day or first
    begins = first if outcome is PlacementOutcome.PLACED else None
    return ContractTransitionLine(
        id=new_id(),
        owner=asked.owner,
        transition_id=asked.id,
        transition_version=asked.version,
        care_id=care.id,
        provision_type=care.provision_type,
        product_code=care.product_code,
        outcome=outcome,
        last_day=last,
        first_day=begins,
        gap_days=None if begins is None else gap_days(last, begins),
        product_contracted=listed,
    )


def _counted(
    asked: ContractTransition,
    new: Contract,
    moving: Sequence[Care],
    lines: Sequence[ContractTransitionLine],
    last: date,
    first: date,
    today: date,
) -> ContractTransition:
    outcomes = [one.outcome for one in lines]
    gaps = [one.gap_days for one in lines if one.gap_days]
    # A provider that is no party to the new contract does not go along.
    changes = [
        care
        for care, line in zip(moving, lines, strict=True)
        if line.outcome is PlacementOutcome.PLACED and care.provider not in new.parties
    ]
    return replace(
        asked,
        state=ContractTransitionState.PLANNED,
        last_day=last,
        first_day=first,
        clients=len(lines),
        placed=outcomes.count(PlacementOutcome.PLACED),
        unplaced=outcomes.count(PlacementOutcome.UNPLACED),
        care_ending=outcomes.count(PlacementOutcome.CARE_ENDS),
        with_gap=len(gaps),
        largest_gap_days=max(gaps, default=0),
        provider_changes=len(changes),
        counted_on=today,
    )


def _told(
    transition: ContractTransition, old: Contract, new: Contract, lines: Sequence[ContractTransitionLine]
) -> tuple[list[BudgetRemark], Derivation]:
    """What is to be remarked, and every step of the count."""
    says: dict[str, object] = {
        "from_number": old.number,
        "to_number": new.number,
        "last_day": transition.last_day,
        "first_day": transition.first_day,
        "counted_on": transition.counted_on,
    }
    counts = ("placed", "unplaced", "care_ending", "with_gap", "largest_gap_days", "provider_changes")
    says |= {name: getattr(transition, name) for name in counts}
    says["products"] = sorted({one.product_code or "" for one in lines if not one.product_contracted})
    why = (
        Derivation()
        .because("R-X12", COUNTED, transition.clients, **says)
        .because(RULE, DAYS, gap_days(transition.last_day, transition.first_day), **says)
        .because(RULE, OUTCOME, transition.largest_gap_days, **says)
    )
    remarks = []
    if transition.with_gap:
        remarks.append(remark(RULE, "care-gap", GAP, says))
        why = why.because(RULE, GAP, **says)
    if transition.unplaced:
        remarks.append(remark(RULE, "client-unplaced", UNPLACED, says))
        why = why.because(RULE, UNPLACED, **says)
    if transition.provider_changes:
        severity = FindingSeverity.INFORMATION
        remarks.append(remark(RULE, "other-provider", PROVIDERS, says, severity=severity))
    return remarks, why


def is_same(planned: Plan, before: ContractTransition, lines: Sequence[ContractTransitionLine]) -> bool:
    """Whether a plan made anew says what the former version and its lines said."""
    told = [(one.care_id, one.outcome, one.last_day, one.first_day) for one in planned.lines]
    return replace(planned.transition, version=before.version) == before and told == [
        (one.care_id, one.outcome, one.last_day, one.first_day) for one in lines
    ]


def check_open(transition: ContractTransition) -> None:
    """Raise TransitionConfirmed unless it may still change."""
    if transition.state is ContractTransitionState.CONFIRMED:
        raise TransitionConfirmed(confirmed_on=transition.confirmed_on)


def confirm(planned: Plan, new: Contract, by: str, today: date) -> Plan:
    """The plan as the purchaser confirms it, with its lines as they are then (R-C60).

    Raises TransitionRefused while the new contract is not signed, TransitionNotSeamless with who would be without care.
    """
    if new.state not in _SIGNED:
        raise TransitionRefused(errors=(fault("#/toContractId", "to-contract-not-signed"),))
    transition = planned.transition
    errors = tuple(
        unserved(index, one.care_id, one.gap_days)
        for index, one in enumerate(planned.lines)
        if one.gap_days or one.outcome is PlacementOutcome.UNPLACED
    )
    if errors:
        raise TransitionNotSeamless(
            errors=errors[:_MOST_ERRORS],
            with_gap=transition.with_gap,
            largest_gap_days=transition.largest_gap_days,
            unplaced=transition.unplaced,
        )
    confirmed = replace(
        transition, state=ContractTransitionState.CONFIRMED, confirmed_on=today, confirmed_by=by
    )
    return replace(
        planned, transition=confirmed, why=planned.why.because(RULE, CONFIRMED, confirmed_on=today)
    )

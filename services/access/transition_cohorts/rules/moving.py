"""Who goes from an old contract to a new one, and that nobody is a day without care (R-C60)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

from services.access.allocations.rules import Allocation, changed, stacks
from services.access.contract_terms.rules import ContractTerms
from services.access.transition_cohorts.rules.cohort import (
    CohortNotPrepared,
    CohortWarning,
    ProviderMove,
    TransferLine,
    TransitionCohort,
    TransitionRefused,
)
from shared.errors import FieldError, Text
from shared.values import Derivation, Sentence, new_id
from shared.values.allocating import AllocationOrigin, AllocationState, CohortState
from shared.values.terms import ContractState, Law

_DAY = timedelta(days=1)
PREPARED = Sentence(
    "cohort.prepared",
    nl="Op {last_day} zijn {clients} cliënten in zorg onder contract {from_number}, met {result} toewijzingen die doorgaan.",
    en="On {last_day} {clients} clients are in care under contract {from_number}, with {result} allocations that go on.",
)
CARRIED_OUT = Sentence(
    "cohort.carried-out",
    nl="{clients} cliënten gaan van {last_day} naar {start_date} over, met {result} dagen zonder zorg.",
    en="{clients} clients move from {last_day} to {start_date}, with {result} days without care.",
)
WITHDRAWN = Sentence(
    "cohort.withdrawn", nl="De overgang gaat niet door.", en="The transition does not take place."
)


_WRONG = {
    "same-contract": Text("Het oude en het nieuwe contract zijn hetzelfde.", "The old and the new contract are the same."),
    "other-owner": Text("Beide contracten zijn van dezelfde gemeente.", "Both contracts are of the same municipality."),
    "not-in-force": Text("Het nieuwe contract geldt niet op de eerste dag.", "The new contract is not in force on the first day."),
    "named-twice": Text("Een aanbieder gaat naar één andere.", "A provider goes to one other."),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Moved:
    """What carrying out makes: the old allocations, ended, and the new ones."""

    ended: list[Allocation]
    granted: list[Allocation]


def prepare(
    old: ContractTerms,
    new: ContractTerms,
    found: Sequence[Allocation],
    *,
    cohort_id: UUID,
    last_day: date | None,
    end_date: date | None,
    change_reason: str,
    providers: Sequence[ProviderMove],
    external_reference: str | None,
    today: date,
) -> tuple[TransitionCohort, Derivation]:
    """A cohort of who is in care on the last day under the old contract. Raises TransitionRefused with every reason."""
    last = last_day or old.end_date
    wrong = []
    if old.id == new.id:
        wrong.append(("toContractId", "same-contract"))
    if old.owner != new.owner:
        wrong.append(("toContractId", "other-owner"))
    if new.state is ContractState.SUSPENDED or not new.start_date <= last + _DAY <= new.end_date:
        wrong.append(("toContractId", "not-in-force"))
    if any(count > 1 for count in Counter(one.from_provider for one in providers).values()):
        wrong.append(("providers", "named-twice"))
    if wrong:
        errors = tuple(FieldError(f"#/{at}", code, _WRONG[code], rule="R-C60") for at, code in wrong)
        raise TransitionRefused(errors=errors)
    going = [one for one in found if goes(one, last)]
    moves = {one.from_provider: one.to_provider for one in providers}
    made = TransitionCohort(
        id=cohort_id,
        version=1,
        owner=old.owner,
        external_reference=external_reference,
        parties=[],
        from_contract_id=old.id,
        to_contract_id=new.id,
        last_day=last,
        start_date=last + _DAY,
        end_date=end_date,
        change_reason=change_reason,
        providers=list(providers),
        clients=len({one.citizen_id for one in going}),
        allocations=len(going),
        warnings=warnings_of(going, moves, new, late=last < today),
    )
    why = Derivation().because(
        "R-C60", PREPARED, made.allocations, last_day=last, clients=made.clients, from_number=old.number
    )
    return made, why


def goes(allocation: Allocation, last_day: date) -> bool:
    """Whether an allocation under the old contract goes on after its last day, and so goes over."""
    return (
        allocation.state is AllocationState.GRANTED
        and allocation.start_date <= last_day
        and (allocation.end_date is None or allocation.end_date > last_day)
    )


def warnings_of(
    going: Iterable[Allocation], moves: Mapping[str, str], new: ContractTerms, *, late: bool, stacked: int = 0
) -> list[CohortWarning]:
    """What stands out: providers that are no member of the new contract, a transition that comes late, what cannot go over."""
    members = {one.oin for one in new.members}
    to = Counter(moves.get(one.provider, one.provider) for one in going)
    found = [
        CohortWarning(code="provider-not-a-member", provider=provider, count=count)
        for provider, count in sorted(to.items())
        if provider not in members
    ]
    if late:
        found.append(CohortWarning(code="carried-out-late", provider=None, count=sum(to.values())))
    if stacked:
        found.append(CohortWarning(code="overlaps-with-running", provider=None, count=stacked))
    return found


def carry_out(
    cohort: TransitionCohort,
    going: Sequence[Allocation],
    held: Sequence[Allocation],
    new: ContractTerms,
    numbers: Mapping[Law, range],
    *,
    today: date,
    now: datetime,
    told: Derivation,
) -> tuple[TransitionCohort, Moved, Derivation]:
    """End every allocation on the last day and grant it anew from the next; `held` are all allocations of these citizens.

    What would run beside another allocation of its product stays as it is, and is a warning. Raises CohortNotPrepared.
    """
    check_prepared(cohort)
    moves = {one.from_provider: one.to_provider for one in cohort.providers}
    given = {law: iter(several) for law, several in numbers.items()}
    by_citizen: dict[UUID, list[Allocation]] = {}
    for other in held:
        by_citizen.setdefault(other.citizen_id, []).append(other)
    ended, granted, stacked = [], [], 0
    for one in going:
        provider = moves.get(one.provider, one.provider)
        fresh = _granted(cohort, one, provider, next(given[one.law]), today, now)
        beside = by_citizen.setdefault(one.citizen_id, [])
        if any(each.id != one.id and stacks(fresh, each) for each in beside):
            stacked += 1
            continue
        old = changed(
            one, cohort.change_reason, today, now, end_date=cohort.last_day, cohort_id=cohort.id,
            replaced_by_number=fresh.allocation_number,
        )  # fmt: skip
        # What was ended or granted here counts for the next one of the same citizen.
        by_citizen[one.citizen_id] = [*(each for each in beside if each.id != one.id), old, fresh]
        ended.append(old)
        granted.append(fresh)
    gaps = [
        (new_one.start_date - old.end_date).days - 1
        for old, new_one in zip(ended, granted, strict=True)
        if old.end_date
    ]
    late = cohort.last_day < today
    done = replace(
        cohort, version=cohort.version + 1, state=CohortState.CARRIED_OUT, carried_out_on=today,
        clients=len({one.citizen_id for one in ended}), allocations=len(ended), gap_days=max(gaps, default=0),
        warnings=warnings_of(ended, moves, new, late=late, stacked=stacked),
    )  # fmt: skip
    why = told.because(
        "R-C60",
        CARRIED_OUT,
        done.gap_days,
        clients=done.clients,
        last_day=done.last_day,
        start_date=done.start_date,
    )
    return done, Moved(ended, granted), why


def _granted(
    cohort: TransitionCohort, one: Allocation, provider: str, number: int, today: date, now: datetime
) -> Allocation:
    # Its own end holds: nobody is prolonged without a test (R-A11) or shortened without a decision (R-A29) by a contract.
    return replace(
        one, id=new_id(), version=1, external_reference=None, parties=[provider], contract_id=cohort.to_contract_id,
        provider=provider, allocation_number=number, start_date=cohort.start_date, end_date=one.end_date or cohort.end_date,
        allocated_on=today, allocated_at=now.astimezone(UTC), change_reason=None, stop_reason=None,
        retroactive=cohort.start_date < today, origin=AllocationOrigin.TRANSITION, provider_reference=None,
        replaces_number=one.allocation_number, replaced_by_number=None, cohort_id=cohort.id, told_version=0,
    )  # fmt: skip


def check_prepared(cohort: TransitionCohort) -> None:
    """Raise CohortNotPrepared unless the cohort waits to be carried out."""
    if cohort.state is not CohortState.PREPARED:
        raise CohortNotPrepared(id=cohort.id, state=cohort.state)


def withdraw(cohort: TransitionCohort, told: Derivation) -> tuple[TransitionCohort, Derivation]:
    """The transition does not take place. Raises CohortNotPrepared."""
    check_prepared(cohort)
    gone = replace(cohort, version=cohort.version + 1, state=CohortState.WITHDRAWN)
    return gone, told.because("R-C60", WITHDRAWN)


def transfer_list(cohort: TransitionCohort, found: Sequence[Allocation]) -> list[TransferLine]:
    """One line for each allocation that goes over, or went over, with the days without care between (0 when all is well)."""
    moves = {one.from_provider: one.to_provider for one in cohort.providers}
    done = cohort.state is CohortState.CARRIED_OUT
    new = {(one.law, one.replaces_number): one for one in found if one.origin is AllocationOrigin.TRANSITION}
    lines = []
    for one in found:
        if done and (one.cohort_id != cohort.id or (one.law, one.allocation_number) not in new):
            continue
        if not done and not goes(one, cohort.last_day):
            continue
        after = new.get((one.law, one.allocation_number)) if done else None
        first = cohort.start_date if after is None else after.start_date
        last = (one.end_date or cohort.last_day) if done else cohort.last_day
        lines.append(
            TransferLine(
                citizen_id=one.citizen_id,
                law=one.law,
                allocation_number=one.allocation_number,
                provider=one.provider,
                last_day=last,
                to_provider=moves.get(one.provider, one.provider) if after is None else after.provider,
                to_number=None if after is None else after.allocation_number,
                first_day=first,
                gap_days=(first - last).days - 1,
            )
        )
    return lines

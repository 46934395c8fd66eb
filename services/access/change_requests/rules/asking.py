"""When a provider may ask to change what runs (317; istandaarden sections 6 and 9 C)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from services.access.allocation_requests.rules import Wrong, refuse
from services.access.allocation_requests.rules.answers import ASKED, ASKED_NO_TERM, answer_due
from services.access.allocations.rules import (
    Allocation,
    AllocationKind,
    combination_faults,
    is_actual,
    kind_of,
    stacks,
)
from shared.errors import NotFound, Text
from shared.values import CALENDAR, Calendar, Derivation
from shared.values.allocating import TOTAL, AskingState
from shared.values.terms import Law


class ChangeRequestNotFound(NotFound):
    """There is no such request, or it is not yours."""

    code = "change-request-not-found"
    title = Text("Verzoek om wijziging niet gevonden", "Request for change not found")
    detail = Text("Er is geen verzoek om wijziging {id}.", "There is no request for change {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedProduct:
    """A current allocation as the provider wants it (TeWijzigenProduct)."""

    allocation_number: int
    desired_from: date
    end_date: date | None = None
    volume: int | None = None
    unit: str | None = None
    frequency: str | None = None
    budget_cents: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProduct:
    """A product that the provider wants beside what runs (NieuwProduct)."""

    product_category: str | None = None
    product_code: str | None = None
    desired_from: date
    end_date: date | None = None
    volume: int | None = None
    unit: str | None = None
    frequency: str | None = None
    budget_cents: int | None = None


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """A provider's request to change what runs for a citizen; `provider_reference` is ReferentieAanbieder."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    citizen_id: UUID
    law: Law
    provider: str
    provider_reference: str | None
    requested_on: date
    reason: str
    unchanged_numbers: list[int]
    changed_products: list[ChangedProduct]
    new_products: list[NewProduct]
    granted_numbers: list[int] = field(default_factory=list)
    state: AskingState = AskingState.PENDING
    answer_due_on: date | None = None
    investigated_on: date | None = None
    answered_on: date | None = None
    rejection_reason: str | None = None
    responsible_municipality: str | None = None

    @property
    def referrer_type(self) -> str | None:
        """None: what runs already was opened before, so no referrer opens it again (317)."""
        return None


def actual_of(
    allocations: Iterable[Allocation], provider: str, law: Law, today: date
) -> dict[int, Allocation]:
    """The current allocations of a provider under a law, by number."""
    return {
        one.allocation_number: one
        for one in allocations
        if one.provider == provider and one.law is law and is_actual(one, today)
    }


def target_of(known: Allocation, asked: ChangedProduct) -> Allocation:
    """The allocation as it would be from the desired day on."""
    size = (asked.volume, asked.unit, asked.frequency)
    given = asked.budget_cents is not None or any(one is not None for one in size)
    kept = replace(known, end_date=asked.end_date, start_date=asked.desired_from)
    if not given:
        return kept
    return replace(
        kept, volume=asked.volume, unit=asked.unit, frequency=asked.frequency, budget_cents=asked.budget_cents
    )


def product_of(made: ChangeRequest, asked: NewProduct, like: Allocation) -> Allocation:
    """The allocation that a new product would be, with what it shares with one that runs."""
    return replace(
        like, allocation_number=0, product_category=asked.product_category, product_code=asked.product_code,
        volume=asked.volume, unit=asked.unit, frequency=asked.frequency, budget_cents=asked.budget_cents,
        start_date=asked.desired_from, end_date=asked.end_date,
    )  # fmt: skip


def ask(
    made: ChangeRequest,
    allocations: Sequence[Allocation],
    *,
    pending: bool,
    used: bool,
    today: date,
    calendar: Calendar = CALENDAR,
) -> tuple[ChangeRequest, Derivation]:
    """A new request with its term. Raises AskingRefused with every reason and the rule of the standard."""
    actual = actual_of(allocations, made.provider, made.law, today)
    wrong = [*_named_faults(made, actual)]
    if made.requested_on > today:
        wrong.append(Wrong("requestedOn", "asked-in-future", "TR135"))
    if pending:
        wrong.append(Wrong("citizenId", "pending-already", "TR374"))
    if used:
        wrong.append(Wrong("providerReference", "reference-used", "TR347"))
    for index, one in enumerate(made.changed_products):
        if one.allocation_number in actual:
            wrong += _changed_faults(made, index, one, actual[one.allocation_number])
    for index, new in enumerate(made.new_products):
        if new.desired_from <= made.requested_on:
            wrong.append(Wrong(f"newProducts/{index}/desiredFrom", "new-in-past", "TR380"))
        if actual and combination_faults(product_of(made, new, next(iter(actual.values())))):
            wrong.append(Wrong(f"newProducts/{index}/volume", "size-not-fitting", "CD041"))
    wrong += _overlaps(made, actual)
    refuse(wrong)
    due = answer_due(made.requested_on, calendar)
    sentence = ASKED_NO_TERM if due is None else ASKED
    asked = replace(made, answer_due_on=due)
    return asked, Derivation().because("R-X06", sentence, due, requested_on=made.requested_on)


def _named_faults(made: ChangeRequest, actual: dict[int, Allocation]) -> list[Wrong]:
    changed = [one.allocation_number for one in made.changed_products]
    named = Counter([*made.unchanged_numbers, *changed])
    found = []
    if not actual:
        found.append(Wrong("citizenId", "nothing-running", "OP306"))
    elif set(actual) - set(named):
        found.append(Wrong("unchangedNumbers", "not-all", "TR349"))
    if set(made.unchanged_numbers) - set(actual):
        found.append(Wrong("unchangedNumbers", "unknown-unchanged", "TR350"))
    if set(changed) - set(actual):
        found.append(Wrong("changedProducts", "unknown-changed", "TR351"))
    if any(count > 1 for count in named.values()):
        found.append(Wrong("changedProducts", "named-twice", "TR101"))
    if not named:
        found.append(Wrong("unchangedNumbers", "nothing-kept", "TR352"))
    if not (changed or made.new_products):
        found.append(Wrong("changedProducts", "nothing-asked", "TR353"))
    return found


def _changed_faults(made: ChangeRequest, index: int, asked: ChangedProduct, known: Allocation) -> list[Wrong]:
    at, target, found = f"changedProducts/{index}", target_of(known, asked), []
    original = asked.desired_from == known.start_date
    if asked.desired_from <= made.requested_on and not original:
        found.append(Wrong(f"{at}/desiredFrom", "change-in-past", "TR357"))
    total = (target.volume, target.frequency) != (known.volume, known.frequency) and TOTAL in (
        target.frequency, known.frequency,
    )  # fmt: skip
    if (total or target.budget_cents != known.budget_cents) and not original:
        found.append(Wrong(f"{at}/desiredFrom", "start-not-original", "TR373"))
    if combination_faults(replace(target, start_date=min(target.start_date, target.end_date or date.max))):
        found.append(Wrong(f"{at}/volume", "size-not-fitting", _size_rule(known)))
    if target.end_date is not None and target.end_date < target.start_date:
        found.append(Wrong(f"{at}/endDate", "size-not-fitting", "CS003"))
    return found


def _size_rule(known: Allocation) -> str:
    kind = kind_of(known)
    if kind is AllocationKind.CATEGORY:
        return "TR411"
    return "TR412" if kind in (AllocationKind.CATEGORY_BUDGET, AllocationKind.GENERIC) else "TR375"


def _overlaps(made: ChangeRequest, actual: dict[int, Allocation]) -> list[Wrong]:
    if not actual:
        return []
    like = next(iter(actual.values()))
    after = [actual[number] for number in made.unchanged_numbers if number in actual]
    for one in made.changed_products:
        if one.allocation_number in actual:
            after.append(target_of(actual[one.allocation_number], one))
    after += [product_of(made, one, like) for one in made.new_products]
    clash = any(stacks(one, other) for index, one in enumerate(after) for other in after[index + 1 :])
    return (
        [Wrong("newProducts" if made.new_products else "changedProducts", "product-overlaps", "TR361")]
        if clash
        else []
    )


__all__ = ["ChangeRequest", "ChangeRequestNotFound", "ChangedProduct", "NewProduct", "ask"]

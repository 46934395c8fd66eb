"""What becomes of a line: held against its allocation, contract, tariff, period and what was claimed before (R-S10 … R-S48).

Everything that it is judged by was read before, in sets; a line takes its place in the book, so that the next one is judged
after it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from services.settlement.ceilings.rules import Ceilings
from services.settlement.claims.rules.judged import Debit, Judged, Spent, netted
from services.settlement.claims.rules.known import Allocated, Contract, Funding, Line, Tariff
from services.settlement.claims.rules.pricing import BY_UNIT, WHOLE, Price, cents_of, price
from services.settlement.claims.rules.returning import Return
from services.settlement.claims.rules.room import allowed_until, room
from shared.values import add_months
from shared.values.agreements import FundingForm
from shared.values.claiming import ClaimReason, ClaimState, PartialApproval

Bundle = tuple[UUID, int, UUID]  # contract, agreement, citizen


@dataclass(slots=True)
class Book:
    """Everything that lines are judged by, and what the lines before took up."""

    today: date
    provider: frozenset[str]
    contracts: Mapping[UUID, Contract]
    tariffs: Mapping[str, Sequence[Tariff]]
    ceilings: Ceilings
    spent: dict[UUID, list[Spent]] = field(default_factory=dict)
    debits: dict[str, Debit] = field(default_factory=dict)
    # On which first day a client's bundle was paid, per agreement.
    bundles: dict[Bundle, list[date]] = field(default_factory=dict)
    clients: set[UUID] = field(default_factory=set)  # whose bundles were looked up
    # Which care came back after a gap (R-S30).
    returned: dict[UUID, Return] = field(default_factory=dict)
    # References that credits of this file take back: what is approved under them is a debit at once.
    awaited: set[str] = field(default_factory=set)

    def judge(self, line: Line, allocation: Allocated | None) -> Judged:
        """Judge one line and keep what it took."""
        if line.credit_of is not None:
            return self._credit(line, line.credit_of, allocation)
        made = self._judge(line, allocation)
        if line.external_reference in self.awaited and made.state is not ClaimState.REJECTED:
            self.debits[line.external_reference] = _debit(made)
        return made

    def _judge(self, line: Line, allocation: Allocated | None) -> Judged:
        if allocation is None or allocation.provider not in self.provider:
            return _no(line, ClaimReason.NO_ALLOCATION, None)
        contract = None if allocation.contract_id is None else self.contracts.get(allocation.contract_id)
        refused = _of_allocation(line, allocation) or self._of_days(line, allocation, contract)
        if refused is not None or contract is None:
            return _no(line, refused or ClaimReason.NO_CONTRACT, allocation, contract)
        funding = contract.funding_of(line.product_code, line.period_start, line.period_end)
        if funding is None or funding.form not in BY_UNIT | WHOLE:
            effort = funding is not None and funding.form is FundingForm.EFFORT_ALLOCATED
            reason = ClaimReason.EFFORT_IS_NOT_CLAIMED if effort else ClaimReason.NOT_PAID_BY_CLAIMS
            return _no(line, reason, allocation, contract)
        if self._within_guarantee(allocation, contract):
            return _no(line, ClaimReason.GUARANTEE_TERM, allocation, contract)
        before = self.spent.get(allocation.id, ())
        found = price(line, funding, self.tariffs.get(line.product_code, ()), allocation, before)
        if isinstance(found, ClaimReason):
            return _no(line, found, allocation, contract)
        made = Judged(
            line, ClaimState.APPROVED, None, line.volume, found.cents, allocation=allocation, contract=contract,
            agreement_number=funding.number, tariff_id=found.tariff_id, tariff_version=found.tariff_version,
            applied_tariff=found.applied,
        )  # fmt: skip
        if line.tariff is not None and found.applied is not None and not _same(line.tariff, found.applied):
            return _refused(made, ClaimReason.TARIFF_DIFFERS)
        if line.amount_cents != found.cents:
            return _refused(made, ClaimReason.AMOUNT_DIFFERS)
        if funding.form in WHOLE:
            return self._whole(made, allocation, contract, funding)
        return self._by_unit(made, allocation, contract, found)

    def _of_days(self, line: Line, allocation: Allocated, contract: Contract | None) -> ClaimReason | None:
        if line.period_end > self.today:
            return ClaimReason.PERIOD_FUTURE
        if line.period_start < allocation.start_date:
            return ClaimReason.BEFORE_START
        if allocation.end_date is not None and line.period_end > allocation.end_date:
            return ClaimReason.AFTER_END
        if not allocation.acute:
            allocated, earliest = allocation.allocated_on, allocation.earliest_delivery_on
            if allocated is not None and line.period_start < allocated:
                return ClaimReason.BEFORE_ALLOCATION
            if earliest is not None and line.period_start < earliest:
                return ClaimReason.BEFORE_ORDER
        if contract is not None and not contract.in_force(line.period_start, line.period_end):
            return ClaimReason.CONTRACT_NOT_IN_FORCE
        return None

    def _within_guarantee(self, allocation: Allocated, contract: Contract) -> bool:
        """Closed 1 February, back 1 June, twelve months guaranteed: not paid again (R-S29, R-S30)."""
        returned = self.returned.get(allocation.id)
        if returned is None or contract.guarantee_months is None:
            return False
        return returned.again_on < add_months(returned.closed_on, contract.guarantee_months)

    def _whole(self, made: Judged, allocation: Allocated, contract: Contract, funding: Funding) -> Judged:
        """One sum for the whole: of a trajectory or episode once per allocation, of a period once per client and period."""
        line = made.line
        months = funding.terms.get("months")
        if months is None:
            if any(one.volume > 0 or one.cents > 0 for one in self.spent.get(allocation.id, ())):
                return _refused(made, ClaimReason.PAID_ALREADY)
            return self._whole_sum(made, allocation)
        paid = self.bundles.setdefault((contract.id, funding.number, allocation.citizen_id), [])
        if any(_within(line.period_start, first, months) for first in paid):
            return _refused(made, ClaimReason.PAID_ALREADY)
        made = self._whole_sum(made, allocation)
        if made.paid_cents:
            paid.append(line.period_start)
        return made

    def _whole_sum(self, made: Judged, allocation: Allocated) -> Judged:
        """A sum that is paid whole or not, within what the allocation has in euros."""
        spent = sum(one.cents for one in self.spent.get(allocation.id, ()))
        if allocation.budget_cents is not None and made.paid_cents > allocation.budget_cents - spent:
            return _refused(made, ClaimReason.BUDGET_EXCEEDED)
        return self._take(made, split=False)

    def _by_unit(self, made: Judged, allocation: Allocated, contract: Contract, found: Price) -> Judged:
        line = made.line
        before = self.spent.get(allocation.id, [])
        if any(
            one.product_code == line.product_code
            and (one.period_start, one.period_end) == (line.period_start, line.period_end)
            and (one.volume > 0 or one.cents > 0)
            for one in before
        ):
            return _refused(made, ClaimReason.REPEATED)
        made = replace(made, allowed_volume=allowed_until(allocation, line.period_end))
        left = room(allocation, line.period_end, [(one.period_end, one.volume) for one in before])
        split = contract.partial_approval is PartialApproval.SPLIT and found.unit_price is not None
        if left is not None and line.volume > left:
            if not split or left <= 0:
                return _refused(made, ClaimReason.VOLUME_EXCEEDED)
            assert found.unit_price is not None, "only what has a price per unit is split"
            made = _in_part(made, ClaimReason.VOLUME_EXCEEDED, left, cents_of(found.unit_price * left))
        if allocation.budget_cents is not None:
            free = allocation.budget_cents - sum(one.cents for one in before)
            if made.paid_cents > free:
                if not split or free <= 0:
                    return _refused(made, ClaimReason.BUDGET_EXCEEDED)
                made = _in_part(made, ClaimReason.BUDGET_EXCEEDED, _volume_of(made, free), free)
        return self._take(made, split=split)

    def _take(self, made: Judged, *, split: bool) -> Judged:
        line, allocation, contract = made.line, made.allocation, made.contract
        assert allocation is not None and contract is not None, "what is paid has both"
        taken = self.ceilings.take(
            _under(line, allocation, contract), made.paid_cents, acute=allocation.acute, split=split
        )
        if taken.paid_cents < made.paid_cents:
            made = replace(made, ceiling_id=taken.ceiling_id)
            if not taken.paid_cents:
                return _refused(made, ClaimReason.CEILING_EXCEEDED)
            volume = _volume_of(made, taken.paid_cents)
            made = _in_part(made, ClaimReason.CEILING_EXCEEDED, volume, taken.paid_cents)
        elif taken.ceiling_id is not None:
            made = replace(
                made, exception_cents=taken.exception_cents, exceptions=taken.exceptions, ceiling_id=taken.ceiling_id,
            )  # fmt: skip
        self._spend(made, allocation)
        return made

    def _spend(self, made: Judged, allocation: Allocated) -> None:
        line = made.line
        self.spent.setdefault(allocation.id, []).append(
            Spent(
                line.product_code, line.unit, line.period_start, line.period_end, made.paid_volume, made.paid_cents
            )
        )  # fmt: skip

    def _credit(self, line: Line, credited: str, allocation: Allocated | None) -> Judged:
        """A line that takes an earlier one back, whole: what was paid of it and its place in the volume."""
        debit = self.debits.get(credited)
        if debit is None:
            return _no(line, ClaimReason.CREDIT_WITHOUT_DEBIT, allocation)
        # Of the debit, whatever bears its number today.
        allocation = debit.allocation
        contract = self.contracts.get(debit.contract_id)
        if contract is None:
            return _no(line, ClaimReason.NO_CONTRACT, allocation)
        if debit.credited:
            return _no(line, ClaimReason.ALREADY_CREDITED, allocation, contract)
        same = (
            line.law == debit.law
            and line.allocation_number == debit.allocation_number
            and line.product_code == debit.product_code
            and (line.period_start, line.period_end) == (debit.period_start, debit.period_end)
            and (line.volume, line.amount_cents) == (debit.volume, debit.amount_cents)
        )
        if not same:
            return _no(line, ClaimReason.CREDIT_DIFFERS, allocation, contract)
        self.debits[credited] = replace(debit, credited=True)
        self.ceilings.give_back(_under(line, allocation, contract), debit.paid_cents, debit.exceptions)
        made = Judged(
            line, ClaimState.CREDITED, None, -debit.paid_volume, -debit.paid_cents, -debit.exception_cents,
            {id_: -cents for id_, cents in debit.exceptions.items()}, allocation=allocation, contract=contract,
            agreement_number=debit.agreement_number,
        )  # fmt: skip
        self._spend(made, allocation)
        self._reopen(allocation, debit)
        return made

    def _reopen(self, allocation: Allocated, debit: Debit) -> None:
        self.spent[allocation.id] = netted(self.spent[allocation.id])
        if debit.agreement_number is None:
            return
        paid = self.bundles.get((debit.contract_id, debit.agreement_number, allocation.citizen_id), [])
        if debit.period_start in paid:
            paid.remove(debit.period_start)


@dataclass(frozen=True, slots=True)
class _Under:
    contract_id: UUID
    population_id: UUID | None
    provider: str
    product_code: str
    delivered_on: date


def _under(line: Line, allocation: Allocated, contract: Contract) -> _Under:
    return _Under(
        contract.id, contract.population_id, allocation.provider, line.product_code, line.period_end
    )


def _of_allocation(line: Line, allocation: Allocated) -> ClaimReason | None:
    """What the line says of product and unit beside what was allocated; what the allocation leaves open is free."""
    if allocation.deleted:
        return ClaimReason.DELETED_ALLOCATION
    category = allocation.product_category
    if category is not None and line.product_category is not None and category != line.product_category:
        return ClaimReason.CATEGORY_DIFFERS
    if allocation.product_code is not None and allocation.product_code != line.product_code:
        return ClaimReason.PRODUCT_DIFFERS
    if allocation.unit is not None and allocation.unit != line.unit:
        return ClaimReason.UNIT_DIFFERS
    return None


def _within(day: date, first: date, months: int) -> bool:
    return first <= day < add_months(first, months) or day <= first < add_months(day, months)


def _same(told: str, applied: str) -> bool:
    return Decimal(told) == Decimal(applied)


def _volume_of(made: Judged, cents: int) -> int:
    """How much volume a part of the sum pays; what is begun counts whole, so that nobody is paid for it again."""
    return -(-made.paid_volume * cents // made.paid_cents)


def _debit(made: Judged) -> Debit:
    line, allocation, contract = made.line, made.allocation, made.contract
    assert allocation is not None and contract is not None, "what is paid has both"
    return Debit(
        line.law, line.allocation_number, line.product_code, line.period_start, line.period_end, line.volume,
        line.amount_cents, made.paid_volume, made.paid_cents, made.exception_cents, made.exceptions, contract.id,
        made.agreement_number, False, allocation,
    )  # fmt: skip


def _in_part(made: Judged, reason: ClaimReason, volume: int, cents: int) -> Judged:
    return replace(made, state=ClaimState.PARTIAL, reason=reason, paid_volume=volume, paid_cents=cents)


def _refused(made: Judged, reason: ClaimReason) -> Judged:
    return replace(made, state=ClaimState.REJECTED, reason=reason, paid_volume=0, paid_cents=0)


def _no(
    line: Line, reason: ClaimReason, allocation: Allocated | None, contract: Contract | None = None
) -> Judged:
    return Judged(line, ClaimState.REJECTED, reason, allocation=allocation, contract=contract)


__all__ = ["Book", "Bundle"]

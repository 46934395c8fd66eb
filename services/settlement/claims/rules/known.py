"""What a claim is judged by, as settlement knows it on the day of judging: allocation, contract, funding and tariffs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from shared.values.agreements import FundingForm
from shared.values.claiming import PartialApproval


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file that is well-formed; the amount in cents, the volume in its unit (minutes, hours, eurocents …)."""

    line: int
    external_reference: str
    law: str
    allocation_number: int
    product_category: str | None
    product_code: str
    unit: str
    period_start: date
    period_end: date
    volume: int
    tariff: str | None
    amount_cents: int
    credit_of: str | None


@dataclass(frozen=True, slots=True)
class Allocated:
    """The allocation that a line names; `version` is the one that it was judged by."""

    id: UUID
    version: int
    provider: str
    contract_id: UUID | None
    citizen_id: UUID
    start_date: date
    end_date: date | None
    acute: bool
    volume: int | None
    budget_cents: int | None
    deleted: bool
    earliest_delivery_on: date | None
    product_category: str | None
    product_code: str | None
    unit: str | None
    frequency: str | None
    allocated_on: date | None


@dataclass(frozen=True, slots=True)
class Funding:
    """A funding agreement that holds on some days; `terms` in the names of the schema."""

    contract_id: UUID
    number: int
    form: FundingForm
    product_codes: Sequence[str]
    valid_from: date
    valid_until: date | None
    terms: Mapping[str, Any]

    def holds(self, product_code: str, start: date, end: date) -> bool:
        """Whether it is of this product, all these days."""
        of_product = not self.product_codes or product_code in self.product_codes
        return (
            of_product and self.valid_from <= start and (self.valid_until is None or end <= self.valid_until)
        )


@dataclass(frozen=True, slots=True)
class Contract:
    """A contract with what is agreed on paying; `partial_approval` says what becomes of what fits in part (R-S36)."""

    id: UUID
    version: int
    number: str
    payee: str
    start_date: date
    end_date: date | None
    rests_from: date | None
    rests_until: date | None
    partial_approval: PartialApproval
    guarantee_months: int | None
    population_id: UUID | None
    funding: Sequence[Funding]

    def in_force(self, start: date, end: date) -> bool:
        """Whether it is in force on all these days and not suspended on any of them."""
        if start < self.start_date or (self.end_date is not None and end > self.end_date):
            return False
        if self.rests_from is None or end < self.rests_from:
            return True
        return self.rests_until is not None and start > self.rests_until

    def funding_of(self, product_code: str, start: date, end: date) -> Funding | None:
        """The agreement that pays this product on these days: one that names the product before one of all products."""
        held = [one for one in self.funding if one.holds(product_code, start, end)]
        return min(held, key=lambda one: (not one.product_codes, one.number), default=None)


@dataclass(frozen=True, slots=True)
class Tariff:
    """A tariff with its table of amounts: days from and until (None: open) and the amount in euro as decimal text; or tiers."""

    id: UUID
    version: int
    product_code: str
    contract_id: UUID | None
    provider: str | None
    unit: str
    valid_from: date
    valid_until: date | None
    amounts: Sequence[tuple[date, date | None, str]]
    tiers: Sequence[tuple[str, int]]

    def narrowness(self) -> tuple[bool, bool]:
        """The narrowest first: of a contract before general, and of one provider before all in it."""
        return (self.contract_id is None, self.provider is None)

    def of(self, contract_id: UUID, provider: str, start: date, end: date) -> bool:
        """Whether it is for this contract and provider, and holds on all these days."""
        return (
            self.contract_id in (None, contract_id)
            and self.provider in (None, provider)
            and self.valid_from <= start
            and (self.valid_until is None or end <= self.valid_until)
        )

    def amount(self, start: date, end: date) -> str | None:
        """What a unit costs on all these days; None where it changes between them, or nothing is said."""
        return next(
            (
                amount
                for first, last, amount in self.amounts
                if first <= start and (last is None or end <= last)
            ),
            None,
        )


__all__ = ["Allocated", "Contract", "Funding", "Line", "Tariff"]

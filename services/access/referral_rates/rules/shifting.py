"""Whether care is shifted to other budgets: what is referred on after a fixed budget began (R-A39, E-11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from services.access.referral_rates.rules.figures import deviation
from services.access.referral_rates.rules.rating import Norm
from services.access.referral_rates.rules.types import BudgetShift


@dataclass(frozen=True, slots=True)
class ShiftCount:
    """What the members of a contract with a fixed budget referred on, before it began and since."""

    contract_id: UUID
    contract_number: str
    started_on: date
    until: date
    days: int
    before: int
    after: int
    heavy_before: int
    heavy_after: int
    across_before: int
    across_after: int


def shift_of(counted: ShiftCount, norm: Norm) -> BudgetShift:
    """The rise since the budget is fixed, over as many days before as have passed since; it stands out above the norm."""
    rise = deviation(counted.after, counted.days, counted.before, counted.days)
    return BudgetShift(
        contract_id=counted.contract_id, contract_number=counted.contract_number, started_on=counted.started_on,
        until=counted.until, days=counted.days, before=counted.before, after=counted.after,
        heavy_before=counted.heavy_before, heavy_after=counted.heavy_after, across_before=counted.across_before,
        across_after=counted.across_after, rise_basis_points=rise, above_norm=norm.broken(counted.after, rise),
    )  # fmt: skip


__all__ = ["ShiftCount", "shift_of"]

"""The only SQL on budget allocations."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from typing import Any

from services.contracts.budget_allocations.rules import AllocationNotFound, Basis, BudgetAllocation
from services.contracts.tables import budget_allocations
from shared.kit.registers import Register
from shared.schemas import contracts as schemas

_DEFAULTS = {
    one.name: one.default_factory() if one.default_factory is not MISSING else one.default
    for one in fields(Basis)
}


@dataclass(frozen=True, slots=True)
class _Allocations(Register[BudgetAllocation]):
    """Allocations; of the basis only what its method uses is kept."""

    def values(self, made: BudgetAllocation) -> dict[str, Any]:
        found = Register.values(self, made)
        basis: Mapping[str, Any] = found["basis"]
        used = {name: value for name, value in basis.items() if value != _DEFAULTS[name]}
        return {**found, "basis": used}


ALLOCATIONS = _Allocations(budget_allocations, BudgetAllocation, schemas.BudgetAllocation, AllocationNotFound)

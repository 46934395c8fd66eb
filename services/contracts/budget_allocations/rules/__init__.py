"""How a budget is found or divided, exact to the cent (R-C13 … R-C19, R-C24, R-C25, R-C48, R-C49)."""

from services.contracts.budget_allocations.rules.allocating import (
    METHODS,
    OWN_ONLY,
    BudgetAllocation,
    Sufficiency,
    SufficiencyLine,
    allocate,
    shared_with,
    sufficiency,
    total_of,
)
from services.contracts.budget_allocations.rules.basis import Basis, CurrentBudget
from services.contracts.budget_allocations.rules.history import (
    Counted,
    contracts_of,
    explained,
    with_history,
)
from services.contracts.budget_allocations.rules.parts import (
    AllocationNotFound,
    AllocationPart,
    AllocationRefused,
    Outcome,
    divide,
    rest_on_largest,
)
from services.contracts.budget_allocations.rules.weighing import damped

__all__ = [
    "METHODS", "OWN_ONLY", "AllocationNotFound", "AllocationPart", "AllocationRefused", "Basis", "BudgetAllocation",
    "Counted", "CurrentBudget", "Outcome", "Sufficiency", "SufficiencyLine", "allocate", "contracts_of", "damped", "divide",
    "explained", "rest_on_largest", "shared_with", "sufficiency", "total_of", "with_history",
]  # fmt: skip

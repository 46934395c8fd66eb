"""Budgets: allocations, squares and transfers, ceilings, reciprocal obligations."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    BudgetAllocation,
    CategorySpending,
    CategorySquare,
    CategoryTransfer,
    Ceiling,
    CeilingCheck,
    CeilingCounters,
    CeilingShift,
    CeilingTerms,
    NewBudgetAllocation,
    NewCategorySquare,
    NewCategoryTransfer,
    NewCeiling,
    NewReciprocalObligation,
    ObligationStep,
    ReciprocalObligation,
    ReciprocityLine,
    Sufficiency,
    TransferConsent,
    TransferRefusal,
)


class BudgetsClient(Client):
    """Budgets: allocations, squares and transfers, ceilings, reciprocal obligations."""

    async def allocate_budget(
        self, new: NewBudgetAllocation, *, key: str | None = None, dry_run: bool = False
    ) -> BudgetAllocation:
        """Find or divide a budget (N-114); with `dry_run` it is computed and not kept."""
        return await self.post("/budget-allocations", BudgetAllocation, new, key=key, **_dry(dry_run))

    async def put_budget_allocation(self, reference: str, new: NewBudgetAllocation) -> BudgetAllocation:
        """The same under the client's own reference; the same again gives what is there."""
        path = f"/budget-allocations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return BudgetAllocation.model_validate_json(response.content)

    async def budget_allocation(self, allocation_id: UUID) -> BudgetAllocation:
        """One allocation."""
        return await self.get(f"/budget-allocations/{allocation_id}", BudgetAllocation)

    async def budget_allocations(self, **filters: Any) -> list[BudgetAllocation]:
        """All allocations, by `method`, `year`, `contractId` or `externalReference`."""
        return await self.page("/budget-allocations", BudgetAllocation, **filters)

    async def budget_allocation_derivation(self, allocation_id: UUID) -> DerivationAnswer:
        """Why the parts are what they are."""
        return await self.get(f"/budget-allocations/{allocation_id}/derivation", DerivationAnswer)

    async def sufficiency(self, allocation_id: UUID) -> Sufficiency:
        """Whether each part covers its current cost (D-54)."""
        return await self.get(f"/budget-allocations/{allocation_id}/sufficiency", Sufficiency)

    async def open_square(self, new: NewCategorySquare, *, key: str | None = None) -> CategorySquare:
        """Open the square of a contract for a year (R-C20)."""
        return await self.post("/squares", CategorySquare, new, key=key)

    async def put_square(self, reference: str, new: NewCategorySquare) -> CategorySquare:
        """The same under the client's own reference."""
        response = await self.request("PUT", f"/squares/by-reference/{quote(reference, safe='')}", body=new)
        return CategorySquare.model_validate_json(response.content)

    async def square(self, square_id: UUID) -> CategorySquare:
        """One square with its balances."""
        return await self.get(f"/squares/{square_id}", CategorySquare)

    async def squares(self, **filters: Any) -> list[CategorySquare]:
        """All squares, by `contractId`, `year` or `externalReference`."""
        return await self.page("/squares", CategorySquare, **filters)

    async def square_derivation(self, square_id: UUID) -> DerivationAnswer:
        """Why the balances are what they are."""
        return await self.get(f"/squares/{square_id}/derivation", DerivationAnswer)

    async def register_spending(self, square_id: UUID, spending: CategorySpending) -> CategorySquare:
        """What the categories have spent up to and including a day."""
        response = await self.request("PUT", f"/squares/{square_id}/spending", body=spending)
        return CategorySquare.model_validate_json(response.content)

    async def request_transfer(
        self, new: NewCategoryTransfer, *, key: str | None = None, dry_run: bool = False
    ) -> CategoryTransfer:
        """Ask to move budget between categories."""
        return await self.post("/category-transfers", CategoryTransfer, new, key=key, **_dry(dry_run))

    async def put_transfer(self, reference: str, new: NewCategoryTransfer) -> CategoryTransfer:
        """The same under the client's own reference."""
        path = f"/category-transfers/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return CategoryTransfer.model_validate_json(response.content)

    async def category_transfer(self, transfer_id: UUID) -> CategoryTransfer:
        """One transfer between categories."""
        return await self.get(f"/category-transfers/{transfer_id}", CategoryTransfer)

    async def category_transfers(self, **filters: Any) -> list[CategoryTransfer]:
        """All transfers, by `squareId`, `contractId`, `state` or `externalReference`."""
        return await self.page("/category-transfers", CategoryTransfer, **filters)

    async def transfer_derivation(self, transfer_id: UUID) -> DerivationAnswer:
        """What a booked transfer did to the square."""
        return await self.get(f"/category-transfers/{transfer_id}/derivation", DerivationAnswer)

    async def consent_to_transfer(
        self, transfer_id: UUID, approver: str | None = None, *, key: str | None = None
    ) -> CategoryTransfer:
        """The municipality consents (F-29)."""
        path = f"/category-transfers/{transfer_id}/consent"
        return await self.post(path, CategoryTransfer, TransferConsent(approver=approver), key=key)

    async def refuse_transfer(
        self, transfer_id: UUID, reason: str, *, key: str | None = None
    ) -> CategoryTransfer:
        """The municipality refuses, with the reason."""
        path = f"/category-transfers/{transfer_id}/refusal"
        return await self.post(path, CategoryTransfer, TransferRefusal(reason=reason), key=key)

    async def book_transfer(
        self, transfer_id: UUID, *, key: str | None = None, dry_run: bool = False
    ) -> CategoryTransfer:
        """Book a transfer that was consented to (R-C20)."""
        path = f"/category-transfers/{transfer_id}/booking"
        return await self.post(path, CategoryTransfer, key=key, **_dry(dry_run))

    async def withdraw_category_transfer(
        self, transfer_id: UUID, *, key: str | None = None
    ) -> CategoryTransfer:
        """Take a request back before it is booked."""
        return await self.post(f"/category-transfers/{transfer_id}/withdrawal", CategoryTransfer, key=key)

    async def agree_ceiling(
        self, new: NewCeiling, *, key: str | None = None, dry_run: bool = False
    ) -> Ceiling:
        """Agree a ceiling for a year (N-116)."""
        return await self.post("/ceilings", Ceiling, new, key=key, **_dry(dry_run))

    async def put_ceiling(self, reference: str, new: NewCeiling) -> Ceiling:
        """The same under the client's own reference."""
        response = await self.request("PUT", f"/ceilings/by-reference/{quote(reference, safe='')}", body=new)
        return Ceiling.model_validate_json(response.content)

    async def ceiling(self, ceiling_id: UUID) -> Ceiling:
        """One ceiling."""
        return await self.get(f"/ceilings/{ceiling_id}", Ceiling)

    async def ceilings(self, **filters: Any) -> list[Ceiling]:
        """All ceilings, by `year`, `level`, `provider`, `contractId`, `populationId` or `externalReference`."""
        return await self.page("/ceilings", Ceiling, **filters)

    async def ceiling_derivation(self, ceiling_id: UUID) -> DerivationAnswer:
        """Why a ceiling binds as it does."""
        return await self.get(f"/ceilings/{ceiling_id}/derivation", DerivationAnswer)

    async def revise_ceiling(self, ceiling_id: UUID, version: int, terms: CeilingTerms) -> Ceiling:
        """A ceiling's next version; `version` is the one that was read."""
        match = {"If-Match": f'"{version}"'}
        response = await self.request("PUT", f"/ceilings/{ceiling_id}", body=terms, headers=match)
        return Ceiling.model_validate_json(response.content)

    async def check_ceiling(self, ceiling_id: UUID, counters: CeilingCounters) -> CeilingCheck:
        """Which limits these counters hit (R-C22); nothing is kept."""
        return await self.post(f"/ceilings/{ceiling_id}/_check", CeilingCheck, counters)

    async def shift_lines(
        self, ceiling_id: UUID, shift: CeilingShift, *, key: str | None = None, dry_run: bool = False
    ) -> Ceiling:
        """Move budget between the lines inside one limit (R-C23)."""
        return await self.post(f"/ceilings/{ceiling_id}/shifts", Ceiling, shift, key=key, **_dry(dry_run))

    async def agree_obligation(
        self, new: NewReciprocalObligation, *, key: str | None = None
    ) -> ReciprocalObligation:
        """Agree a reciprocal obligation (N-119)."""
        return await self.post("/obligations", ReciprocalObligation, new, key=key)

    async def put_obligation(self, reference: str, new: NewReciprocalObligation) -> ReciprocalObligation:
        """The same under the client's own reference."""
        path = f"/obligations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ReciprocalObligation.model_validate_json(response.content)

    async def obligation(self, obligation_id: UUID) -> ReciprocalObligation:
        """One reciprocal obligation."""
        return await self.get(f"/obligations/{obligation_id}", ReciprocalObligation)

    async def obligations(self, **filters: Any) -> list[ReciprocalObligation]:
        """All obligations, by `contractId`, `kind`, `party`, `state`, `dueDateTo` or `externalReference`."""
        return await self.page("/obligations", ReciprocalObligation, **filters)

    async def obligation_derivation(self, obligation_id: UUID) -> DerivationAnswer:
        """Why an obligation is in its state."""
        return await self.get(f"/obligations/{obligation_id}/derivation", DerivationAnswer)

    async def advance_obligation(
        self, obligation_id: UUID, step: ObligationStep, *, key: str | None = None
    ) -> ReciprocalObligation:
        """A next state of an obligation."""
        return await self.post(f"/obligations/{obligation_id}/states", ReciprocalObligation, step, key=key)

    async def reciprocity_report(self, **filters: Any) -> list[ReciprocityLine]:
        """Guarantees and what is done in return, by contract (D-56); by `contractId` when asked."""
        return await self.page("/reciprocity-report", ReciprocityLine, **filters)


def _dry(dry_run: bool) -> dict[str, Any]:
    return {"dryRun": "true"} if dry_run else {}

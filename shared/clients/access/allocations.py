"""The part of the access client about allocating support: allocations, care orders, providers' requests, cohorts."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.access import (
    Allocation,
    AllocationChange,
    AllocationGrant,
    AllocationRequest,
    AllocationVersions,
    AskingRejection,
    CareOrder,
    ChangeRequest,
    NewAllocationRequest,
    NewCareOrder,
    NewChangeRequest,
    NewTransitionCohort,
    TransferList,
    TransitionCohort,
    UndecidedCare,
)
from shared.schemas.common import DerivationAnswer


class AllocationsClient(Client):
    """What a provider may deliver to a citizen, in versions, and how that comes about and changes."""

    async def get_allocation(self, allocation_id: UUID) -> Allocation:
        """One allocation as it stands."""
        return await self.get(f"/allocations/{allocation_id}", Allocation)

    async def list_allocations(self, **filters: Any) -> list[Allocation]:
        """All that match, oldest first; filters are named as in the query (`citizenId`, `allocationNumber`)."""
        return await self.page("/allocations", Allocation, **filters)

    async def get_allocation_versions(self, allocation_id: UUID) -> AllocationVersions:
        """All versions, and which of them counts."""
        return await self.get(f"/allocations/{allocation_id}/versions", AllocationVersions)

    async def explain_allocation(self, allocation_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/allocations/{allocation_id}/derivation", DerivationAnswer)

    async def change_allocation(
        self, allocation_id: UUID, change: AllocationChange, *, key: str | None = None
    ) -> Allocation:
        """Change its end, size, budget or product."""
        return await self.post(f"/allocations/{allocation_id}/changes", Allocation, change, key=key)

    async def register_care_order(
        self, new: NewCareOrder, *, key: str | None = None, dry_run: bool = False
    ) -> CareOrder:
        """Register a care order."""
        return await self.post(
            "/care-orders", CareOrder, new, key=key, **({"dryRun": "true"} if dry_run else {})
        )

    async def put_care_order(self, reference: str, new: NewCareOrder) -> CareOrder:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/care-orders/by-reference/{quote(reference, safe='')}", body=new
        )
        return CareOrder.model_validate_json(response.content)

    async def get_care_order(self, care_order_id: UUID) -> CareOrder:
        """One of them."""
        return await self.get(f"/care-orders/{care_order_id}", CareOrder)

    async def list_care_orders(self, **filters: Any) -> list[CareOrder]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/care-orders", CareOrder, **filters)

    async def explain_care_order(self, care_order_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/care-orders/{care_order_id}/derivation", DerivationAnswer)

    async def withdraw_care_order(self, care_order_id: UUID, *, key: str | None = None) -> CareOrder:
        """Withdraw it."""
        return await self.post(f"/care-orders/{care_order_id}/withdrawal", CareOrder, key=key)

    async def get_undecided_care(self) -> UndecidedCare:
        """Acute care without a decision, with its days and amount."""
        return await self.get("/care-orders/undecided", UndecidedCare)


class AskingClient(Client):
    """What providers ask: allocations and changes, and the transition of clients to another contract."""

    async def register_allocation_request(
        self, new: NewAllocationRequest, *, key: str | None = None, dry_run: bool = False
    ) -> AllocationRequest:
        """Register a request for allocation."""
        return await self.post(
            "/allocation-requests", AllocationRequest, new, key=key, **({"dryRun": "true"} if dry_run else {})
        )

    async def put_allocation_request(self, reference: str, new: NewAllocationRequest) -> AllocationRequest:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/allocation-requests/by-reference/{quote(reference, safe='')}", body=new
        )
        return AllocationRequest.model_validate_json(response.content)

    async def get_allocation_request(self, allocation_request_id: UUID) -> AllocationRequest:
        """One of them."""
        return await self.get(f"/allocation-requests/{allocation_request_id}", AllocationRequest)

    async def list_allocation_requests(self, **filters: Any) -> list[AllocationRequest]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/allocation-requests", AllocationRequest, **filters)

    async def explain_allocation_request(self, allocation_request_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/allocation-requests/{allocation_request_id}/derivation", DerivationAnswer)

    async def withdraw_allocation_request(
        self, allocation_request_id: UUID, *, key: str | None = None
    ) -> AllocationRequest:
        """Withdraw it."""
        return await self.post(
            f"/allocation-requests/{allocation_request_id}/withdrawal", AllocationRequest, key=key
        )

    async def investigate_allocation_request(
        self, allocation_request_id: UUID, *, key: str | None = None
    ) -> AllocationRequest:
        """Take up to eight weeks to answer."""
        return await self.post(
            f"/allocation-requests/{allocation_request_id}/investigation", AllocationRequest, key=key
        )

    async def reject_allocation_request(
        self, allocation_request_id: UUID, why: AskingRejection, *, key: str | None = None
    ) -> AllocationRequest:
        """Reject it with a reason."""
        return await self.post(
            f"/allocation-requests/{allocation_request_id}/rejection", AllocationRequest, why, key=key
        )

    async def grant_allocation_request(
        self, allocation_request_id: UUID, given: AllocationGrant, *, key: str | None = None
    ) -> AllocationRequest:
        """Grant it with an allocation."""
        return await self.post(
            f"/allocation-requests/{allocation_request_id}/grant", AllocationRequest, given, key=key
        )

    async def register_change_request(
        self, new: NewChangeRequest, *, key: str | None = None, dry_run: bool = False
    ) -> ChangeRequest:
        """Register a request for change."""
        return await self.post(
            "/change-requests", ChangeRequest, new, key=key, **({"dryRun": "true"} if dry_run else {})
        )

    async def put_change_request(self, reference: str, new: NewChangeRequest) -> ChangeRequest:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/change-requests/by-reference/{quote(reference, safe='')}", body=new
        )
        return ChangeRequest.model_validate_json(response.content)

    async def get_change_request(self, change_request_id: UUID) -> ChangeRequest:
        """One of them."""
        return await self.get(f"/change-requests/{change_request_id}", ChangeRequest)

    async def list_change_requests(self, **filters: Any) -> list[ChangeRequest]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/change-requests", ChangeRequest, **filters)

    async def explain_change_request(self, change_request_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/change-requests/{change_request_id}/derivation", DerivationAnswer)

    async def withdraw_change_request(
        self, change_request_id: UUID, *, key: str | None = None
    ) -> ChangeRequest:
        """Withdraw it."""
        return await self.post(f"/change-requests/{change_request_id}/withdrawal", ChangeRequest, key=key)

    async def investigate_change_request(
        self, change_request_id: UUID, *, key: str | None = None
    ) -> ChangeRequest:
        """Take up to eight weeks to answer."""
        return await self.post(f"/change-requests/{change_request_id}/investigation", ChangeRequest, key=key)

    async def reject_change_request(
        self, change_request_id: UUID, why: AskingRejection, *, key: str | None = None
    ) -> ChangeRequest:
        """Reject it with a reason."""
        return await self.post(f"/change-requests/{change_request_id}/rejection", ChangeRequest, why, key=key)

    async def grant_change_request(self, change_request_id: UUID, *, key: str | None = None) -> ChangeRequest:
        """Grant it as a whole."""
        return await self.post(f"/change-requests/{change_request_id}/grant", ChangeRequest, key=key)

    async def register_transition_cohort(
        self, new: NewTransitionCohort, *, key: str | None = None, dry_run: bool = False
    ) -> TransitionCohort:
        """Register a transition of clients."""
        return await self.post(
            "/transition-cohorts", TransitionCohort, new, key=key, **({"dryRun": "true"} if dry_run else {})
        )

    async def put_transition_cohort(self, reference: str, new: NewTransitionCohort) -> TransitionCohort:
        """The same under a reference of one's own: twice is once."""
        response = await self.request(
            "PUT", f"/transition-cohorts/by-reference/{quote(reference, safe='')}", body=new
        )
        return TransitionCohort.model_validate_json(response.content)

    async def get_transition_cohort(self, transition_cohort_id: UUID) -> TransitionCohort:
        """One of them."""
        return await self.get(f"/transition-cohorts/{transition_cohort_id}", TransitionCohort)

    async def list_transition_cohorts(self, **filters: Any) -> list[TransitionCohort]:
        """All that match, oldest first; filters are named as in the query."""
        return await self.page("/transition-cohorts", TransitionCohort, **filters)

    async def explain_transition_cohort(self, transition_cohort_id: UUID) -> DerivationAnswer:
        """Why it is what it is."""
        return await self.get(f"/transition-cohorts/{transition_cohort_id}/derivation", DerivationAnswer)

    async def withdraw_transition_cohort(
        self, transition_cohort_id: UUID, *, key: str | None = None
    ) -> TransitionCohort:
        """Withdraw it."""
        return await self.post(
            f"/transition-cohorts/{transition_cohort_id}/withdrawal", TransitionCohort, key=key
        )

    async def get_transfer_list(self, transition_cohort_id: UUID) -> TransferList:
        """Who goes over."""
        return await self.get(f"/transition-cohorts/{transition_cohort_id}/transfer-list", TransferList)

    async def carry_out_transition_cohort(
        self, transition_cohort_id: UUID, *, key: str | None = None
    ) -> TransitionCohort:
        """Move everybody at once."""
        path = f"/transition-cohorts/{transition_cohort_id}/execution"
        return await self.post(path, TransitionCohort, key=key)

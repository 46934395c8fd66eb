"""Procurements, bids and catalogues."""

from datetime import date
from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Bid,
    BidReplacement,
    BidScoring,
    Catalogue,
    CatalogueAssignment,
    CatalogueChange,
    CatalogueQuestion,
    NewBid,
    NewProcurement,
    PhaseConclusion,
    Procurement,
    ProcurementChange,
    ProcurementWithdrawal,
)


class ProcurementsClient(Client):
    """Procurements, bids and catalogues."""

    async def draft_procurement(self, new: NewProcurement, *, key: str | None = None) -> Procurement:
        """Draft a procurement of one of the thirteen models (N-40)."""
        return await self.post("/procurements", Procurement, new, key=key)

    async def put_procurement(self, reference: str, new: NewProcurement) -> Procurement:
        """Draft a procurement under the client's own reference, or bring that draft to these terms."""
        path = f"/procurements/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Procurement.model_validate_json(response.content)

    async def change_procurement(
        self, procurement_id: UUID, version: int, change: ProcurementChange, *, key: str | None = None
    ) -> Procurement:
        """Change a draft of which this version was read; what is not set stays."""
        path, match = f"/procurements/{procurement_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Procurement.model_validate_json(response.content)

    async def procurement(self, procurement_id: UUID) -> Procurement:
        """One procurement."""
        return await self.get(f"/procurements/{procurement_id}", Procurement)

    async def procurements(self, **filters: Any) -> list[Procurement]:
        """All procurements, by `state`, `procurementModel`, `number`, `externalReference`, `closesFrom` and `closesTo`."""
        return await self.page("/procurements", Procurement, **filters)

    async def publish_procurement(self, procurement_id: UUID, *, key: str | None = None) -> Procurement:
        """Publish a complete draft; from here on it is fixed (F-30)."""
        return await self.post(f"/procurements/{procurement_id}/publication", Procurement, key=key)

    async def conclude_phase(
        self, procurement_id: UUID, conclusion: PhaseConclusion, *, key: str | None = None
    ) -> Procurement:
        """Conclude a phase of a dialogue, with who drops out (A-13.4)."""
        path = f"/procurements/{procurement_id}/phase-conclusions"
        return await self.post(path, Procurement, conclusion, key=key)

    async def open_bids(self, procurement_id: UUID, *, key: str | None = None) -> Procurement:
        """Open all bids at once, after the closing moment."""
        return await self.post(f"/procurements/{procurement_id}/opening", Procurement, key=key)

    async def score_bids(
        self, procurement_id: UUID, scoring: BidScoring, *, key: str | None = None
    ) -> Procurement:
        """Score the opened bids by the fixed criteria."""
        return await self.post(f"/procurements/{procurement_id}/scoring", Procurement, scoring, key=key)

    async def award_procurement(self, procurement_id: UUID, *, key: str | None = None) -> Procurement:
        """Award by the ranking; every winner has a draft contract."""
        return await self.post(f"/procurements/{procurement_id}/award", Procurement, key=key)

    async def withdraw_procurement(
        self, procurement_id: UUID, reason: str, *, key: str | None = None
    ) -> Procurement:
        """Withdraw a procurement; what is sealed stays sealed."""
        body = ProcurementWithdrawal(reason=reason)
        return await self.post(f"/procurements/{procurement_id}/withdrawal", Procurement, body, key=key)

    async def procurement_derivation(self, procurement_id: UUID) -> DerivationAnswer:
        """Why a procurement went as it did."""
        return await self.get(f"/procurements/{procurement_id}/derivation", DerivationAnswer)

    async def submit_bid(self, procurement_id: UUID, new: NewBid, *, key: str | None = None) -> Bid:
        """Bid as a provider, until the closing moment."""
        return await self.post(f"/procurements/{procurement_id}/bids", Bid, new, key=key)

    async def put_bid(self, procurement_id: UUID, reference: str, new: NewBid) -> Bid:
        """Bid under the client's own reference; the same again gives what is there."""
        path = f"/procurements/{procurement_id}/bids/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Bid.model_validate_json(response.content)

    async def replace_bid(self, bid_id: UUID, version: int, new: BidReplacement) -> Bid:
        """Put another content in the place of a bid of which this version was read."""
        response = await self.request(
            "PUT", f"/bids/{bid_id}", body=new, headers={"If-Match": f'"{version}"'}
        )
        return Bid.model_validate_json(response.content)

    async def withdraw_bid(self, bid_id: UUID, *, key: str | None = None) -> Bid:
        """Withdraw a bid, until the closing moment."""
        return await self.post(f"/bids/{bid_id}/withdrawal", Bid, key=key)

    async def bid(self, bid_id: UUID) -> Bid:
        """One bid: of its bidder, or opened."""
        return await self.get(f"/bids/{bid_id}", Bid)

    async def bids(self, **filters: Any) -> list[Bid]:
        """All bids, by `procurementId`, `state`, `lot`, `bidder` or `externalReference`."""
        return await self.page("/bids", Bid, **filters)

    async def bid_derivation(self, bid_id: UUID) -> DerivationAnswer:
        """Why a bid has its score."""
        return await self.get(f"/bids/{bid_id}/derivation", DerivationAnswer)

    async def catalogue(self, catalogue_id: UUID) -> Catalogue:
        """One catalogue."""
        return await self.get(f"/catalogues/{catalogue_id}", Catalogue)

    async def catalogues(self, **filters: Any) -> list[Catalogue]:
        """All catalogues, by `procurementId`."""
        return await self.page("/catalogues", Catalogue, **filters)

    async def change_capacity(
        self, catalogue_id: UUID, version: int, change: CatalogueChange, *, key: str | None = None
    ) -> Catalogue:
        """Bring the free capacity in a catalogue up to date."""
        path, match = f"/catalogues/{catalogue_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Catalogue.model_validate_json(response.content)

    async def catalogue_assignment(
        self, catalogue_id: UUID, offered_on: date, chosen: str | None = None
    ) -> CatalogueAssignment:
        """Whom a client gets today, and why (R-C43)."""
        body = CatalogueQuestion(offered_on=offered_on, chosen=chosen)
        response = await self.request("POST", f"/catalogues/{catalogue_id}/_assign", body=body)
        return CatalogueAssignment.model_validate_json(response.content)

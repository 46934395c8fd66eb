"""What was done of what contracts ask: social return (R-C31) and quality on structure and process (R-C32)."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Import,
    NewQualityDelivery,
    NewSocialReturnEntry,
    NewSocialReturnSum,
    QualityChecks,
    QualityDeliveriesToRegister,
    QualityDelivery,
    SocialReturnDecision,
    SocialReturnEntry,
    SocialReturnStatement,
    SocialReturnSum,
)


class DemandsClient(Client):
    """Social return and delivered quality."""

    async def enter_social_return(
        self, new: NewSocialReturnEntry, *, key: str | None = None
    ) -> SocialReturnEntry:
        """Tell an effort; it counts once the purchaser recognises it."""
        return await self.post("/social-returns", SocialReturnEntry, new, key=key)

    async def put_social_return(self, reference: str, new: NewSocialReturnEntry) -> SocialReturnEntry:
        """Tell an effort under the client's own reference; safe to repeat."""
        path = f"/social-returns/by-reference/{quote(reference, safe='')}"
        return SocialReturnEntry.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def decide_social_return(
        self, entry_id: UUID, decision: SocialReturnDecision, *, key: str | None = None
    ) -> SocialReturnEntry:
        """Recognise an effort, in whole or for less, or not."""
        return await self.post(f"/social-returns/{entry_id}/decision", SocialReturnEntry, decision, key=key)

    async def withdraw_social_return(self, entry_id: UUID, *, key: str | None = None) -> SocialReturnEntry:
        """Take an effort back before the purchaser's word."""
        return await self.post(f"/social-returns/{entry_id}/withdrawal", SocialReturnEntry, key=key)

    async def social_return_entry(self, entry_id: UUID) -> SocialReturnEntry:
        """One effort."""
        return await self.get(f"/social-returns/{entry_id}", SocialReturnEntry)

    async def social_return_entries(self, **filters: Any) -> list[SocialReturnEntry]:
        """All efforts, by `contractId`, `state`, `kind`, `year`, `enteredBy` or `externalReference`."""
        return await self.page("/social-returns", SocialReturnEntry, **filters)

    async def social_return_entry_derivation(self, entry_id: UUID) -> DerivationAnswer:
        """Why an effort counts, or does not."""
        return await self.get(f"/social-returns/{entry_id}/derivation", DerivationAnswer)

    async def social_return(self, contract_id: UUID) -> SocialReturnStatement:
        """How social return of a contract stands (R-C31)."""
        return await self.get(f"/contracts/{contract_id}/social-return", SocialReturnStatement)

    async def social_return_derivation(self, contract_id: UUID) -> DerivationAnswer:
        """Why it stands so."""
        return await self.get(f"/contracts/{contract_id}/social-return/derivation", DerivationAnswer)

    async def social_return_overview(self) -> list[SocialReturnStatement]:
        """Every contract that asks social return, with how it stands (D-49)."""
        return await self.page("/social-return-overview", SocialReturnStatement)

    async def set_social_return_sum(
        self, new: NewSocialReturnSum, *, key: str | None = None
    ) -> SocialReturnSum:
        """State what social return is a share of in a year, where the contract does not say it (G-13)."""
        return await self.post("/social-return-sums", SocialReturnSum, new, key=key)

    async def put_social_return_sum(self, reference: str, new: NewSocialReturnSum) -> SocialReturnSum:
        """State a sum under the client's own reference; safe to repeat."""
        path = f"/social-return-sums/by-reference/{quote(reference, safe='')}"
        return SocialReturnSum.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def social_return_sum(self, sum_id: UUID) -> SocialReturnSum:
        """One stated sum."""
        return await self.get(f"/social-return-sums/{sum_id}", SocialReturnSum)

    async def social_return_sums(self, **filters: Any) -> list[SocialReturnSum]:
        """All stated sums, by `contractId`, `year` or `externalReference`."""
        return await self.page("/social-return-sums", SocialReturnSum, **filters)

    async def register_quality_deliveries(
        self, new: QualityDeliveriesToRegister, *, key: str | None = None
    ) -> Import:
        """Register what was delivered of the quality demands: all or nothing, safe to repeat (R-C32)."""
        return await self.post("/quality-deliveries", Import, new, key=key)

    async def put_quality_delivery(self, reference: str, new: NewQualityDelivery) -> QualityDelivery:
        """Register one line under the client's own reference, or correct it."""
        path = f"/quality-deliveries/by-reference/{quote(reference, safe='')}"
        return QualityDelivery.model_validate_json((await self.request("PUT", path, body=new)).content)

    async def quality_delivery(self, delivery_id: UUID) -> QualityDelivery:
        """One line."""
        return await self.get(f"/quality-deliveries/{delivery_id}", QualityDelivery)

    async def quality_deliveries(self, **filters: Any) -> list[QualityDelivery]:
        """All lines, by `contractId`, `provider`, `demandNumber`, `productCode`, `trajectoryReference` or `externalReference`."""
        return await self.page("/quality-deliveries", QualityDelivery, **filters)

    async def quality_delivery_derivation(self, delivery_id: UUID) -> DerivationAnswer:
        """Against which demand a line stands."""
        return await self.get(f"/quality-deliveries/{delivery_id}/derivation", DerivationAnswer)

    async def quality_checks(self, contract_id: UUID, **filters: Any) -> QualityChecks:
        """How the quality demands stand, by `productCode`, `provider`, `endedFrom` or `endedTo` (R-C32)."""
        return await self.get(f"/contracts/{contract_id}/quality-checks", QualityChecks, **filters)

    async def quality_checks_derivation(self, contract_id: UUID) -> DerivationAnswer:
        """Why the demands stand so."""
        return await self.get(f"/contracts/{contract_id}/quality-checks/derivation", DerivationAnswer)

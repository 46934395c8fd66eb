"""Organisations, consortia, populations and mandates."""

from typing import Any
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.contracts import (
    Consortium,
    Mandate,
    MandateWithdrawal,
    NewConsortium,
    NewMandate,
    NewOrganisation,
    NewPopulation,
    Organisation,
    Population,
)


class PartiesClient(Client):
    """Organisations, consortia, populations and mandates."""

    async def register_organisation(self, new: NewOrganisation, *, key: str | None = None) -> Organisation:
        """Register a municipality, provider or auditor under its OIN."""
        return await self.post("/organisations", Organisation, new, key=key)

    async def organisation(self, organisation_id: UUID) -> Organisation:
        """One organisation."""
        return await self.get(f"/organisations/{organisation_id}", Organisation)

    async def organisations(self, **filters: Any) -> list[Organisation]:
        """All organisations, by `oin`, `kind`, `municipalityCode`, `region` or `externalReference`."""
        return await self.page("/organisations", Organisation, **filters)

    async def register_consortium(self, new: NewConsortium, *, key: str | None = None) -> Consortium:
        """Register a consortium with its members and its lead for payment (R-C11)."""
        return await self.post("/consortia", Consortium, new, key=key)

    async def consortium(self, consortium_id: UUID) -> Consortium:
        """One consortium."""
        return await self.get(f"/consortia/{consortium_id}", Consortium)

    async def consortia(self, **filters: Any) -> list[Consortium]:
        """All consortia, by `externalReference`."""
        return await self.page("/consortia", Consortium, **filters)

    async def register_population(self, new: NewPopulation, *, key: str | None = None) -> Population:
        """Register whom a contract is for."""
        return await self.post("/populations", Population, new, key=key)

    async def population(self, population_id: UUID) -> Population:
        """One population."""
        return await self.get(f"/populations/{population_id}", Population)

    async def populations(self, **filters: Any) -> list[Population]:
        """All populations, by `municipalityCode` or `externalReference`."""
        return await self.page("/populations", Population, **filters)

    async def register_mandate(self, new: NewMandate, *, key: str | None = None) -> Mandate:
        """Register who may take access decisions for the municipality (R-A03)."""
        return await self.post("/mandates", Mandate, new, key=key)

    async def mandate(self, mandate_id: UUID) -> Mandate:
        """One mandate."""
        return await self.get(f"/mandates/{mandate_id}", Mandate)

    async def mandates(self, **filters: Any) -> list[Mandate]:
        """All mandates, by `holder`, `law` or `externalReference`."""
        return await self.page("/mandates", Mandate, **filters)

    async def withdraw_mandate(
        self, mandate_id: UUID, withdrawal: MandateWithdrawal, *, key: str | None = None
    ) -> Mandate:
        """Bring a mandate's last day forward."""
        return await self.post(f"/mandates/{mandate_id}/withdrawal", Mandate, withdrawal, key=key)

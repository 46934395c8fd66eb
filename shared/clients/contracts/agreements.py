"""Contracts and amendments."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Amendment,
    Contract,
    ContractChange,
    NewAmendment,
    NewContract,
    ResultAgreement,
    Sign,
    YearlyFunding,
)


class AgreementsClient(Client):
    """Contracts and amendments."""

    async def draft_contract(self, new: NewContract, *, key: str | None = None) -> Contract:
        """Draft a contract."""
        return await self.post("/contracts", Contract, new, key=key)

    async def put_contract(self, reference: str, new: NewContract) -> Contract:
        """Draft a contract under the client's own reference, or bring that draft to these terms."""
        path = f"/contracts/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Contract.model_validate_json(response.content)

    async def change_draft(
        self, contract_id: UUID, version: int, change: ContractChange, *, key: str | None = None
    ) -> Contract:
        """Change a draft of which this version was read; what is not set stays."""
        path, match = f"/contracts/{contract_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return Contract.model_validate_json(response.content)

    async def contract(self, contract_id: UUID) -> Contract:
        """One contract in its newest version."""
        return await self.get(f"/contracts/{contract_id}", Contract)

    async def contract_version(self, contract_id: UUID, version: int) -> Contract:
        """One contract in the version that is asked."""
        return await self.get(f"/contracts/{contract_id}/versions/{version}", Contract)

    async def contracts(self, **filters: Any) -> list[Contract]:
        """All contracts, by `state`, `number`, `externalReference`, `startDateFrom` and `startDateTo`."""
        return await self.page("/contracts", Contract, **filters)

    async def result_agreements(self, contract_id: UUID, **filters: Any) -> list[ResultAgreement]:
        """A contract's agreements with all their norms over time, or those valid on a day (`validOn`)."""
        response = await self.request("GET", f"/contracts/{contract_id}/result-agreements", params=filters)
        return [ResultAgreement.model_validate(one) for one in response.json()["items"]]

    async def funding(self, contract_id: UUID) -> list[YearlyFunding]:
        """What each of a contract's agreements that is paid in instalments comes to in a full year (R-S01)."""
        response = await self.request("GET", f"/contracts/{contract_id}/funding")
        return [YearlyFunding.model_validate(one) for one in response.json()["items"]]

    async def derivation(self, contract_id: UUID) -> DerivationAnswer:
        """Why term and reward are what they are."""
        return await self.get(f"/contracts/{contract_id}/derivation", DerivationAnswer)

    async def sign(
        self, contract_id: UUID, signed_by: str | None = None, *, key: str | None = None
    ) -> Contract:
        """Sign for the side that the token's organisation is on."""
        return await self.post(f"/contracts/{contract_id}/signatures", Contract, _sign(signed_by), key=key)

    async def activate(self, contract_id: UUID, *, dry_run: bool = False, key: str | None = None) -> Contract:
        """Bring a signed contract into force; on a dry run nothing is written."""
        path = f"/contracts/{contract_id}/activation"
        return await self.post(path, Contract, key=key, **_dry(dry_run))

    async def decide_amendment(
        self, contract_id: UUID, new: NewAmendment, *, dry_run: bool = False, key: str | None = None
    ) -> Amendment:
        """Decide a change of the budget or of norms (R-C07, R-C08)."""
        path = f"/contracts/{contract_id}/amendments"
        return await self.post(path, Amendment, new, key=key, **_dry(dry_run))

    async def amendment(self, amendment_id: UUID) -> Amendment:
        """One amendment."""
        return await self.get(f"/amendments/{amendment_id}", Amendment)

    async def amendments(self, contract_id: UUID, **filters: Any) -> list[Amendment]:
        """A contract's amendments, by `state` or `externalReference`."""
        return await self.page(f"/contracts/{contract_id}/amendments", Amendment, **filters)

    async def sign_amendment(
        self, amendment_id: UUID, signed_by: str | None = None, *, key: str | None = None
    ) -> Amendment:
        """Sign an amendment; the second side's signature brings it into force."""
        return await self.post(f"/amendments/{amendment_id}/signatures", Amendment, _sign(signed_by), key=key)


def _sign(signed_by: str | None) -> Sign:
    return Sign(signed_by=signed_by) if signed_by is not None else Sign()


def _dry(dry_run: bool) -> dict[str, Any]:
    return {"dryRun": "true"} if dry_run else {}

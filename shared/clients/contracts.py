"""The contracts service, typed."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Amendment,
    Authorisation,
    Consortium,
    Contract,
    ContractChange,
    ContractFunding,
    Mandate,
    MandateWithdrawal,
    NewAmendment,
    NewAuthorisation,
    NewConsortium,
    NewContract,
    NewMandate,
    NewOrganisation,
    NewPopulation,
    NewPowerTransfer,
    Organisation,
    Population,
    PowerTransfer,
    PowerTransferWithdrawal,
    ResultAgreement,
    Sign,
)


class ContractsClient(Client):
    """Contracts over HTTP; every method raises Refusal with the problem, or Unreachable.

    `key` is the idempotency key of a write; without it each call is a write of its own. Filters are named as in the
    query (`externalReference`, `startDateFrom`).
    """

    async def register_organisation(self, new: NewOrganisation, *, key: str | None = None) -> Organisation:
        """Register a municipality, provider or auditor under its OIN."""
        return await self.post("/organisations", Organisation, new, key=key)

    async def organisation(self, organisation_id: UUID) -> Organisation:
        """One organisation."""
        return await self.get(f"/organisations/{organisation_id}", Organisation)

    async def organisations(self, **filters: Any) -> list[Organisation]:
        """All organisations, by `oin` or `externalReference`."""
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

    async def funding(self, contract_id: UUID) -> ContractFunding:
        """A contract's reward with what it comes to in a full year (R-S01)."""
        return await self.get(f"/contracts/{contract_id}/funding", ContractFunding)

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

    async def grant_authorisation(self, new: NewAuthorisation, *, key: str | None = None) -> Authorisation:
        """Let another organisation act for one's own (F-06)."""
        return await self.post("/authorisations", Authorisation, new, key=key)

    async def put_authorisation(self, reference: str, new: NewAuthorisation) -> Authorisation:
        """Authorise under the client's own reference; the same again gives what is there."""
        path = f"/authorisations/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return Authorisation.model_validate_json(response.content)

    async def authorisation(self, authorisation_id: UUID) -> Authorisation:
        """One authorisation."""
        return await self.get(f"/authorisations/{authorisation_id}", Authorisation)

    async def authorisations(self, **filters: Any) -> list[Authorisation]:
        """All authorisations, given and held, by `holder`, `role` or `externalReference`."""
        return await self.page("/authorisations", Authorisation, **filters)

    async def withdraw_authorisation(
        self, authorisation_id: UUID, *, key: str | None = None
    ) -> Authorisation:
        """Take an authorisation back, at once."""
        return await self.post(f"/authorisations/{authorisation_id}/withdrawal", Authorisation, key=key)

    async def transfer_powers(self, new: NewPowerTransfer, *, key: str | None = None) -> PowerTransfer:
        """Let a region or a centre municipality contract for this municipality (R-C51)."""
        return await self.post("/power-transfers", PowerTransfer, new, key=key)

    async def put_power_transfer(self, reference: str, new: NewPowerTransfer) -> PowerTransfer:
        """Transfer powers under the client's own reference; the same again gives what is there."""
        path = f"/power-transfers/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return PowerTransfer.model_validate_json(response.content)

    async def power_transfer(self, transfer_id: UUID) -> PowerTransfer:
        """One transfer of powers."""
        return await self.get(f"/power-transfers/{transfer_id}", PowerTransfer)

    async def power_transfers(self, **filters: Any) -> list[PowerTransfer]:
        """All transfers of powers, made and received, by `holder`, `municipalityCode` or `externalReference`."""
        return await self.page("/power-transfers", PowerTransfer, **filters)

    async def withdraw_power_transfer(
        self, transfer_id: UUID, withdrawal: PowerTransferWithdrawal, *, key: str | None = None
    ) -> PowerTransfer:
        """Bring the last day of a transfer of powers forward."""
        return await self.post(
            f"/power-transfers/{transfer_id}/withdrawal", PowerTransfer, withdrawal, key=key
        )


def _sign(signed_by: str | None) -> Sign:
    return Sign(signed_by=signed_by) if signed_by is not None else Sign()


def _dry(dry_run: bool) -> dict[str, Any]:
    return {"dryRun": "true"} if dry_run else {}

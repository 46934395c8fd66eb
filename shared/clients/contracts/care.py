"""Clients in care per contract, and the move of existing clients to another contract."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    ClientsInCare,
    ContractTransition,
    ContractTransitionChange,
    ContractTransitionLine,
    NewContractTransition,
)


class CareClient(Client):
    """Clients in care per contract, and the move of existing clients to another contract."""

    async def clients_in_care(self, **filters: Any) -> list[ClientsInCare]:
        """The clients in care of each contract (R-X12), by `contractId` or `populationId`, `on` a day or `until` another."""
        return await self.page("/clients-in-care", ClientsInCare, **filters)

    async def register_contract_transition(
        self, new: NewContractTransition, *, key: str | None = None, dry_run: bool = False
    ) -> ContractTransition:
        """Plan the move of existing clients to another contract (R-C60); with `dry_run` it is not kept."""
        dry: dict[str, Any] = {"dryRun": "true"} if dry_run else {}
        return await self.post("/contract-transitions", ContractTransition, new, key=key, **dry)

    async def put_contract_transition(self, reference: str, new: NewContractTransition) -> ContractTransition:
        """The same under the client's own reference; the same again gives what is there."""
        path = f"/contract-transitions/by-reference/{quote(reference, safe='')}"
        response = await self.request("PUT", path, body=new)
        return ContractTransition.model_validate_json(response.content)

    async def contract_transition(self, contract_transition_id: UUID) -> ContractTransition:
        """One transition."""
        return await self.get(f"/contract-transitions/{contract_transition_id}", ContractTransition)

    async def contract_transitions(self, **filters: Any) -> list[ContractTransition]:
        """All transitions, by `fromContractId`, `toContractId`, `state` or `externalReference`."""
        return await self.page("/contract-transitions", ContractTransition, **filters)

    async def contract_transition_derivation(self, contract_transition_id: UUID) -> DerivationAnswer:
        """Why a transition is what it is."""
        return await self.get(f"/contract-transitions/{contract_transition_id}/derivation", DerivationAnswer)

    async def transition_lines(
        self, contract_transition_id: UUID, **filters: Any
    ) -> list[ContractTransitionLine]:
        """Who moves, by `outcome` when asked."""
        path = f"/contract-transitions/{contract_transition_id}/lines"
        return await self.page(path, ContractTransitionLine, **filters)

    async def change_contract_transition(
        self,
        contract_transition_id: UUID,
        version: int,
        change: ContractTransitionChange,
        *,
        key: str | None = None,
    ) -> ContractTransition:
        """Change a plan of which this version was read; its lines are made anew, and what is not set stays."""
        path, match = f"/contract-transitions/{contract_transition_id}", {"If-Match": f'"{version}"'}
        response = await self.request("PATCH", path, body=change, key=key, headers=match)
        return ContractTransition.model_validate_json(response.content)

    async def confirm_contract_transition(
        self, contract_transition_id: UUID, *, key: str | None = None, dry_run: bool = False
    ) -> ContractTransition:
        """Confirm a transition: from then on it is fixed."""
        path = f"/contract-transitions/{contract_transition_id}/confirmation"
        dry: dict[str, Any] = {"dryRun": "true"} if dry_run else {}
        return await self.post(path, ContractTransition, key=key, **dry)

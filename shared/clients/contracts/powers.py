"""Authorisations and transferred powers."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from shared.clients.base import Client
from shared.schemas.contracts import (
    Authorisation,
    NewAuthorisation,
    NewPowerTransfer,
    PowerTransfer,
    PowerTransferWithdrawal,
    Sign,
)


class PowersClient(Client):
    """Authorisations and transferred powers."""

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

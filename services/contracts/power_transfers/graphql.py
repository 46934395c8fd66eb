"""Transfers of powers in the graph."""

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.power_transfers import operations
from services.contracts.power_transfers.rules import PowerTransfer as Domain
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.terms import Law


@strawberry.federation.type(
    keys=["id"], description="Wie voor een gemeente contracteert, per wet (bevoegdheidsoverdracht, R-C51)"
)
class PowerTransfer:
    """Who may contract for a municipality, under which laws and when."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    holder: str
    municipality_code: str
    laws: list[Law]
    valid_from: date
    valid_until: date | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:
        """The entity behind a reference of another subgraph."""
        return await operations.get_power_transfer(context_of(info), UUID(id))


@strawberry.input(description="Een overdracht van bevoegdheid")
class NewPowerTransfer:
    """A transfer to make."""

    external_reference: str | None = None
    holder: str
    municipality_code: str
    laws: list[Law]
    valid_from: date
    valid_until: date | None = None


@strawberry.type
class PowerTransferQuery:
    """Reading transfers of powers."""

    @strawberry.field(graphql_type=PowerTransfer, description="Eén overdracht van bevoegdheid")
    async def power_transfer(self, info: Info, id: UUID) -> Any:
        """One transfer."""
        return await operations.get_power_transfer(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[PowerTransfer], description="Overdrachten, gedaan en ontvangen, oudste eerst"
    )
    async def power_transfers(
        self,
        info: Info,
        holder: str | None = None,
        municipality_code: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of transfers."""
        ctx = context_of(info)
        request = page_of(ctx, first, after)
        found = await operations.list_power_transfers(
            ctx, request, holder, municipality_code, external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class PowerTransferMutation:
    """Acting on transfers of powers."""

    @strawberry.mutation(graphql_type=PowerTransfer, description="Draag een bevoegdheid over (Wgr, R-C51)")
    async def transfer_powers(self, info: Info, new: NewPowerTransfer) -> Any:
        """Transfer powers."""
        asked = checked(schemas.NewPowerTransfer, new)

        async def transfer(ctx: Context) -> Domain:
            return await operations.transfer_powers(ctx, asked)

        return await mutate(info, transfer, schemas.PowerTransfer)

    @strawberry.mutation(
        graphql_type=PowerTransfer, description="Trek een overdracht in, met een eerdere laatste dag"
    )
    async def withdraw_power_transfer(
        self, info: Info, id: UUID, valid_until: date, version: int | None = None
    ) -> Any:
        """Withdraw a transfer."""

        async def withdraw(ctx: Context) -> Domain:
            return await operations.withdraw_power_transfer(ctx, id, valid_until)

        return await mutate(info, withdraw, schemas.PowerTransfer, version=version)


__all__ = ["PowerTransferMutation", "PowerTransferQuery"]

"""Contracts in the graph: what they look like, how they are read, and what can be done with them."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts import operations
from services.contracts.contracts.graphql.mutations import ContractMutation
from services.contracts.contracts.graphql.types import Contract, Signature, contract_of
from services.contracts.contracts.store import Filter
from shared.kit.graphql import Connection, connection, context_of, page_of
from shared.kit.rest import sealed
from shared.values.terms import ContractState


@strawberry.type
class ContractQuery:
    """Reading contracts."""

    @strawberry.field(graphql_type=Contract, description="Eén contract in zijn nieuwste versie")
    async def contract(self, info: Info, id: UUID) -> Any:  # noqa: A002
        """One contract."""
        return await operations.get_contract(context_of(info), id)

    @strawberry.field(graphql_type=Contract, description="Een contract zoals het in een versie was (R-C08)")
    async def contract_version(self, info: Info, id: UUID, version: int) -> Any:  # noqa: A002
        """One version of a contract."""
        return await operations.get_version(context_of(info), id, version)

    @strawberry.field(graphql_type=Connection[Contract], description="Contracten, oudste eerst")
    async def contracts(
        self,
        info: Info,
        state: ContractState | None = None,
        number: str | None = None,
        external_reference: str | None = None,
        start_date_from: date | None = None,
        start_date_to: date | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of contracts."""
        ctx = context_of(info)
        asked = Filter(state, number, external_reference, start_date_from, start_date_to)
        return connection(
            sealed(ctx, await operations.list_contracts(ctx, page_of(ctx, first, after), asked))
        )


__all__ = ["Contract", "ContractMutation", "ContractQuery", "Signature", "contract_of"]

"""Contract results in the graph, with the contract that they are about."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contract_results import operations
from services.contracts.contract_results.rules import ContractResult as Domain
from services.contracts.contracts.graphql import contract_of
from shared.kit.graphql import Connection, connection, context_of, graph_type, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]


async def _result_of(info: Info, result_id: UUID) -> Domain:
    """A result by id, for a reference of another subgraph."""
    return await operations.get_result(context_of(info), result_id)


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract of which it is a year."""
    return await contract_of(info, root.contract_id)


ContractResult: Any = graph_type(
    schemas.ContractResult,
    "Wat een contractjaar opleverde: oordeel en controleverklaring uit outcomes (jaarresultaat, R-X05)",
    entity=_result_of,
    fields={
        "contract": strawberry.field(
            resolver=_contract, graphql_type=LaterContract, description="Het contract"
        ),
    },
)


@strawberry.type
class ContractResultQuery:
    """Reading contract results."""

    @strawberry.field(graphql_type=ContractResult, description="Eén jaarresultaat")
    async def contract_result(self, info: Info, id: UUID) -> Any:
        """One result."""
        return await operations.get_result(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ContractResult], description="De jaarresultaten van een contract"
    )
    async def contract_results(
        self,
        info: Info,
        contract_id: UUID,
        year: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of one contract's results."""
        ctx = context_of(info)
        found = await operations.list_results(ctx, page_of(ctx, first, after), contract_id, year)
        return connection(sealed(ctx, found))


__all__ = ["ContractResult", "ContractResultQuery"]

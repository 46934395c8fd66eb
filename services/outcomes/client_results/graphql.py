"""Client results in the graph: the same operations, another form."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.client_results import operations
from shared.kit.context import Context
from shared.kit.graphql import (
    Connection,
    Derivation,
    checked,
    connection,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.client_results import ClientResultState


async def _result_of(info: Info, client_result_id: UUID) -> Any:
    return await operations.get_result(context_of(info), client_result_id)


async def _opinion_of(info: Info, opinion_id: UUID) -> Any:
    return await operations.get_opinion(context_of(info), opinion_id)


async def _explained(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is what it is."""
    return await derivation_of(info, root.id)


ClientResult: Any = graph_type(
    schemas.ClientResult,
    "Wat er van een gewenst resultaat van een cliënt werd (R-O24, R-O25)",
    entity=_result_of,
    fields={
        "derivation": strawberry.field(
            resolver=_explained, graphql_type=Derivation, description="De afleiding, stap voor stap"
        )
    },
)
ResultOpinion: Any = graph_type(
    schemas.ResultOpinion, "Het oordeel van één beoordelaar over een gewenst resultaat", entity=_opinion_of
)
ResultTask: Any = graph_type(
    schemas.ResultTask, "Een gewenst resultaat waar nog iets mee moet gebeuren (E-21)"
)
ClientResultCounts: Any = graph_type(
    schemas.ClientResultCounts, "Wat er van de resultaten onder een contract werd (D-42)"
)
_NewOpinion = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewResultOpinion, "Een oordeel om vast te leggen")),
]


@strawberry.type
class ClientResultQuery:
    """Reading client results."""

    @strawberry.field(graphql_type=ClientResult, description="Eén resultaat van een cliënt")
    async def client_result(self, info: Info, id: UUID) -> Any:
        """One client result."""
        return await operations.get_result(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ClientResult], description="Resultaten van cliënten, oudste eerst"
    )
    async def client_results(
        self,
        info: Info,
        contract_id: UUID | None = None,
        desired_result_id: UUID | None = None,
        state: ClientResultState | None = None,
        attributable: bool | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of client results."""
        ctx = context_of(info)
        found = await operations.list_results(
            ctx, page_of(ctx, first, after), contract_id=contract_id, desired_result_id=desired_result_id, state=state,
            attributable=attributable,
        )  # fmt: skip
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=ResultOpinion, description="Eén oordeel")
    async def result_opinion(self, info: Info, id: UUID) -> Any:
        """One opinion."""
        return await operations.get_opinion(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ResultOpinion], description="Oordelen, ook waarop is teruggekomen"
    )
    async def result_opinions(
        self, info: Info, desired_result_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of opinions."""
        ctx = context_of(info)
        found = await operations.list_opinions(
            ctx, page_of(ctx, first, after), desired_result_id=desired_result_id
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=Connection[ResultTask], description="Welke resultaten nog beoordeeld moeten worden"
    )
    async def client_result_tasks(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """What is to be done."""
        ctx = context_of(info)
        found = await operations.list_tasks(ctx, page_of(ctx, first, after), contract_id)
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=ClientResultCounts, description="Wat er van de resultaten onder een contract werd"
    )
    async def client_result_counts(
        self, info: Info, contract_id: UUID, date_from: date, date_until: date
    ) -> Any:
        """What became of them."""
        return await operations.get_counts(context_of(info), contract_id, date_from, date_until)


@strawberry.type
class ClientResultMutation:
    """Judging results."""

    @strawberry.mutation(
        graphql_type=ResultOpinion, description="Oordeel of een gewenst resultaat is bereikt"
    )
    async def register_result_opinion(self, info: Info, new: _NewOpinion) -> Any:
        """Give an opinion."""
        told = checked(schemas.NewResultOpinion, new)

        async def run(ctx: Context) -> Any:
            return await operations.register_opinion(ctx, told)

        return await mutate(info, run, schemas.ResultOpinion)


__all__ = ["ClientResultMutation", "ClientResultQuery"]

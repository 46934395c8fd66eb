"""What a party can do with a contract over the graph: draft, offer, sign, activate, and what it does when it runs."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts import operations, rules
from services.contracts.contracts.graphql.types import Contract
from shared.kit.context import Context
from shared.kit.graphql import checked, graph_input, mutate
from shared.schemas import contracts as schemas

NewContract = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewContract, "Een contract om op te stellen"))
]
NewSuspension = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewSuspension, "Een schorsing"))
]
ExtensionExercise = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.ExtensionExercise, "Wat de voorwaarde van een optie vraagt")
    ),
]
NewTermination = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewTermination, "Een beëindiging op haar grond")),
]


@strawberry.type
class ContractMutation:
    """Acting on contracts."""

    @strawberry.mutation(graphql_type=Contract, description="Stel een contract op (concept)")
    async def draft_contract(self, info: Info, new: NewContract) -> Any:
        """Draft a contract."""
        asked = checked(schemas.NewContract, new)

        async def draft(ctx: Context) -> rules.Contract:
            return await operations.draft_contract(ctx, asked)

        return await mutate(info, draft, schemas.Contract)

    @strawberry.mutation(graphql_type=Contract, description="Bied een compleet concept aan (R-C01)")
    async def offer_contract(
        self,
        info: Info,
        id: UUID,
        version: int | None = None,
    ) -> Any:
        """Offer a contract."""

        async def offer(ctx: Context) -> rules.Contract:
            return await operations.offer_contract(ctx, id)

        return await mutate(info, offer, schemas.Contract, version=version)

    @strawberry.mutation(graphql_type=Contract, description="Teken voor de kant van het token")
    async def sign_contract(
        self,
        info: Info,
        id: UUID,
        signed_by: str | None = None,
        version: int | None = None,
    ) -> Any:
        """Sign a contract."""
        asked = checked(schemas.Sign, {"signed_by": signed_by})

        async def sign(ctx: Context) -> rules.Contract:
            return await operations.sign_contract(ctx, id, asked.signed_by)

        return await mutate(info, sign, schemas.Contract, version=version)

    @strawberry.mutation(
        graphql_type=Contract, description="Activeer een compleet en getekend contract (R-C01)"
    )
    async def activate_contract(
        self,
        info: Info,
        id: UUID,
        version: int | None = None,
    ) -> Any:
        """Activate a contract."""

        async def activate(ctx: Context) -> rules.Contract:
            return await operations.activate_contract(ctx, id)

        return await mutate(info, activate, schemas.Contract, version=version)

    @strawberry.mutation(graphql_type=Contract, description="Schors een contract vanaf een dag")
    async def suspend_contract(
        self,
        info: Info,
        id: UUID,
        new: NewSuspension,
        version: int | None = None,
    ) -> Any:
        """Suspend a contract."""
        asked = checked(schemas.NewSuspension, new)

        async def suspend(ctx: Context) -> rules.Contract:
            return await operations.suspend_contract(ctx, id, asked)

        return await mutate(info, suspend, schemas.Contract, version=version)

    @strawberry.mutation(graphql_type=Contract, description="Hervat een geschorst contract")
    async def resume_contract(
        self,
        info: Info,
        id: UUID,
        version: int | None = None,
    ) -> Any:
        """Resume a contract."""

        async def resume(ctx: Context) -> rules.Contract:
            return await operations.resume_contract(ctx, id)

        return await mutate(info, resume, schemas.Contract, version=version)

    @strawberry.mutation(
        graphql_type=Contract, description="Gebruik een verlengingsoptie (R-C04, R-C45, R-C46)"
    )
    async def exercise_option(
        self,
        info: Info,
        id: UUID,
        option: int,
        evidence: ExtensionExercise,
        version: int | None = None,
    ) -> Any:
        """Exercise an option."""
        asked = checked(schemas.ExtensionExercise, evidence)

        async def exercise(ctx: Context) -> rules.Contract:
            return await operations.exercise_option(ctx, id, option, asked)

        return await mutate(info, exercise, schemas.Contract, version=version)

    @strawberry.mutation(
        graphql_type=Contract, description="Beëindig een contract op een grond (R-C09, R-C10)"
    )
    async def terminate_contract(
        self,
        info: Info,
        id: UUID,
        new: NewTermination,
        version: int | None = None,
    ) -> Any:
        """Terminate a contract."""
        asked = checked(schemas.NewTermination, new)

        async def terminate(ctx: Context) -> rules.Contract:
            return await operations.terminate_contract(ctx, id, asked)

        return await mutate(info, terminate, schemas.Contract, version=version)

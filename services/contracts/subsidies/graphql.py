"""Subsidies in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.subsidies import operations, rules
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
from shared.schemas import contracts as schemas
from shared.values.subsidies import SubsidyState

NewSubsidy = Annotated[
    Any, strawberry.argument(graphql_type=graph_input(schemas.NewSubsidy, "Een subsidie om te verlenen"))
]
Account = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.SubsidyAccount, "De verantwoording van een subsidie", name="NewSubsidyAccount"
        )
    ),
]
Determination = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.SubsidyDetermination, "Een vaststelling", name="NewSubsidyDetermination"
        )
    ),
]
Recovery = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.SubsidyRecovery, "Een terugvordering", name="NewSubsidyRecovery")
    ),
]


async def _subsidy_of(info: Info, subsidy_id: UUID) -> Any:
    return await operations.get_subsidy(context_of(info), subsidy_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it was determined as it is."""
    return await derivation_of(info, root.id)


Options: Any = graph_type(schemas.DeterminationOptions, "Waarop lager kan worden vastgesteld (Awb 4:46)")


def _options(root: strawberry.Parent[Any]) -> Any:
    """What a determination may come to."""
    return rules.options(root)


Subsidy: Any = graph_type(
    schemas.Subsidy,
    "Een subsidie van verlening tot vaststelling (subsidy)",
    entity=_subsidy_of,
    fields={
        "determination_options": strawberry.field(
            resolver=_options, graphql_type=Options, description="Waarop lager kan worden vastgesteld"
        ),
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom zij is vastgesteld zoals zij is (R-C09, Awb 4:46)"
        ),
    },
)


@strawberry.type
class SubsidyQuery:
    """Reading subsidies."""

    @strawberry.field(graphql_type=Subsidy, description="Eén subsidie")
    async def subsidy(self, info: Info, id: UUID) -> Any:
        """One subsidy."""
        return await operations.get_subsidy(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Subsidy], description="Subsidies, oudste eerst")
    async def subsidies(
        self,
        info: Info,
        state: SubsidyState | None = None,
        contract_id: UUID | None = None,
        recipient: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of subsidies."""
        ctx = context_of(info)
        found = await operations.list_subsidies(
            ctx,
            page_of(ctx, first, after),
            state=state,
            contract_id=contract_id,
            recipient=recipient,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))


@strawberry.type
class SubsidyMutation:
    """Acting on subsidies."""

    @strawberry.mutation(graphql_type=Subsidy, description="Verleen een subsidie (Awb 4:29)")
    async def grant_subsidy(self, info: Info, new: NewSubsidy) -> Any:
        """Grant a subsidy."""
        asked = checked(schemas.NewSubsidy, new)

        async def grant(ctx: Context) -> rules.Subsidy:
            return await operations.grant_subsidy(ctx, asked)

        return await mutate(info, grant, schemas.Subsidy)

    @strawberry.mutation(graphql_type=Subsidy, description="Verantwoord een subsidie (Awb 4:45)")
    async def account_for_subsidy(
        self,
        info: Info,
        id: UUID,
        account: Account,
        version: int | None = None,
    ) -> Any:
        """Account for a subsidy."""
        asked = checked(schemas.SubsidyAccount, account)

        async def run(ctx: Context) -> rules.Subsidy:
            return await operations.account_for_subsidy(ctx, id, asked)

        return await mutate(info, run, schemas.Subsidy, version=version)

    @strawberry.mutation(graphql_type=Subsidy, description="Stel een subsidie vast (Awb 4:46, R-C09)")
    async def determine_subsidy(
        self,
        info: Info,
        id: UUID,
        determination: Determination,
        version: int | None = None,
    ) -> Any:
        """Determine a subsidy."""
        asked = checked(schemas.SubsidyDetermination, determination)

        async def run(ctx: Context) -> rules.Subsidy:
            return await operations.determine_subsidy(ctx, id, asked)

        return await mutate(info, run, schemas.Subsidy, version=version)

    @strawberry.mutation(graphql_type=Subsidy, description="Vorder terug wat onverschuldigd is betaald")
    async def recover_subsidy(
        self,
        info: Info,
        id: UUID,
        recovery: Recovery,
        version: int | None = None,
    ) -> Any:
        """Recover what was paid unduly."""
        asked = checked(schemas.SubsidyRecovery, recovery)

        async def run(ctx: Context) -> rules.Subsidy:
            return await operations.recover_subsidy(ctx, id, asked)

        return await mutate(info, run, schemas.Subsidy, version=version)


__all__ = ["Subsidy", "SubsidyMutation", "SubsidyQuery"]

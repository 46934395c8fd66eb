"""Social return in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts.graphql import contract_of
from services.contracts.social_returns import operations, rules
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
    loader,
    mutate,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.demands import SocialReturnKind, SocialReturnState

if TYPE_CHECKING:
    from services.contracts.contracts.graphql import Contract

LaterContract = Annotated["Contract", strawberry.lazy("services.contracts.contracts.graphql")]


async def _entry_of(info: Info, entry_id: UUID) -> rules.Entry:
    return await operations.get_entry(context_of(info), entry_id)


async def _sum_of(info: Info, sum_id: UUID) -> rules.StatedSum:
    return await operations.get_sum(context_of(info), sum_id)


async def _contract(info: Info, root: strawberry.Parent[Any]) -> Any:
    """The contract that asks it."""
    return await contract_of(info, root.contract_id)


async def _derivation(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it counts, or does not."""
    return await derivation_of(info, root.id)


async def _explained(info: Info, root: strawberry.Parent[Any]) -> Any:
    """Why it stands so."""
    return await loader(info, "social-return-derivations", operations.explain_statements).load(
        root.contract_id
    )


def _of_contract() -> Any:
    return strawberry.field(resolver=_contract, graphql_type=LaterContract, description="Het contract")


SocialReturnEntry: Any = graph_type(
    schemas.SocialReturnEntry,
    "Een inspanning voor social return, met het oordeel van de opdrachtgever (R-C31)",
    entity=_entry_of,
    fields={
        "contract": _of_contract(),
        "derivation": strawberry.field(
            resolver=_derivation, description="Waarom zij telt, of waarom zij niet telt"
        ),
    },
)
SocialReturnSum: Any = graph_type(
    schemas.SocialReturnSum,
    "Waarvan social return een deel is in een jaar, zoals opgegeven (G-13)",
    entity=_sum_of,
    fields={"contract": _of_contract()},
)
SocialReturnStatement: Any = graph_type(
    schemas.SocialReturnStatement,
    "Vereist, erkend en tekort van social return over de looptijd van een contract (R-C31)",
    fields={
        "contract": _of_contract(),
        "derivation": strawberry.field(
            resolver=_explained, graphql_type=Derivation, description="Waarom het zo staat, stap voor stap"
        ),
    },
)


NewSocialReturnEntry = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.NewSocialReturnEntry, "Een inspanning voor social return om op te geven"
        )
    ),
]
SocialReturnDecision = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(
            schemas.SocialReturnDecision, "Het oordeel van de opdrachtgever over een inspanning"
        )
    ),
]
NewSocialReturnSum = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewSocialReturnSum, "Waarvan social return een deel is in een jaar")
    ),
]


@strawberry.type
class SocialReturnQuery:
    """Reading social return."""

    @strawberry.field(graphql_type=SocialReturnEntry, description="Eén inspanning voor social return")
    async def social_return_entry(self, info: Info, id: UUID) -> Any:
        """One effort."""
        return await operations.get_entry(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[SocialReturnEntry],
        description="Inspanningen voor social return, oudste eerst",
    )
    async def social_return_entries(
        self,
        info: Info,
        contract_id: UUID | None = None,
        state: SocialReturnState | None = None,
        kind: SocialReturnKind | None = None,
        year: int | None = None,
        entered_by: str | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of efforts."""
        ctx = context_of(info)
        found = await operations.list_entries(
            ctx,
            page_of(ctx, first, after),
            contract_id=contract_id,
            state=state,
            kind=kind,
            year=year,
            entered_by=entered_by,
            reference=external_reference,
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=SocialReturnStatement,
        description="Hoe social return van een contract ervoor staat",
    )
    async def social_return(self, info: Info, contract_id: UUID) -> Any:
        """How social return of a contract stands."""
        return await operations.get_statement(context_of(info), contract_id)

    @strawberry.field(
        graphql_type=Connection[SocialReturnStatement],
        description="Vereist en gerealiseerd van alle contracten die social return vragen (D-49)",
    )
    async def social_return_overview(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of statements."""
        ctx = context_of(info)
        return connection(sealed(ctx, await operations.list_statements(ctx, page_of(ctx, first, after))))

    @strawberry.field(graphql_type=SocialReturnSum, description="Eén opgegeven grondslag")
    async def social_return_sum(self, info: Info, id: UUID) -> Any:
        """One stated sum."""
        return await operations.get_sum(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[SocialReturnSum], description="Opgegeven grondslagen, oudste eerst"
    )
    async def social_return_sums(
        self,
        info: Info,
        contract_id: UUID | None = None,
        year: int | None = None,
        external_reference: str | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of stated sums."""
        ctx = context_of(info)
        found = await operations.list_sums(
            ctx, page_of(ctx, first, after), contract_id, year, external_reference
        )
        return connection(sealed(ctx, found))


@strawberry.type
class SocialReturnMutation:
    """Telling and recognising social return."""

    @strawberry.mutation(
        graphql_type=SocialReturnEntry, description="Geef een inspanning voor social return op"
    )
    async def enter_social_return(self, info: Info, new: NewSocialReturnEntry) -> Any:
        """Tell an effort."""
        asked = checked(schemas.NewSocialReturnEntry, new)

        async def enter(ctx: Context) -> rules.Entry:
            return await operations.enter_social_return(ctx, asked)

        return await mutate(info, enter, schemas.SocialReturnEntry)

    @strawberry.mutation(
        graphql_type=SocialReturnEntry, description="Erken een inspanning, of erken haar niet"
    )
    async def decide_social_return(
        self, info: Info, id: UUID, decision: SocialReturnDecision, version: int | None = None
    ) -> Any:
        """The purchaser's word."""
        asked = checked(schemas.SocialReturnDecision, decision)

        async def decide(ctx: Context) -> rules.Entry:
            return await operations.decide_social_return(ctx, id, asked)

        return await mutate(info, decide, schemas.SocialReturnEntry, version=version)

    @strawberry.mutation(
        graphql_type=SocialReturnEntry, description="Trek een inspanning in vóór het oordeel"
    )
    async def withdraw_social_return(self, info: Info, id: UUID, version: int | None = None) -> Any:
        """Take it back."""

        async def withdraw(ctx: Context) -> rules.Entry:
            return await operations.withdraw_social_return(ctx, id)

        return await mutate(info, withdraw, schemas.SocialReturnEntry, version=version)

    @strawberry.mutation(
        graphql_type=SocialReturnSum, description="Geef voor een jaar op waarvan social return een deel is"
    )
    async def set_social_return_sum(
        self, info: Info, new: NewSocialReturnSum, version: int | None = None
    ) -> Any:
        """State a sum."""
        asked = checked(schemas.NewSocialReturnSum, new)

        async def state(ctx: Context) -> rules.StatedSum:
            return (await operations.set_social_return_sum(ctx, asked))[0]

        return await mutate(info, state, schemas.SocialReturnSum, version=version)


__all__ = [
    "SocialReturnEntry",
    "SocialReturnMutation",
    "SocialReturnQuery",
    "SocialReturnStatement",
    "SocialReturnSum",
]

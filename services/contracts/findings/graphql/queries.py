"""What one can ask of findings over the graph, and what is entered for them."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts.graphql.mutations import NewContract
from services.contracts.findings import rules
from services.contracts.findings.graphql.types import (
    Assessment,
    ContractCircumstances,
    DefinitionTest,
    FindingKind,
    FundingFormInfo,
    SourceText,
    SubsidyCheck,
)
from services.contracts.findings.operations import assessing, entering, listing
from shared.kit.context import Context
from shared.kit.graphql import Connection, checked, connection, context_of, graph_input, mutate, page_of
from shared.kit.rest import sealed
from shared.schemas import contracts as schemas
from shared.values.agreements import BasicForm
from shared.values.findings import Dimension, FindingSeverity

_Circumstances: Any = graph_input(
    schemas.Circumstances, "Wat rond een contract bekend is", name="NewCircumstances"
)
NewCircumstances = Annotated[Any, strawberry.argument(graphql_type=_Circumstances)]
MaybeCircumstances = Annotated[Any, strawberry.argument(graphql_type=_Circumstances | None)]
NewDefinitionTest = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewDefinitionTest, "Een toets aan de vijf criteria (R-C02)")
    ),
]


@strawberry.type
class FindingQuery:
    """Finding where contracts go wrong, and reading the lists of the sources."""

    @strawberry.field(graphql_type=Assessment, description="Beoordeel een concept dat niet is opgeslagen")
    async def assess_contract(self, info: Info, new: NewContract, context: MaybeCircumstances = None) -> Any:
        """What is found about a draft that is not saved."""
        around = schemas.Circumstances() if context is None else checked(schemas.Circumstances, context)
        draft = checked(schemas.NewContract, new)
        asked = schemas.Assess.model_construct(**dict(draft), context=around)
        return await assessing.assess_contract(context_of(info), asked)

    @strawberry.field(graphql_type=DefinitionTest, description="Eén definitietoets")
    async def definition_test(self, info: Info, id: UUID) -> Any:
        """One definition test."""
        return await entering.get_definition_test(context_of(info), id)

    @strawberry.field(graphql_type=Connection[DefinitionTest], description="Definitietoetsen, oudste eerst")
    async def definition_tests(
        self,
        info: Info,
        contract_id: UUID | None = None,
        score: int | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of definition tests."""
        ctx = context_of(info)
        found = await entering.list_definition_tests(ctx, page_of(ctx, first, after), contract_id, score)
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=ContractCircumstances,
        description="Wat rond een contract bekend is, voor de opdrachtgever",
    )
    async def circumstances(self, info: Info, contract_id: UUID) -> Any:
        """What is known around a contract."""
        return await entering.find_circumstances(context_of(info), contract_id)

    @strawberry.field(
        graphql_type=Connection[SubsidyCheck], description="Subsidies met een clausule op resultaten (F-19)"
    )
    async def subsidy_checks(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of the subsidies that reach for results."""
        ctx = context_of(info)
        return connection(sealed(ctx, await assessing.list_subsidy_checks(ctx, page_of(ctx, first, after))))

    @strawberry.field(graphql_type=list[SourceText], description="De teksten van de bronnen (N-78 … N-88)")
    async def source_texts(
        self,
        info: Info,
        row: str | None = None,
        dimension: Dimension | None = None,
        basic_form: BasicForm | None = None,
    ) -> Any:
        """What the sources argue."""
        return await listing.list_source_texts(context_of(info), row, dimension, basic_form)

    @strawberry.field(graphql_type=list[FundingFormInfo], description="Alle bekostigingsvormen (N-06, G-78)")
    async def funding_forms(self, info: Info, basic_form: BasicForm | None = None) -> Any:
        """Every form of funding."""
        return await listing.list_funding_forms(context_of(info), basic_form)

    @strawberry.field(graphql_type=list[FindingKind], description="Alle soorten bevindingen")
    async def finding_kinds(self, info: Info, severity: FindingSeverity | None = None) -> Any:
        """Every kind of finding."""
        return await listing.list_finding_kinds(context_of(info), severity)


@strawberry.type
class FindingMutation:
    """Entering what findings rest on."""

    @strawberry.mutation(
        graphql_type=DefinitionTest,
        description="Toets een contract aan de definitie van populatiebekostiging",
    )
    async def set_definition_test(
        self, info: Info, contract_id: UUID, new: NewDefinitionTest, version: int | None = None
    ) -> Any:
        """Hold a contract against the definition."""
        asked = checked(schemas.NewDefinitionTest, new)

        async def enter(ctx: Context) -> rules.DefinitionTest:
            return (await entering.set_definition_test(ctx, contract_id, asked))[0]

        return await mutate(info, enter, schemas.DefinitionTest, version=version)

    @strawberry.mutation(
        graphql_type=ContractCircumstances, description="Leg vast wat rond een contract bekend is"
    )
    async def set_circumstances(
        self, info: Info, contract_id: UUID, new: NewCircumstances, version: int | None = None
    ) -> Any:
        """Enter what is known around a contract."""
        asked = checked(schemas.Circumstances, new)

        async def enter(ctx: Context) -> rules.ContractCircumstances:
            return (await entering.set_circumstances(ctx, contract_id, asked))[0]

        return await mutate(info, enter, schemas.ContractCircumstances, version=version)

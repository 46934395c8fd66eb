"""What a contract looks like in the graph, with what stands around it."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.amendments import operations as amendments
from services.contracts.consortia.graphql import Consortium, Member, consortium_of
from services.contracts.contracts import operations, rules
from services.contracts.organisations.graphql import Organisation, organisations_of
from services.contracts.populations.graphql import Population, population_of
from shared.kit.graphql import Cents, Derivation, derivation_of, loader
from shared.values.terms import (
    ContractState,
    FundingForm,
    IndicatorKind,
    IndicatorScope,
    LegalForm,
    MeasurementSource,
    NormOperator,
    Side,
    VerdictBasis,
    YearRule,
)

if TYPE_CHECKING:
    from services.contracts.amendments.graphql import Amendment

LaterAmendment = Annotated["Amendment", strawberry.lazy("services.contracts.amendments.graphql")]
for kind, description in (
    (ContractState, "Toestand van een contract"),
    (LegalForm, "Rechtsvorm (N-41); een subsidie kent geen gevolgen op resultaten (R-C09)"),
    (FundingForm, "Vorm van bekostiging (N-06)"),
    (IndicatorKind, "Structuur, proces of uitkomst (N-24)"),
    (IndicatorScope, "Waar een indicator naar kijkt (N-25)"),
    (NormOperator, "Hoe een score tegen de norm wordt gehouden (R-O05)"),
    (MeasurementSource, "Wie heeft gemeten (N-33)"),
    (VerdictBasis, "Waarop een oordeel rust"),
    (YearRule, "Hoe vier kwartalen één jaar worden"),
    (Side, "De kant die tekent"),
):
    strawberry.enum(kind, description=description)


@strawberry.type(description="De bekostiging: jaarbedrag en het deel dat in termijnen wordt betaald")
class Funding:
    """The reward as agreed."""

    form: FundingForm
    annual_amount_cents: Cents
    advance_basis_points: int
    instalment_count: int
    instalment_day: int


@strawberry.type(description="De bekostiging met wat zij in een heel jaar uitmaakt (R-S01)")
class YearlyFunding(Funding):
    """The reward with what it comes to in a full year."""

    effective_on: date | None
    advance_cents: Cents
    retention_cents: Cents


@strawberry.type(description="Een resultaatafspraak met een norm vanaf een ingangsdatum (N-117, R-C08)")
class ResultAgreement:
    """What is measured and against which norm."""

    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    operator: NormOperator
    norm: str
    norm_invented: bool
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis
    year_rule: YearRule
    valid_from: date | None


@strawberry.type(description="Een optie om te verlengen (R-C04)")
class ExtensionOption:
    """A right to so many months more."""

    number: int
    months: int
    exercised: bool


@strawberry.type(description="De dag van de jaarlijkse toets (R-C07)")
class YearlyCheck:
    """The day on which the budget is looked at."""

    month: int
    day: int


@strawberry.type(description="Wie voor welke kant tekende, en wanneer")
class Signature:
    """Who signed for which side."""

    side: Side
    organisation: str
    signed_by: str | None
    signed_on: date
    end_user: str | None


async def contract_of(info: Info, contract_id: UUID) -> rules.Contract | None:
    """A contract by id, through the loader; None when it is not there or not yours."""
    found: rules.Contract | None = await loader(info, "contracts", operations.list_contracts_by_id).load(
        contract_id
    )
    return found


@strawberry.federation.type(keys=["id"], description="Een contract in zijn nieuwste versie (contract)")
class Contract:
    """Parties, performance, reward and period in one version."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    number: str
    name: str
    municipality_code: str
    legal_form: LegalForm
    state: ContractState
    consortium_id: UUID | None
    population_id: UUID | None
    start_date: date | None
    end_date: date | None
    latest_end_date: date | None
    base_term_months: int | None
    evaluation_after_months: int | None
    evaluation_date: date | None
    extension_options: list[ExtensionOption]
    yearly_check: YearlyCheck | None
    funding: Funding | None
    funding_effective_on: date | None
    agreements: list[ResultAgreement]
    acceptance_duty: bool
    waiting_norm_days: int | None
    auditor: str | None
    members: list[Member]
    payee: str | None
    signatures: list[Signature]
    amendment_id: UUID | None

    @classmethod
    async def resolve_reference(cls, info: Info, id: str) -> Any:  # noqa: A002
        """The entity behind a reference of another subgraph."""
        return await contract_of(info, UUID(id))

    @strawberry.field(graphql_type=Consortium | None, description="Het samenwerkingsverband")
    async def consortium(self, info: Info, root: strawberry.Parent["Contract"]) -> Any:
        """The consortium, where the reader may see it."""
        return await consortium_of(info, root.consortium_id)

    @strawberry.field(graphql_type=Population | None, description="De populatie")
    async def population(self, info: Info, root: strawberry.Parent["Contract"]) -> Any:
        """The population."""
        return await population_of(info, root.population_id)

    @strawberry.field(graphql_type=Organisation | None, description="De penvoerder als organisatie")
    async def payee_organisation(self, info: Info, root: strawberry.Parent["Contract"]) -> Any:
        """The lead for payment as an organisation, where the reader may see it."""
        found = await organisations_of(info, root.owner, [root.payee] if root.payee else [])
        return found[0] if found else None

    @strawberry.field(graphql_type=list[LaterAmendment], description="De addenda, in volgorde")
    async def amendments(self, info: Info, root: strawberry.Parent["Contract"]) -> Any:
        """The amendments, oldest first."""
        return await loader(
            info, "amendments-by-contract", amendments.list_amendments_by_contract, many=True
        ).load(root.id)

    @strawberry.field(
        graphql_type=YearlyFunding | None, description="De bekostiging van een heel jaar (R-S01)"
    )
    def yearly_funding(self, root: strawberry.Parent[Any]) -> Any:
        """The reward with advance and retention of a full year."""
        return rules.yearly_funding(root) if root.funding is not None else None

    @strawberry.field(
        graphql_type=list[ResultAgreement], description="De normen die op een dag gelden (R-C08)"
    )
    def agreements_on(self, root: strawberry.Parent[Any], day: date) -> Any:
        """Of each agreement the norm that is valid on a day."""
        return rules.agreements_on(root.agreements, day)

    @strawberry.field(description="Waarom looptijd en bekostiging zijn wat zij zijn (R-C04, R-C05, R-S01)")
    async def derivation(self, info: Info, root: strawberry.Parent["Contract"]) -> Derivation:
        """Why term and reward are what they are."""
        return await derivation_of(info, root.id)

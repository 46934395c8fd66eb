"""What a party can do with a contract over the graph: draft, sign, activate."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.contracts.contracts import operations, rules
from services.contracts.contracts.graphql.types import Contract
from shared.kit.context import Context
from shared.kit.graphql import Cents, checked, mutate
from shared.schemas import contracts as schemas
from shared.values.terms import (
    FundingForm,
    IndicatorKind,
    IndicatorScope,
    LegalForm,
    MeasurementSource,
    NormOperator,
    VerdictBasis,
    YearRule,
)


@strawberry.input(description="De bekostiging")
class NewFunding:
    """The reward to agree."""

    form: FundingForm
    annual_amount_cents: Cents
    advance_basis_points: int
    instalment_count: int
    instalment_day: int = 1


@strawberry.input(description="Een resultaatafspraak met haar norm")
class NewResultAgreement:
    """A result agreement to make."""

    number: int
    code: str
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    operator: NormOperator
    norm: str
    norm_invented: bool = False
    lowest: str
    highest: str
    source: MeasurementSource
    verdict_basis: VerdictBasis = VerdictBasis.POINT
    year_rule: YearRule = YearRule.LAST_VALUE
    valid_from: date | None = None


@strawberry.input(description="Een optie om te verlengen")
class NewExtensionOption:
    """An option to agree."""

    number: int
    months: int
    exercised: bool = False


@strawberry.input(description="De dag van de jaarlijkse toets")
class NewYearlyCheck:
    """The day of the check to agree."""

    month: int
    day: int


@strawberry.input(description="Een contract om op te stellen")
class NewContract:
    """A contract to draft."""

    external_reference: str | None = None
    number: str
    name: str
    municipality_code: str
    legal_form: LegalForm
    consortium_id: UUID | None = None
    population_id: UUID | None = None
    start_date: date | None = None
    base_term_months: int | None = None
    evaluation_after_months: int | None = None
    extension_options: list[NewExtensionOption] = strawberry.field(default_factory=list)
    yearly_check: NewYearlyCheck | None = None
    funding: NewFunding | None = None
    agreements: list[NewResultAgreement] = strawberry.field(default_factory=list)
    acceptance_duty: bool = False
    waiting_norm_days: int | None = None
    auditor: str | None = None


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

    @strawberry.mutation(graphql_type=Contract, description="Teken voor de kant van het token")
    async def sign_contract(
        self,
        info: Info,
        id: UUID,  # noqa: A002
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
        id: UUID,  # noqa: A002
        version: int | None = None,
    ) -> Any:
        """Activate a contract."""

        async def activate(ctx: Context) -> rules.Contract:
            return await operations.activate_contract(ctx, id)

        return await mutate(info, activate, schemas.Contract, version=version)

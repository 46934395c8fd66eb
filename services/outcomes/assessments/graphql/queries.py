"""Reading the self-sufficiency matrix in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.assessments import operations, rules
from services.outcomes.assessments.graphql.types import (
    Assessment,
    AssessmentCounts,
    AssessmentEdition,
    AssessmentSelection,
    ClientSteps,
    MissingAssessment,
    ReliabilityNorm,
    SelfSufficiencyProfiles,
    _asked,
)
from shared.kit.graphql import (
    Connection,
    checked,
    connection,
    context_of,
    page_of,
)
from shared.kit.rest import sealed
from shared.schemas import outcomes as schemas
from shared.values.self_sufficiency import (
    AssessmentMoment,
    ProfileGrouping,
    Rater,
    StepBasis,
)
from shared.values.terms import Law


async def _applicable(info: Info, given: dict[str, Any]) -> Any:
    """The selection that holds; nothing for a client that is not known here, or without one."""
    told = checked(schemas.SelectionAsked, given)
    try:
        return await operations.find_selection(
            context_of(info), told.purchaser, told.law, told.allocation_number, told.care_start_id, told.on
        )
    except (rules.ClientUnknown, rules.SelectionMissing):
        return None


@strawberry.type
class AssessmentQuery:
    """Reading what was scored and what it comes to."""

    @strawberry.field(
        graphql_type=list[AssessmentEdition], description="De uitgaven van de zelfredzaamheid-matrix"
    )
    async def assessment_editions(self, info: Info) -> Any:
        """The editions."""
        return await operations.list_editions(context_of(info))

    @strawberry.field(graphql_type=AssessmentSelection, description="Eén keuze van domeinen")
    async def assessment_selection(self, info: Info, id: UUID) -> Any:
        """One selection."""
        return await operations.get_selection(context_of(info), id)

    @strawberry.field(
        graphql_type=AssessmentSelection | None,
        description="De keuze van domeinen die voor een cliënt geldt; leeg = geen",
    )
    async def applicable_assessment_selection(
        self,
        info: Info,
        law: Law,
        allocation_number: int,
        purchaser: str | None = None,
        on: date | None = None,
    ) -> Any:
        """The selection that holds for the client of an allocation."""
        given = {"law": law, "allocationNumber": allocation_number, "purchaser": purchaser, "on": on}
        return await _applicable(info, given)

    @strawberry.field(
        graphql_type=AssessmentSelection | None,
        description="De keuze van domeinen die voor een cliënt geldt; leeg = geen",
    )
    async def assessment_selection_of_care_start(
        self,
        info: Info,
        law: Law,
        care_start_id: UUID,
        purchaser: str | None = None,
        on: date | None = None,
    ) -> Any:
        """The selection that holds for the client of a care start."""
        given = {"law": law, "careStartId": care_start_id, "purchaser": purchaser, "on": on}
        return await _applicable(info, given)

    @strawberry.field(
        graphql_type=Connection[AssessmentSelection], description="Keuzes van domeinen, oudste eerst"
    )
    async def assessment_selections(
        self, info: Info, contract_id: UUID | None = None, first: int = 50, after: str | None = None
    ) -> Any:
        """A page of selections."""
        ctx = context_of(info)
        found = await operations.list_selections(ctx, page_of(ctx, first, after), contract_id=contract_id)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=Assessment, description="Eén afname")
    async def assessment(self, info: Info, id: UUID) -> Any:
        """One assessment."""
        return await operations.get_assessment(context_of(info), id)

    @strawberry.field(graphql_type=Connection[Assessment], description="Afnames, ook gecorrigeerde")
    async def assessments(
        self,
        info: Info,
        contract_id: UUID | None = None,
        moment: AssessmentMoment | None = None,
        rater: Rater | None = None,
        batch_id: UUID | None = None,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """A page of assessments."""
        ctx = context_of(info)
        found = await operations.list_assessments(
            ctx, page_of(ctx, first, after), contract_id=contract_id, moment=moment, rater=rater, batch_id=batch_id
        )  # fmt: skip
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=Connection[ClientSteps], description="De stappen van cliënten")
    async def assessment_steps(
        self,
        info: Info,
        contract_id: UUID,
        date_from: date,
        date_until: date,
        basis: StepBasis = StepBasis.WITHIN_PERIOD,
        rater: Rater = Rater.PROFESSIONAL,
        edition: str = "zrm-11",
        minimum_steps: int = 1,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """The steps of single clients."""
        ctx = context_of(info)
        found = await operations.list_steps(
            ctx,
            page_of(ctx, first, after),
            contract_id,
            _asked(date_from, date_until, basis, rater, edition, minimum_steps),
        )
        return connection(sealed(ctx, found))

    @strawberry.field(
        graphql_type=AssessmentCounts, description="Hoeveel cliënten stegen, gelijk bleven en daalden"
    )
    async def assessment_counts(
        self,
        info: Info,
        contract_id: UUID,
        date_from: date,
        date_until: date,
        basis: StepBasis = StepBasis.WITHIN_PERIOD,
        rater: Rater = Rater.PROFESSIONAL,
        edition: str = "zrm-11",
        minimum_steps: int = 1,
    ) -> Any:
        """Risers, equal and decliners."""
        return await operations.get_counts(
            context_of(info), contract_id, _asked(date_from, date_until, basis, rater, edition, minimum_steps)
        )

    @strawberry.field(
        graphql_type=Connection[MissingAssessment], description="Cliënten van wie een meting ontbreekt"
    )
    async def missing_assessments(
        self,
        info: Info,
        contract_id: UUID,
        rater: Rater = Rater.PROFESSIONAL,
        first: int = 50,
        after: str | None = None,
    ) -> Any:
        """Of whom an assessment is missing."""
        ctx = context_of(info)
        found = await operations.list_missing_assessments(ctx, page_of(ctx, first, after), contract_id, rater)
        return connection(sealed(ctx, found))

    @strawberry.field(graphql_type=SelfSufficiencyProfiles, description="Zelfredzaamheidprofielen")
    async def self_sufficiency_profiles(
        self,
        info: Info,
        date_from: date,
        date_until: date,
        basis: StepBasis = StepBasis.WITHIN_PERIOD,
        rater: Rater = Rater.PROFESSIONAL,
        edition: str = "zrm-11",
        grouping: ProfileGrouping = ProfileGrouping.AREA,
        contract_id: UUID | None = None,
    ) -> Any:
        """The profiles."""
        return await operations.get_profiles(
            context_of(info), grouping, _asked(date_from, date_until, basis, rater, edition, 1), contract_id
        )

    @strawberry.field(graphql_type=ReliabilityNorm, description="Eén vastgestelde betrouwbaarheid")
    async def reliability_norm(self, info: Info, id: UUID) -> Any:
        """One frozen reliability."""
        return await operations.get_norm(context_of(info), id)

    @strawberry.field(
        graphql_type=Connection[ReliabilityNorm], description="Vastgestelde betrouwbaarheid, oudste eerst"
    )
    async def reliability_norms(self, info: Info, first: int = 50, after: str | None = None) -> Any:
        """A page of frozen reliabilities."""
        ctx = context_of(info)
        return connection(sealed(ctx, await operations.list_norms(ctx, page_of(ctx, first, after))))

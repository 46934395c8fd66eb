"""Registering with the self-sufficiency matrix in the graph; files go over REST."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from typing import Any

import strawberry
from strawberry.types import Info

from services.outcomes.assessments import operations
from services.outcomes.assessments.graphql.types import (
    Assessment,
    AssessmentSelection,
    ReliabilityNorm,
    _NewAssessment,
    _NewNorm,
    _NewSelection,
)
from shared.kit.context import Context
from shared.kit.graphql import (
    checked,
    mutate,
)
from shared.schemas import outcomes as schemas


@strawberry.type
class AssessmentMutation:
    """Laying down what is asked, and registering what was scored."""

    @strawberry.mutation(
        graphql_type=AssessmentSelection, description="Leg vast welke domeinen nodig zijn (F-03)"
    )
    async def register_assessment_selection(self, info: Info, new: _NewSelection) -> Any:
        """Lay down a selection."""
        told = checked(schemas.NewAssessmentSelection, new)

        async def run(ctx: Context) -> Any:
            return await operations.register_selection(ctx, told)

        return await mutate(info, run, schemas.AssessmentSelection)

    @strawberry.mutation(graphql_type=Assessment, description="Registreer een afname")
    async def register_assessment(self, info: Info, new: _NewAssessment) -> Any:
        """Register an assessment."""
        told = checked(schemas.NewAssessment, new)

        async def run(ctx: Context) -> Any:
            return await operations.register_assessment(ctx, told)

        return await mutate(info, run, schemas.Assessment)

    @strawberry.mutation(
        graphql_type=ReliabilityNorm, description="Stel de betrouwbaarheid voor een jaar vast"
    )
    async def register_reliability_norm(self, info: Info, new: _NewNorm) -> Any:
        """Freeze the reliability of a year."""
        told = checked(schemas.NewReliabilityNorm, new)

        async def run(ctx: Context) -> Any:
            return await operations.register_norm(ctx, told)

        return await mutate(info, run, schemas.ReliabilityNorm)

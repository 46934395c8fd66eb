"""The types of the self-sufficiency matrix in the graph."""

# Strawberry's decorators are typed for its own descriptors, not for functions that return the domain's objects.
# mypy: disallow-untyped-decorators=False

from datetime import date
from typing import Annotated, Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.assessments import operations
from services.outcomes.assessments.rules import Asked
from shared.kit.graphql import (
    Derivation,
    checked,
    context_of,
    derivation_of,
    graph_input,
    graph_type,
)
from shared.schemas import outcomes as schemas
from shared.values.self_sufficiency import (
    Rater,
    StepBasis,
)


async def _selection_of(info: Info, selection_id: UUID) -> Any:
    return await operations.get_selection(context_of(info), selection_id)


async def _assessment_of(info: Info, assessment_id: UUID) -> Any:
    return await operations.get_assessment(context_of(info), assessment_id)


async def _norm_of(info: Info, norm_id: UUID) -> Any:
    return await operations.get_norm(context_of(info), norm_id)


async def _explained(info: Info, root: strawberry.Parent[Any]) -> Derivation:
    """Why it is what it is."""
    return await derivation_of(info, root.id)


AssessmentEdition: Any = graph_type(
    schemas.AssessmentEdition, "Een uitgave van de zelfredzaamheid-matrix: domeinen en niveaus (N-30, N-31)"
)
AssessmentSelection: Any = graph_type(
    schemas.AssessmentSelection,
    "Welke domeinen mogen worden gescoord, en waarvoor (F-03)",
    entity=_selection_of,
)
Assessment: Any = graph_type(
    schemas.Assessment, "Een afname van de zelfredzaamheid-matrix (N-149)", entity=_assessment_of
)
ClientSteps: Any = graph_type(
    schemas.ClientSteps, "De stappen van één cliënt tussen twee metingen (R-O02, G-51)"
)
AssessmentCounts: Any = graph_type(
    schemas.AssessmentCounts, "Hoeveel cliënten stegen, gelijk bleven en daalden (R-O33, G-50)"
)
MissingAssessment: Any = graph_type(
    schemas.MissingAssessment, "Een cliënt van wie een meting ontbreekt (R-O03)"
)
SelfSufficiencyProfiles: Any = graph_type(
    schemas.SelfSufficiencyProfiles, "Zelfredzaamheidprofielen van wijken, doelgroepen of contracten (R-O04)"
)
ReliabilityNorm: Any = graph_type(
    schemas.ReliabilityNorm,
    "Hoe groot een stap moet zijn om meer dan meetfout te zijn, vastgesteld voor een jaar",
    entity=_norm_of,
    fields={
        "derivation": strawberry.field(
            resolver=_explained, graphql_type=Derivation, description="De afleiding, stap voor stap"
        )
    },
)
_NewSelection = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewAssessmentSelection, "Een keuze van domeinen om vast te leggen")
    ),
]
_NewAssessment = Annotated[
    Any,
    strawberry.argument(graphql_type=graph_input(schemas.NewAssessment, "Een afname om te registreren")),
]
_NewNorm = Annotated[
    Any,
    strawberry.argument(
        graphql_type=graph_input(schemas.NewReliabilityNorm, "De betrouwbaarheid om vast te stellen")
    ),
]


def _asked(
    start: date, until: date, basis: StepBasis, rater: Rater, edition: str, minimum_steps: int
) -> Asked:
    """The steps that a field asks for, checked as over REST."""
    given = {
        "dateFrom": start, "dateUntil": until, "basis": basis, "rater": rater, "edition": edition,
        "minimumSteps": minimum_steps,
    }  # fmt: skip
    told = checked(schemas.StepsAsked, given)
    return Asked(told.date_from, told.date_until, told.basis, told.rater, told.edition, told.minimum_steps)

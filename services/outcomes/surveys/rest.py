"""Surveys over REST: a plain resource (shared/kit/plain.py), with the series of each source and who took part."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.surveys import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.schemas.outcomes import SurveyParticipation, SurveyYear
from shared.values import render
from shared.values.measuring import SurveyAudience
from shared.values.terms import Scope

router = Router(prefix="/surveys", tags=["surveys"])
EXAMPLE: dict[str, Any] = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "source": "independent",
    "provider": "00000099000000001001",
    "heldOn": "2026-06-15",
    "invited": 500,
    "responses": 212,
    "mean": "7.3",
    "standardDeviation": "1.2",
}
ContractId = Annotated[UUID, Query(alias="contractId", description="Het contract.")]
Year = Annotated[int, Query(ge=2000, le=2100, description="Het jaar waarin het onderzoek is gehouden.")]


# Before the plain routes: else `series` would be read as the id of one.
@router.get(
    "/series",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de reeksen van een contractjaar (series)",
    description=(
        "Wat het team vond bij afsluiten, en wat onafhankelijk is gevonden: naast elkaar, gewogen naar antwoorden, nooit gemengd"
        " (R-O13). Kleine aantallen blijven weg (F-08)."
    ),
    answer=SurveyYear,
    problems=[ContractNotFound],
)
async def get_survey_series(
    ctx: Ctx,
    contract_id: ContractId,
    year: Year,
    audience: Annotated[SurveyAudience, Query(description="Cliënten, of partners.")] = SurveyAudience.CLIENTS,
) -> Response:
    """The series of a contract year."""
    return answer(ctx, SurveyYear, await operations.get_series(ctx, contract_id, year, audience))


@router.get(
    "/participation",
    scope=Scope.OUTCOMES_READ,
    summary="Lees welke aanbieders meededen (participation)",
    description="Elke aanbieder van het contract hoort mee te doen aan het onafhankelijke cliëntonderzoek; wie ontbreekt staat in missing (R-O30).",
    answer=SurveyParticipation,
    problems=[ContractNotFound],
)
async def get_survey_participation(ctx: Ctx, contract_id: ContractId, year: Year) -> Response:
    """Which providers took part."""
    return answer(ctx, SurveyParticipation, await operations.get_participation(ctx, contract_id, year))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about="Ervaringen van cliënten en partners: bron, datum, respons, gemiddelde en schaal; ook verbeterde (N-153, D-50).",
        example=EXAMPLE,
        filters={
            "contract_id": "Alleen van dit contract.",
            "source": "Alleen van deze bron.",
            "audience": "Alleen van deze doelgroep.",
            "provider": "Alleen over deze aanbieder.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[ContractNotFound, rules.SurveyRefused],
    ),
)


@router.get(
    "/{survey_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Waarom een ervaringsonderzoek is wat het is (derivation)",
    description="De respons, het 95 %-interval en de reeks waarin het telt; niets van wat is weggelaten (F-08).",
    answer=DerivationAnswer,
    problems=[rules.SurveyNotFound],
)
async def get_survey_derivation(ctx: Ctx, survey_id: UUID) -> Response:
    """How a survey's figures came about."""
    why = await operations.explain_survey(ctx, survey_id)
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]
    return answer(ctx, DerivationAnswer, DerivationAnswer(subject=survey_id, version=1, steps=steps))

"""Surveys in the graph: a plain resource (shared/kit/plain.py), with the series of each source and who took part."""

from typing import Any
from uuid import UUID

import strawberry
from strawberry.types import Info

from services.outcomes.surveys import operations
from shared.kit.graphql import checked, context_of, graph_type
from shared.kit.plain_graph import plain_graph
from shared.schemas import outcomes as schemas
from shared.values.measuring import SurveyAudience

SurveyYear: Any = graph_type(
    schemas.SurveyYear, "De onderzoeken van een contractjaar: elke bron een eigen reeks (R-O13)"
)
SurveyParticipation: Any = graph_type(
    schemas.SurveyParticipation, "Welke aanbieders meededen aan het cliëntonderzoek (R-O30)"
)


async def _series(
    info: Info, contract_id: UUID, year: int, audience: SurveyAudience = SurveyAudience.CLIENTS
) -> Any:
    """The series of a contract year."""
    told = {"contract_id": contract_id, "year": year, "audience": audience}
    asked = checked(schemas.SurveySeriesOf, told)
    return await operations.get_series(context_of(info), asked.contract_id, asked.year, asked.audience)


async def _participation(info: Info, contract_id: UUID, year: int) -> Any:
    """Which providers took part."""
    asked = checked(schemas.SurveyParticipationOf, {"contract_id": contract_id, "year": year})
    return await operations.get_participation(context_of(info), asked.contract_id, asked.year)


_made: Any = plain_graph(
    operations.PLAIN,
    operations,
    queries={
        "survey_series": strawberry.field(
            resolver=_series,
            graphql_type=SurveyYear,
            description="De reeksen van een contractjaar, nooit gemengd (R-O13)",
        ),
        "survey_participation": strawberry.field(
            resolver=_participation,
            graphql_type=SurveyParticipation,
            description="Welke aanbieders meededen (R-O30)",
        ),
    },
)
Survey, SurveyQuery, SurveyMutation = _made

__all__ = ["Survey", "SurveyMutation", "SurveyQuery"]

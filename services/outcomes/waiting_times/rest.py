"""Waiting times over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.waiting_times import operations
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.outcomes import Quarter, WaitingTime, WaitingTimes, WaitingTimesByGroup
from shared.values.flowing import GroupedBy
from shared.values.terms import Scope

router = Router(prefix="/waiting-times", tags=["waiting-times"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de wachttijden van een contract in een kwartaal (waiting times)",
    description=(
        "Van eerste contact tot eerste gesprek, in werkdagen, met het aandeel binnen de norm (R-O06). Een open vraag telt "
        "pas mee als zij over de norm is. Kleine aantallen, en wat ze zou verraden, blijven weg (suppressed, F-08)."
    ),
    answer=WaitingTimes,
    problems=[ContractNotFound],
)
async def get_waiting_times(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    quarter: Annotated[Quarter, Query(description="Het kwartaal van het eerste contact.")],
) -> Response:
    """The waiting times of a contract in a quarter."""
    return answer(ctx, WaitingTimes, await operations.get_waiting_times(ctx, contract_id, quarter))


@router.get(
    "/groups",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de wachttijden per gebied of team (waiting times by group)",
    description=(
        "Dezelfde cijfers, voor elk gebied of team dat de zorg gaf die op de vraag volgde (R-O06). Wat in één groep te klein is"
        " blijft in alle groepen weg (F-08)."
    ),
    answer=WaitingTimesByGroup,
    problems=[ContractNotFound],
)
async def get_waiting_times_by_group(
    ctx: Ctx,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    quarter: Annotated[Quarter, Query(description="Het kwartaal van het eerste contact.")],
    by: Annotated[GroupedBy, Query(description="Per gebied of per team.")] = GroupedBy.AREA,
) -> Response:
    """The waiting times of each area or team."""
    found = await operations.get_waiting_times_by_group(ctx, contract_id, quarter, by)
    return answer(ctx, WaitingTimesByGroup, found)


@router.get(
    "/requests",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de wachttijden van de vragen zelf (waiting times of requests)",
    description=(
        "Per vraag de dagen van eerste contact tot eerste gesprek: voor wie eraan werkt of ze controleert, niet om te "
        "publiceren. Een aanbieder ziet alleen zijn eigen vragen."
    ),
    answer=WaitingTime,
    page=True,
    problems=[ContractNotFound],
)
async def list_waiting_times(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[UUID, Query(alias="contractId", description="Het contract.")],
    quarter: Annotated[Quarter, Query(description="Het kwartaal van het eerste contact.")],
) -> Response:
    """The waiting times of single requests."""
    found = await operations.list_waiting_times(ctx, request, contract_id, quarter)
    return page(ctx, WaitingTime, found)

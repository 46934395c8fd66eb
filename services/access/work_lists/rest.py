"""Work lists over REST: one answer with everything that waits for the reader."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.work_lists import operations
from shared.errors import BsnRefused
from shared.kit.http import Ctx, Router, answer
from shared.schemas.access import WorkLists, WorkListsOf
from shared.schemas.access.care import CaseCode
from shared.schemas.access.work_lists import MOST
from shared.schemas.common import Day
from shared.values.terms import Scope

router = Router(prefix="/work-lists", tags=["work-lists"])


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees de werklijsten (work lists)",
    description=(
        "Alles wat op de lezer wacht in één antwoord: open meldingen, spoedzorg zonder besluit, wettelijke termijnen, concepten,"
        " inspanningen, toetsen, de wachtlijst in de juiste volgorde (R-A37), keuzes van aanbieders, verzoeken 315 en 317,"
        " overdrachten, plafonds (R-A38), signalen en rechtsmiddelen; voor een aanbieder zijn verwijzingen, opdrachten, te beginnen"
        " zorg en antwoorden. Elke lijst telt alles en toont het dringendste eerst. Wat de lezer niet mag zien, blijft weg, ook"
        " het aantal (F-26); leftOut zegt waarom: role of scope. Van de eindgebruiker (mine) is een melding waarvan deze het"
        " jongste gesprek voerde, een concept maakte of de spoed vaststelde, en een toets waarin deze toetst of besliste."
    ),
    answer=WorkLists,
    problems=[BsnRefused],
)
async def list_work_lists(
    ctx: Ctx,
    mine: Annotated[bool, Query(description="Alleen wat van de eindgebruiker zelf is.")] = False,
    team: Annotated[CaseCode | None, Query(description="Alleen van dit team.")] = None,
    until: Annotated[
        Day | None,
        Query(
            description="Tot en met welke dag vooruit wordt gekeken; leeg = zo ver als het beleid waarschuwt (termWarningDays)."
        ),
    ] = None,
    per_list: Annotated[
        int,
        Query(
            alias="perList", ge=1, le=MOST, description="Ten hoogste zoveel per lijst; het aantal telt alles."
        ),
    ] = 10,
) -> Response:
    """Everything that waits."""
    asked = WorkListsOf(mine=mine, team=team, until=until, limit=per_list)
    return answer(ctx, WorkLists, await operations.list_work_lists(ctx, asked))

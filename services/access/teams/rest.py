"""Teams over REST: a plain resource (shared/kit/plain.py), and the question which one handles what."""

from starlette.responses import Response

from services.access.teams import operations, rules
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.routes import TeamAssigned, TeamQuestion
from shared.values.terms import Scope

router = Router(prefix="/teams", tags=["teams"])


@router.post(
    "/_assign",
    scope=Scope.ACCESS_READ,
    summary="Vraag welk team een vraag behandelt (assign)",
    description=(
        "18 jaar en ouder is Sociaal, jonger is Jeugd; waar de leeftijd het niet zegt (een eigen vraag van een ouder) beslist de wet"
        " (R-A50). Eén voordeur: zonder team wordt niemand geweigerd. Er wordt niets bewaard."
    ),
    answer=TeamAssigned,
    problems=[PurchaserOnly],
    example={"law": "jeugdwet", "bornOn": "2009-03-01", "area": "WIJK-12"},
    safe=True,
)
async def assign_team(ctx: Ctx, body: TeamQuestion) -> Response:
    """Which team handles a question."""
    return answer(ctx, TeamAssigned, await operations.find_assigned_team(ctx, body))


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "De teams van de toegang: sociaal of jeugd, met de gebieden waarvoor zij werken (R-A50). Een gebied hoort op een dag bij één"
            " team van elke soort."
        ),
        example={
            "code": "JEUGD-NOORD", "kind": "youth", "name": "Team Jeugd Noord", "areas": ["WIJK-11", "WIJK-12"],
            "validFrom": "2026-01-01",
        },
        change_example={"areas": ["WIJK-11", "WIJK-12", "WIJK-13"]},
        filters={
            "kind": "Alleen van deze soort.",
            "code": "Alleen met deze code.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[rules.TeamRefused],
    ),
)  # fmt: skip

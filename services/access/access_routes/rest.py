"""Access routes over REST: where access is decided, who does what in a scenario, what a referrer leads to."""

from typing import Annotated

from fastapi import Query
from starlette.responses import Response

from services.access.access_routes import operations
from services.access.contract_terms.rules import ContractNotFound
from services.access.products.rules import ProductNotFound
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.schemas.access.routes import (
    AccessRoute,
    NewAccessRoute,
    ProcessStep,
    ReferrerRoute,
    ScenarioConstraint,
)
from shared.values.arrangements import Scenario
from shared.values.terms import Law, Scope

router = Router(prefix="/access-routes", tags=["access-routes"])
steps_router = Router(prefix="/process-steps", tags=["access-routes"])
_OF = Annotated[Scenario | None, Query(description="Alleen van dit scenario.")]


@router.post(
    "/_assess",
    scope=Scope.ACCESS_READ,
    summary="Vraag waar over toegang wordt besloten (access route)",
    description=(
        "De plaats van het toegangsbesluit uit volumerisico en concentratie van expertise, in de volgorde burger, aanbieder, sociaal team,"
        " andere partij (R-A01); wat de opdrachtgever bij het product koos gaat voor. Vrij toegankelijk alleen als het besluit weinig"
        " kost en de kans op dringend andere hulp klein is (R-A02). Met een contract ook wat dat openlaat (R-C30 … R-C54). Er wordt niets"
        " bewaard."
    ),
    answer=AccessRoute,
    problems=[ProductNotFound, ContractNotFound],
    example={"limitedVolumeRisk": True, "expertiseConcentration": False},
    safe=True,
)
async def find_access_route(ctx: Ctx, body: NewAccessRoute) -> Response:
    """Where access is decided."""
    return answer(ctx, AccessRoute, await operations.find_access_route(ctx, body))


@router.get(
    "/scenarios",
    scope=Scope.ACCESS_READ,
    summary="Lees wat elk scenario vraagt (scenario constraints)",
    description="De plaats van toegang, het document en wie evalueert, per scenario A tot en met D (R-C38).",
    answer=ScenarioConstraint,
    page=True,
)
async def list_scenario_constraints(ctx: Ctx, scenario: _OF = None) -> Response:
    """What each scenario demands."""
    found = await operations.list_scenario_constraints(ctx, scenario)
    return page_answer(ctx, ScenarioConstraint, Page(found))


@router.get(
    "/referrers",
    scope=Scope.ACCESS_READ,
    summary="Lees waartoe elke verwijzer leidt (referrers)",
    description=(
        "Per wet en verwijzer (COD327): rechtstreekse toegang, een besluit van de gemeente, of een melding bij het team (R-A04). Een"
        " rechterlijke beslissing kan niet worden geweigerd."
    ),
    answer=ReferrerRoute,
    page=True,
)
async def list_referrer_routes(
    ctx: Ctx, law: Annotated[Law | None, Query(description="Alleen onder deze wet.")] = None
) -> Response:
    """What each referrer leads to."""
    return page_answer(ctx, ReferrerRoute, Page(await operations.list_referrer_routes(ctx, law)))


@steps_router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Lees de processtappen van een scenario (process steps)",
    description="Van vraag tot evaluatie, met wie voor elke stap verantwoordelijk is (N-90).",
    answer=ProcessStep,
    page=True,
)
async def list_process_steps(ctx: Ctx, scenario: _OF = None) -> Response:
    """The steps of a scenario."""
    return page_answer(ctx, ProcessStep, Page(await operations.list_process_steps(ctx, scenario)))

"""Gradings over REST: a plain resource (shared/kit/plain.py) that can be withdrawn, and how far assessors agree."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased
from services.access.gradings import operations, rules
from services.access.requests.rules import RequestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access.gradings import Grading, GradingComparison
from shared.schemas.access.legal_checks import ProductCategory
from shared.schemas.common import Day, Oin
from shared.values.legal_frames import GradingSide
from shared.values.terms import Scope

router = Router(prefix="/gradings", tags=["gradings"])
EXAMPLE: dict[str, Any] = {
    "requestId": "01890000-0000-7000-8000-000000000000",
    "role": "accessWorker",
    "productCategory": "02",
    "intensity": 3,
    "factors": ["complexity", "network"],
    "gradedOn": "2026-04-15",
}


@router.get(
    "/comparison",
    scope=Scope.ACCESS_READ,
    summary="Vergelijk inschalingen (comparison)",
    description=(
        "In hoeveel gevallen twee beoordelaars gelijk inschaalden, en wie vaker zwaarder (R-A46): van 100 gevallen 70 gelijk, bij 20"
        " de aanbieder zwaarder, bij 10 lichter. In totaal en per aanbieder en product, over de inschalingen van een periode; ook"
        " tegen het oude stelsel (D-33). Buiten de gemeente zelf blijven kleine aantallen weg (F-08)."
    ),
    answer=GradingComparison,
    problems=[PurchaserOnly],
)
async def get_grading_comparison(
    ctx: Ctx,
    from_date: Annotated[Day, Query(alias="from", description="Eerste dag van inschaling.")],
    to_date: Annotated[Day, Query(alias="until", description="Laatste dag van inschaling.")],
    first_side: Annotated[
        GradingSide, Query(alias="firstSide", description="De ene kant.")
    ] = GradingSide.ACCESS_WORKER,
    second_side: Annotated[
        GradingSide, Query(alias="secondSide", description="De andere kant.")
    ] = GradingSide.PROVIDER_INTAKE,
    provider: Annotated[Oin | None, Query(description="Alleen gevallen bij deze aanbieder.")] = None,
    product_category: Annotated[
        ProductCategory | None, Query(alias="productCategory", description="Alleen deze categorie.")
    ] = None,
) -> Response:
    """How far two sides agree."""
    found = await operations.get_grading_comparison(
        ctx, first_side, second_side, from_date, to_date, provider=provider, product_category=product_category
    )
    return answer(ctx, GradingComparison, found)


plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Hoe zwaar een beoordelaar de behoefte vond (N-135): de toegangsmedewerker, de intake van de aanbieder of het"
            " switchteam, met wat erbij woog en wat het in het oude stelsel was. Een aanbieder legt de eigen intake vast en ziet alleen"
            " die."
        ),
        example=EXAMPLE,
        filters={
            "state": "Alleen in deze toestand.",
            "role": "Alleen van deze beoordelaar.",
            "request_id": "Alleen van deze melding.",
            "citizen_id": "Alleen van deze inwoner (surrogaat).",
            "provider": "Alleen van deze aanbieder.",
            "product_category": "Alleen van deze productcategorie.",
            "reference": "Alleen met dit eigen kenmerk.",
        },
        problems=[RequestNotFound, CitizenErased, rules.GradingRefused],
    ),
)


@router.post(
    "/{grading_id}/withdrawal",
    scope=Scope.ACCESS_WRITE,
    summary="Trek een inschaling in (withdrawal)",
    description="Een vergissing: zij telt nergens meer mee.",
    answer=Grading,
    problems=[rules.GradingNotFound, CitizenErased, rules.GradingWithdrawn],
    dry_run=True,
)
async def withdraw_grading(ctx: Ctx, grading_id: UUID) -> Response:
    """Withdraw a grading."""
    return answer(ctx, Grading, await operations.withdraw_grading(ctx, grading_id))

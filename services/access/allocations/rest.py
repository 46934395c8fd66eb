"""Allocations over REST: a plain resource (shared/kit/plain.py) that is read with its versions, and changed."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.access.allocations import operations, rules
from services.access.citizens.rules import CitizenErased
from services.access.mandates.rules import MandateMissing
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.access import Allocation, AllocationChange, AllocationVersions
from shared.values.terms import Scope

router = Router(prefix="/allocations", tags=["allocations"])
EXAMPLE: dict[str, Any] = {
    "changeReason": "05",
    "endDate": "2026-09-30",
    "motivation": "Met minder kan ook; besproken met de inwoner.",
}
_FILTERS = {
    "citizen_id": "Alleen van deze inwoner (surrogaat).",
    "request_id": "Alleen op deze melding.",
    "decision_id": "Alleen op dit besluit.",
    "contract_id": "Alleen onder dit contract.",
    "law": "Alleen onder deze wet.",
    "allocation_number": "Alleen met dit toewijzingnummer.",
    "provider": "Alleen aan deze aanbieder.",
    "product_category": "Alleen van deze productcategorie.",
    "product_code": "Alleen van deze productcode.",
    "state": "Alleen in deze toestand.",
    "origin": "Alleen hieruit voortgekomen.",
    "cohort_id": "Alleen van deze overgang.",
    "reference": "Alleen met dit eigen kenmerk.",
}

plain_routes(
    router,
    operations.PLAIN,
    operations,
    Words(
        about=(
            "Wat een aanbieder aan een inwoner mag leveren: product, omvang of budget, en dagen, onder een toewijzingnummer (iWmo"
            " en iJw 301). Zij komt voort uit een besluit of uit een verzoek van de aanbieder; wat geldt is de laatste versie"
            " (IV013). Een aanbieder ziet de zijne."
        ),
        example={},
        filters=_FILTERS,
    ),
)


@router.get(
    "/{allocation_id}/versions",
    scope=Scope.ACCESS_READ,
    summary="Lees de versies van een toewijzing (versions)",
    description="Elke versie zoals zij was, de eerste voorop; geen versie verdwijnt.",
    answer=AllocationVersions,
    problems=[rules.AllocationNotFound],
)
async def get_allocation_versions(ctx: Ctx, allocation_id: UUID) -> Response:
    """The versions of an allocation."""
    return answer(ctx, AllocationVersions, await operations.get_allocation_versions(ctx, allocation_id))


@router.post(
    "/{allocation_id}/changes",
    scope=Scope.ACCESS_WRITE,
    summary="Wijzig een toewijzing (changes)",
    description=(
        "Op het nummer zelf: de einddatum eerder of later, het totale volume (frequentie 6), het budget, of verwijderen (reden"
        " 13). Elke andere omvang en elk ander product beëindigt dit nummer en begint een nieuw nummer op effectiveOn (OP257,"
        " IV066). In scenario A vraagt meer of minder ondersteuning een nieuw besluit; in B, C en D schaalt de aanbieder zelf en"
        " is dit de melding (R-A35). Wat de gemeente zelf verlengt, inkort, verwijdert of anders maakt is een besluit: door een"
        " gemandateerde (R-A03), langer alleen na een afgeronde verlengingstoets (R-A11), met een motivering; tegen het besluit"
        " eronder staat dan opnieuw bezwaar open (R-A29). Een toewijzing zonder besluit noemt er een (decisionId). Een einde om"
        " een reden van elders (02, 03, 07 tot en met 12) oordeelt niet over de behoefte. Wat groeit wordt ook getoetst op leeftijd,"
        " Wlz en bekrachtiging (R-A14, R-A16, R-A20). Acute zorg krijgt met een motivering meer of langer zonder te wachten, en"
        " wordt achteraf getoetst: meer begint binnen de wachttijd van urgentie 1, en het geheel eindigt voor de halfjaarstoets."
    ),
    answer=Allocation,
    problems=[
        rules.AllocationNotFound,
        rules.AllocationChangeRefused,
        rules.NumbersSpent,
        rules.NewDecisionNeeded,
        MandateMissing,
        CitizenErased,
        PurchaserOnly,
    ],
    example=EXAMPLE,
    dry_run=True,
)
async def change_allocation(ctx: Ctx, allocation_id: UUID, body: AllocationChange) -> Response:
    """Change an allocation."""
    return answer(ctx, Allocation, await operations.change_allocation(ctx, allocation_id, body))

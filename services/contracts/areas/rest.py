"""Areas over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.areas import operations, rules
from services.contracts.coverages.rules import CoverageTaken
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import MunicipalityCode, Reference
from shared.schemas.contracts import Area, AreaChange, AreasToImport, Import, NewArea
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.contracts.populations import Slug
from shared.values.populations import AreaLevel
from shared.values.terms import Scope

router = Router(prefix="/areas", tags=["areas"])
EXAMPLE = {
    "code": "WK048401",
    "name": "Kerk en Zanen",
    "level": "district",
    "municipalityCode": "0484",
    "validFrom": "2026-01-01",
}
_REGISTERING = [PurchaserOnly, rules.AreasRefused, ReferenceUsed, CoverageTaken]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek gebieden (areas)",
    description="Elke grens van een code is een eigen gebied; meerdere indelingen staan naast elkaar (N-104).",
    answer=Area,
    page=True,
)
async def list_areas(
    ctx: Ctx,
    request: PageQuery,
    code: Annotated[AreaCode | None, Query(description="Alleen met deze code.")] = None,
    division: Annotated[Slug | None, Query(description="Alleen uit deze indeling.")] = None,
    level: Annotated[AreaLevel | None, Query(description="Alleen op dit niveau.")] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen in deze gemeente.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of areas."""
    found = await operations.list_areas(
        ctx,
        request,
        code=code,
        division=division,
        level=level,
        municipality_code=municipality_code,
        reference=external_reference,
    )
    return page(ctx, Area, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een gebied (area)",
    description="Een CBS-gebied of een gebied van een eigen indeling. Nieuwe grenzen onder een code laten de lopende een dag"
    " eerder eindigen; dekking volgt de grenzen.",
    answer=Area,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_area(ctx: Ctx, body: NewArea) -> Response:
    """Register an area."""
    made = await operations.register_area(ctx, body)
    return answer(ctx, Area, made, 201, f"/v1/areas/{made.id}")


@router.post(
    "/_import",
    scope=Scope.CONTRACTS_WRITE,
    summary="Lees gebieden in (import)",
    description="Ten hoogste 1000 tegelijk, alles of niets, met alle fouten in één keer. Veilig te herhalen: wat er zo al is"
    " blijft, wat anders is krijgt een nieuwe versie.",
    answer=Import,
    problems=[PurchaserOnly, rules.AreasRefused, CoverageTaken],
    example={"areas": [EXAMPLE]},
    dry_run=True,
)
async def import_areas(ctx: Ctx, body: AreasToImport) -> Response:
    """Import areas."""
    return answer(ctx, Import, await operations.import_areas(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een gebied onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; code en eerste dag blijven wat zij zijn.",
    answer=Area,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_area(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het gebied.")],
    body: NewArea,
) -> Response:
    """Register or change an area under a reference of one's own."""
    made, new = await operations.put_area(ctx, reference, body)
    return answer(ctx, Area, made, 201 if new else 200)


@router.patch(
    "/{area_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een gebied (area)",
    description="Naam, laatste dag, of waarvan het deel is; wat ontbreekt blijft (RFC 7396).",
    answer=Area,
    problems=[rules.AreaNotFound, PurchaserOnly, rules.AreasRefused, CoverageTaken],
    example={"validUntil": "2026-12-31"},
    dry_run=True,
)
async def change_area(ctx: Ctx, area_id: UUID, body: AreaChange) -> Response:
    """Change an area."""
    return answer(ctx, Area, await operations.change_area(ctx, area_id, body))


@router.get(
    "/{area_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een gebied (area)",
    answer=Area,
    problems=[rules.AreaNotFound],
)
async def get_area(ctx: Ctx, area_id: UUID) -> Response:
    """One area."""
    return answer(ctx, Area, await operations.get_area(ctx, area_id))

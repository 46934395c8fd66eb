"""The social map and the profiles of areas over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.provisions import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day, MunicipalityCode, Oin, Reference
from shared.schemas.contracts import (
    AreaProfile,
    AreaSharing,
    NewAreaSharing,
    NewProvision,
    Provision,
    ProvisionChange,
)
from shared.schemas.contracts.areas import Year
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.contracts.populations import Slug
from shared.values.populations import AreaLevel, ProvisionKind
from shared.values.terms import Scope

router = Router(prefix="/provisions", tags=["provisions"])
profiles_router = Router(prefix="/area-profiles", tags=["area-profiles"])
EXAMPLE = {
    "areaCode": "WK048401",
    "name": "Inloop De Zwaluw",
    "kind": "general",
    "organisation": "00000099000000001001",
    "validFrom": "2026-01-01",
}
_REGISTERING = [PurchaserOnly, rules.ProvisionRefused, ReferenceUsed]


@profiles_router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Lees wijkgegevens en sociale kaart per gebied (area profiles)",
    description="Per gebied de kenmerken van een jaar (of de nieuwste) en de voorzieningen op een dag (of vandaag), D-17. Een"
    " aanbieder ziet wat met hem gedeeld is.",
    answer=AreaProfile,
    page=True,
)
async def list_area_profiles(
    ctx: Ctx,
    request: PageQuery,
    code: Annotated[AreaCode | None, Query(description="Alleen dit gebied.")] = None,
    division: Annotated[Slug | None, Query(description="Alleen uit deze indeling.")] = None,
    level: Annotated[AreaLevel | None, Query(description="Alleen op dit niveau.")] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen in deze gemeente.")
    ] = None,
    year: Annotated[Year | None, Query(description="Kenmerken van dit jaar; leeg = de nieuwste.")] = None,
    on: Annotated[Day | None, Query(description="Voorzieningen op deze dag; leeg = vandaag.")] = None,
) -> Response:
    """A page of profiles."""
    found = await operations.list_profiles(
        ctx,
        request,
        code=code,
        division=division,
        level=level,
        municipality_code=municipality_code,
        year=year,
        day=on,
    )
    return page(ctx, AreaProfile, found)


@profiles_router.post(
    "/_share",
    scope=Scope.CONTRACTS_WRITE,
    summary="Deel wijkgegevens en sociale kaart met organisaties (share)",
    description="Bij een aanbesteding, of elk jaar (D-17). Wat later in een gedeeld gebied wordt vastgelegd, is ook gedeeld.",
    answer=AreaSharing,
    problems=[PurchaserOnly],
    example={"municipalityCode": "0484", "organisations": ["00000099000000001001"]},
    dry_run=True,
)
async def share_area_profiles(ctx: Ctx, body: NewAreaSharing) -> Response:
    """Share profiles."""
    return answer(ctx, AreaSharing, await operations.share_profiles(ctx, body))


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek voorzieningen op de sociale kaart (provisions)",
    answer=Provision,
    page=True,
)
async def list_provisions(
    ctx: Ctx,
    request: PageQuery,
    area_code: Annotated[
        AreaCode | None, Query(alias="areaCode", description="Alleen in dit gebied.")
    ] = None,
    kind: Annotated[ProvisionKind | None, Query(description="Alleen van deze soort.")] = None,
    organisation: Annotated[Oin | None, Query(description="Alleen van deze organisatie (OIN).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of provisions."""
    found = await operations.list_provisions(
        ctx,
        request,
        area_code=area_code,
        kind=kind,
        organisation=organisation,
        reference=external_reference,
    )
    return page(ctx, Provision, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Zet een voorziening op de sociale kaart (provision)",
    description="Wie het gebied ziet, ziet ook zijn voorzieningen (D-17).",
    answer=Provision,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_provision(ctx: Ctx, body: NewProvision) -> Response:
    """Register a provision."""
    made = await operations.register_provision(ctx, body)
    return answer(ctx, Provision, made, 201, f"/v1/provisions/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Zet een voorziening op de kaart of wijzig haar, onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; het gebied blijft wat het is.",
    answer=Provision,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_provision(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de voorziening.")],
    body: NewProvision,
) -> Response:
    """Register or change a provision under a reference of one's own."""
    made, new = await operations.put_provision(ctx, reference, body)
    return answer(ctx, Provision, made, 201 if new else 200)


@router.patch(
    "/{provision_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een voorziening (provision)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396).",
    answer=Provision,
    problems=[rules.ProvisionNotFound, PurchaserOnly, rules.ProvisionRefused],
    example={"validUntil": "2026-12-31"},
    dry_run=True,
)
async def change_provision(ctx: Ctx, provision_id: UUID, body: ProvisionChange) -> Response:
    """Change a provision."""
    return answer(ctx, Provision, await operations.change_provision(ctx, provision_id, body))


@router.get(
    "/{provision_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een voorziening (provision)",
    answer=Provision,
    problems=[rules.ProvisionNotFound],
)
async def get_provision(ctx: Ctx, provision_id: UUID) -> Response:
    """One provision."""
    return answer(ctx, Provision, await operations.get_provision(ctx, provision_id))

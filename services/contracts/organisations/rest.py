"""Organisations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.organisations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import MunicipalityCode, Oin, Reference, Written
from shared.schemas.contracts import NewOrganisation, Organisation, OrganisationChange
from shared.values.terms import OrganisationKind, Scope

router = Router(prefix="/organisations", tags=["organisations"])
EXAMPLE = {
    "oin": "00000099000000001001",
    "kind": "provider",
    "name": "De Rijnoever",
    "agbCode": "98765432",
    "sectors": ["elderly-care", "welfare"],
    "size": "large",
    "mainAreaCodes": ["WK048400"],
}


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek organisaties (organisations)",
    description="Gemeenten, aanbieders en accountants die de opdrachtgever heeft geregistreerd.",
    answer=Organisation,
    page=True,
)
async def list_organisations(
    ctx: Ctx,
    request: PageQuery,
    oin: Annotated[Oin | None, Query(description="Alleen met dit OIN.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
    kind: Annotated[OrganisationKind | None, Query(description="Alleen van deze soort.")] = None,
    municipality_code: Annotated[
        MunicipalityCode | None, Query(alias="municipalityCode", description="Alleen met deze gemeentecode.")
    ] = None,
    region: Annotated[Written | None, Query(max_length=200, description="Alleen in deze regio.")] = None,
) -> Response:
    """A page of organisations."""
    found = await operations.list_organisations(
        ctx, request, oin, external_reference, kind=kind, municipality_code=municipality_code, region=region
    )
    return page(ctx, Organisation, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een organisatie (organisation)",
    description="Eén keer per OIN; de organisatie mag haar eigen inschrijving lezen.",
    answer=Organisation,
    status=201,
    problems=[PurchaserOnly, rules.OrganisationExists, ReferenceUsed],
    example=EXAMPLE,
    dry_run=True,
)
async def register_organisation(ctx: Ctx, body: NewOrganisation) -> Response:
    """Register an organisation."""
    made = await operations.register_organisation(ctx, body)
    return answer(ctx, Organisation, made, 201, f"/v1/organisations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een organisatie onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; OIN en soort blijven wat zij zijn.",
    answer=Organisation,
    status=201,
    problems=[PurchaserOnly, rules.OrganisationExists, rules.OrganisationRefused, ReferenceUsed],
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_organisation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de organisatie.")],
    body: NewOrganisation,
) -> Response:
    """Register or change an organisation under a reference of one's own."""
    made, new = await operations.put_organisation(ctx, reference, body)
    return answer(ctx, Organisation, made, 201 if new else 200)


@router.patch(
    "/{organisation_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een organisatie (organisation)",
    description="Wat ontbreekt blijft, null haalt weg (RFC 7396); OIN en soort blijven. Voor een gemeente: regio, inwonertal,"
    " rol, scenario en eigen risicovoorziening (N-100); voor een aanbieder: sectoren, omvang, werkgebieden en een financieel"
    " signaal met zijn dag (N-102).",
    answer=Organisation,
    problems=[rules.OrganisationNotFound, PurchaserOnly, rules.OrganisationRefused],
    example={"financialSignal": "attention", "financialSignalOn": "2026-06-30"},
    dry_run=True,
)
async def change_organisation(ctx: Ctx, organisation_id: UUID, body: OrganisationChange) -> Response:
    """Change an organisation."""
    return answer(ctx, Organisation, await operations.change_organisation(ctx, organisation_id, body))


@router.get(
    "/{organisation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een organisatie (organisation)",
    answer=Organisation,
    problems=[rules.OrganisationNotFound],
)
async def get_organisation(ctx: Ctx, organisation_id: UUID) -> Response:
    """One organisation."""
    return answer(ctx, Organisation, await operations.get_organisation(ctx, organisation_id))

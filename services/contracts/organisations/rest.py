"""Organisations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.organisations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Oin, Reference
from shared.schemas.contracts import NewOrganisation, Organisation
from shared.values.terms import Scope

router = Router(prefix="/organisations", tags=["organisations"])


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
) -> Response:
    """A page of organisations."""
    return page(ctx, Organisation, await operations.list_organisations(ctx, request, oin, external_reference))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een organisatie (organisation)",
    description="Eén keer per OIN; de organisatie mag haar eigen inschrijving lezen.",
    answer=Organisation,
    status=201,
    problems=[PurchaserOnly, rules.OrganisationExists, ReferenceUsed],
    example={
        "oin": "00000099000000001001",
        "kind": "provider",
        "name": "De Rijnoever",
        "agbCode": "98765432",
    },
    dry_run=True,
)
async def register_organisation(ctx: Ctx, body: NewOrganisation) -> Response:
    """Register an organisation."""
    made = await operations.register_organisation(ctx, body)
    return answer(ctx, Organisation, made, 201, f"/v1/organisations/{made.id}")


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

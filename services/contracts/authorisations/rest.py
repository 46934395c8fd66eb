"""Authorisations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.authorisations import operations, rules
from shared.errors import ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Oin, Reference
from shared.schemas.contracts import Authorisation, NewAuthorisation
from shared.values.terms import HolderRole, Scope

router = Router(prefix="/authorisations", tags=["authorisations"])
EXAMPLE = {
    "holder": "00000099000000007001",
    "role": "vendor",
    "scopes": ["contracts:read", "events:read"],
    "validFrom": "2027-02-01",
    "validUntil": "2027-12-31",
}
GRANTING = [rules.AuthorisationRefused, rules.AuthorisationExists, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek machtigingen (authorisations)",
    description="Die u gaf en die u kreeg, ook de afgelopen en ingetrokken machtigingen.",
    answer=Authorisation,
    page=True,
)
async def list_authorisations(
    ctx: Ctx,
    request: PageQuery,
    holder: Annotated[Oin | None, Query(description="Alleen van deze gemachtigde (OIN).")] = None,
    role: Annotated[HolderRole | None, Query(description="Alleen in deze rol.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of authorisations."""
    found = await operations.list_authorisations(ctx, request, holder, role, external_reference)
    return page(ctx, Authorisation, found)


@router.post(
    "",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Machtig een andere organisatie (authorisation)",
    description=(
        "De gemachtigde noemt u daarna in de kop Bedoeling-On-Behalf-Of. Geeft ten hoogste wat uw eigen token mag en de rol kan"
        " gebruiken; rollen ombuds, insurer en portal geeft alleen een gemeente of regio. De gemachtigde begint met een"
        " momentopname (snapshot)."
    ),
    answer=Authorisation,
    status=201,
    problems=GRANTING,
    example=EXAMPLE,
    dry_run=True,
)
async def grant_authorisation(ctx: Ctx, body: NewAuthorisation) -> Response:
    """Authorise another organisation."""
    made = await operations.grant_authorisation(ctx, body)
    return answer(ctx, Authorisation, made, 201, f"/v1/authorisations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Machtig onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde machtiging komt terug; een andere inhoud wordt geweigerd.",
    answer=Authorisation,
    status=201,
    problems=GRANTING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_authorisation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de machtiging.")],
    body: NewAuthorisation,
) -> Response:
    """Authorise another organisation under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.grant_authorisation(ctx, named)
    return answer(ctx, Authorisation, made, 201, f"/v1/authorisations/{made.id}")


@router.get(
    "/{authorisation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een machtiging (authorisation)",
    answer=Authorisation,
    problems=[rules.AuthorisationNotFound],
)
async def get_authorisation(ctx: Ctx, authorisation_id: UUID) -> Response:
    """One authorisation."""
    return answer(ctx, Authorisation, await operations.get_authorisation(ctx, authorisation_id))


@router.post(
    "/{authorisation_id}/withdrawal",
    scope=Scope.AUTHORISATIONS_WRITE,
    summary="Trek een machtiging in (withdrawal)",
    description=(
        "Werkt meteen en voorgoed: in contracts bij het volgende verzoek, in de andere diensten zodra zij de feed volgden. Het"
        " feit authorisation-withdrawn is het laatste dat de gemachtigde van u ziet."
    ),
    answer=Authorisation,
    problems=[rules.AuthorisationNotFound, rules.PrincipalOnly, rules.AuthorisationOver],
    dry_run=True,
)
async def withdraw_authorisation(ctx: Ctx, authorisation_id: UUID) -> Response:
    """Withdraw an authorisation."""
    return answer(ctx, Authorisation, await operations.withdraw_authorisation(ctx, authorisation_id))

"""Requests over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.access.citizens.rules import CitizenErased, CitizenNotFound
from services.access.contract_terms.rules import ContractNotFound, ContractNotInForce
from services.access.requests import operations, rules
from services.access.requests.store import Filter
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.access import FirstTalk, NewRequest, Request
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.values.terms import RequestState, Scope

router = Router(prefix="/requests", tags=["requests"])
EXAMPLE = {
    "citizenReference": "inwoner-0042",
    "contractId": "01990000-0000-7000-8000-000000000001",
    "law": "wmo2015",
    "contactOn": "2026-04-13",
    "acute": False,
}
REPORTING = [
    PurchaserOnly, CitizenNotFound, CitizenErased, ContractNotFound, rules.ContactInFuture, ContractNotInForce, ReferenceUsed,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.ACCESS_READ,
    summary="Zoek meldingen (requests)",
    description="De meldingen van de gemeente; een aanbieder ziet wat aan hem is verwezen of toegewezen.",
    answer=Request,
    page=True,
)
async def list_requests(
    ctx: Ctx,
    request: PageQuery,
    state: Annotated[RequestState | None, Query(description="Alleen in deze toestand.")] = None,
    contact_on_from: Annotated[
        Day | None, Query(alias="contactOnFrom", description="Eerste contact op of na deze dag.")
    ] = None,
    contact_on_to: Annotated[
        Day | None, Query(alias="contactOnTo", description="Eerste contact op of vóór deze dag.")
    ] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    citizen_id: Annotated[
        UUID | None, Query(alias="citizenId", description="Alleen van deze inwoner (surrogaat).")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of requests."""
    asked = Filter(state, contact_on_from, contact_on_to, contract_id, citizen_id, external_reference)
    return page(ctx, Request, await operations.list_requests(ctx, request, asked))


@router.post(
    "",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een melding vast (request)",
    description=(
        "De vraag van een inwoner die is vastgelegd (citizenId), of onder een eigen kenmerk zonder BSN (citizenReference), één van"
        " beide; in de tweede vorm geeft de dienst een surrogaat."
    ),
    answer=Request,
    status=201,
    problems=REPORTING,
    example=EXAMPLE,
    dry_run=True,
)
async def report_request(ctx: Ctx, body: NewRequest) -> Response:
    """Report a citizen's question."""
    made = await operations.report_request(ctx, body)
    return answer(ctx, Request, made, 201, f"/v1/requests/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.ACCESS_WRITE,
    summary="Leg een melding vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: staat dezelfde melding er al, dan komt zij terug; een andere inhoud wordt geweigerd.",
    answer=Request,
    status=201,
    problems=REPORTING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_request(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de melding.")],
    body: NewRequest,
) -> Response:
    """Report a citizen's question under a reference of one's own."""
    named = body.model_copy(update={"external_reference": reference})
    made = await operations.report_request(ctx, named)
    return answer(ctx, Request, made, 201, f"/v1/requests/{made.id}")


@router.get(
    "/{request_id}",
    scope=Scope.ACCESS_READ,
    summary="Lees een melding (request)",
    answer=Request,
    problems=[rules.RequestNotFound],
)
async def get_request(ctx: Ctx, request_id: UUID) -> Response:
    """One request."""
    return answer(ctx, Request, await operations.get_request(ctx, request_id))


@router.get(
    "/{request_id}/derivation",
    scope=Scope.ACCESS_READ,
    summary="Waarom is deze melding wat zij is (derivation)",
    description="Het contract op de dag van het contact, en na het eerste gesprek de wachttijd (R-O06).",
    answer=DerivationAnswer,
    problems=[rules.RequestNotFound],
)
async def get_request_derivation(ctx: Ctx, request_id: UUID) -> Response:
    """Why a request is what it is."""
    await operations.get_request(ctx, request_id)
    return await explained(ctx, request_id)


@router.post(
    "/{request_id}/first-talk",
    scope=Scope.ACCESS_WRITE,
    summary="Leg het eerste gesprek vast (first talk)",
    description="Eén keer, op of na het eerste contact en niet in de toekomst; het beëindigt de wachttijd (R-O06).",
    answer=Request,
    problems=[rules.RequestNotFound, CitizenErased, rules.FirstTalkRefused],
    example={"heldOn": "2026-04-20"},
    dry_run=True,
)
async def hold_first_talk(ctx: Ctx, request_id: UUID, body: FirstTalk) -> Response:
    """Record the first talk."""
    return answer(ctx, Request, await operations.hold_first_talk(ctx, request_id, body))

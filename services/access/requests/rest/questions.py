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
from shared.schemas.access import NewRequest, Request, RequestChange, RequestQuestion
from shared.schemas.access.care import CaseCode
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.values.questions import ReferrerType
from shared.values.terms import RequestState, Scope

router = Router(prefix="/requests", tags=["requests"])
EXAMPLE = {
    "citizenReference": "inwoner-0042",
    "contractId": "01990000-0000-7000-8000-000000000001",
    "law": "wmo2015",
    "contactOn": "2026-04-13",
    "acute": False,
    "channel": "referrer",
    "referrer": {"type": "02", "name": "Huisartsenpraktijk De Brug"},
    "team": "TEAM-NOORD",
    "urgency": 2,
}
REPORTING = [
    PurchaserOnly, CitizenNotFound, CitizenErased, ContractNotFound, rules.ContactInFuture, ContractNotInForce,
    rules.RequestRefused, ReferenceUsed,
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
    team: Annotated[CaseCode | None, Query(description="Alleen van dit team.")] = None,
    area: Annotated[CaseCode | None, Query(description="Alleen uit dit gebied.")] = None,
    urgency: Annotated[int | None, Query(ge=1, le=3, description="Alleen met deze urgentie.")] = None,
    referrer_type: Annotated[
        ReferrerType | None,
        Query(alias="referrerType", description="Alleen van dit type verwijzer (COD327)."),
    ] = None,
    acute: Annotated[bool | None, Query(description="Alleen acute, of juist alleen de andere.")] = None,
    elsewhere: Annotated[
        bool | None, Query(description="Alleen waarvoor een andere gemeente verantwoordelijk is (R-A56).")
    ] = None,
    open_: Annotated[
        bool | None,
        Query(alias="open", description="Alleen waarop nog een antwoord moet komen, of juist niet."),
    ] = None,
) -> Response:
    """A page of requests."""
    asked = Filter(
        state, contact_on_from, contact_on_to, contract_id, citizen_id, external_reference, team, area, urgency,
        referrer_type, acute, elsewhere, open_,
    )  # fmt: skip
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


@router.get(
    "/{request_id}/question",
    scope=Scope.ACCESS_READ,
    summary="Lees de vraag van de inwoner zelf (question)",
    description="De vraag, de naam van de verwijzer en de motieven; alleen voor de gemeente, met een eindgebruiker; gaat in geen feed.",
    answer=RequestQuestion,
    problems=[rules.RequestNotFound, CitizenErased],
)
async def get_question(ctx: Ctx, request_id: UUID) -> Response:
    """The question itself."""
    return answer(ctx, RequestQuestion, await operations.get_question(ctx, request_id))


@router.patch(
    "/{request_id}",
    scope=Scope.ACCESS_WRITE,
    summary="Vul een melding aan (change)",
    description="Een JSON Merge Patch op de versie in If-Match: wat u weglaat blijft staan.",
    answer=Request,
    problems=[rules.RequestNotFound, PurchaserOnly, CitizenErased, rules.RequestEnded],
    example={"team": "TEAM-ZUID", "urgency": 1},
    dry_run=True,
)
async def change_request(ctx: Ctx, request_id: UUID, body: RequestChange) -> Response:
    """Complete a request."""
    return answer(ctx, Request, await operations.change_request(ctx, request_id, body))

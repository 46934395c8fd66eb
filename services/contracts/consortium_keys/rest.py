"""Consortium keys over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.consortia.rules import ConsortiumNotFound
from services.contracts.consortium_keys import operations, rules
from shared.errors import ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import (
    ConsortiumKey,
    ConsortiumKeyChange,
    KeySplit,
    NewConsortiumKey,
    NewKeySplit,
)
from shared.schemas.contracts.areas import Year
from shared.values.terms import Scope

router = Router(prefix="/consortium-keys", tags=["consortium-keys"])
EXAMPLE = {
    "consortiumId": "01990000-0000-7000-8000-000000000001",
    "year": 2026,
    "shares": [
        {"oin": "00000099000000001001", "basisPoints": 6000},
        {"oin": "00000099000000001002", "basisPoints": 4000},
    ],
}
_ENTERING = [ConsortiumNotFound, rules.NotLead, rules.ConsortiumKeyRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek verdeelsleutels van samenwerkingsverbanden (consortium keys)",
    description="Hoe leden een jaar onderling verdelen: informatie, zonder gevolg voor wat de gemeente betaalt (A-4.3).",
    answer=ConsortiumKey,
    page=True,
)
async def list_consortium_keys(
    ctx: Ctx,
    request: PageQuery,
    consortium_id: Annotated[
        UUID | None, Query(alias="consortiumId", description="Alleen van dit samenwerkingsverband.")
    ] = None,
    year: Annotated[Year | None, Query(description="Alleen van dit jaar.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of keys."""
    found = await operations.list_consortium_keys(
        ctx, request, consortium_id=consortium_id, year=year, reference=external_reference
    )
    return page(ctx, ConsortiumKey, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg vast hoe leden een jaar verdelen (consortium key)",
    description="Door de penvoerder of de opdrachtgever; elk lid één keer, samen precies 100 % (R-C11, R-S56).",
    answer=ConsortiumKey,
    status=201,
    problems=_ENTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def enter_consortium_key(ctx: Ctx, body: NewConsortiumKey) -> Response:
    """Enter a key."""
    made = await operations.enter_consortium_key(ctx, body)
    return answer(ctx, ConsortiumKey, made, 201, f"/v1/consortium-keys/{made.id}")


@router.post(
    "/_split",
    scope=Scope.CONTRACTS_READ,
    summary="Vraag wat een bedrag per lid is (split)",
    description="Volgens de sleutel van het jaar; de delen zijn samen het bedrag, er wordt niets mee betaald (R-S56).",
    answer=KeySplit,
    safe=True,
    problems=[rules.ConsortiumKeyNotFound],
    example={"consortiumId": EXAMPLE["consortiumId"], "year": 2026, "amountCents": 700000000},
)
async def split_by_key(ctx: Ctx, body: NewKeySplit) -> Response:
    """What an amount comes to."""
    return answer(ctx, KeySplit, await operations.get_split(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg een verdeelsleutel vast of wijzig haar, onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; samenwerkingsverband en jaar blijven wat zij zijn.",
    answer=ConsortiumKey,
    status=201,
    problems=_ENTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_consortium_key(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de sleutel.")],
    body: NewConsortiumKey,
) -> Response:
    """Enter or change a key under a reference of one's own."""
    made, new = await operations.put_consortium_key(ctx, reference, body)
    return answer(ctx, ConsortiumKey, made, 201 if new else 200)


@router.patch(
    "/{key_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verdeel een jaar anders (consortium key)",
    description="De delen in hun geheel (RFC 7396).",
    answer=ConsortiumKey,
    problems=[rules.ConsortiumKeyNotFound, *_ENTERING[:-1]],
    example={"shares": EXAMPLE["shares"]},
    dry_run=True,
)
async def change_consortium_key(ctx: Ctx, key_id: UUID, body: ConsortiumKeyChange) -> Response:
    """Change a key."""
    return answer(ctx, ConsortiumKey, await operations.change_consortium_key(ctx, key_id, body))


@router.get(
    "/{key_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een verdeelsleutel (consortium key)",
    answer=ConsortiumKey,
    problems=[rules.ConsortiumKeyNotFound],
)
async def get_consortium_key(ctx: Ctx, key_id: UUID) -> Response:
    """One key."""
    return answer(ctx, ConsortiumKey, await operations.get_consortium_key(ctx, key_id))


@router.get(
    "/{key_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Lees waarom de sleutel een geheel verdeelt (derivation)",
    answer=DerivationAnswer,
    problems=[rules.ConsortiumKeyNotFound],
)
async def explain_consortium_key(ctx: Ctx, key_id: UUID) -> Response:
    """Why the key divides a whole."""
    await operations.get_consortium_key(ctx, key_id)
    return await explained(ctx, key_id)

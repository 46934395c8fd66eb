"""Cooperations over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.cooperations import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day, Oin, Reference
from shared.schemas.contracts import Cooperation, CooperationChange, CooperationPowers, NewCooperation
from shared.values.parties import CooperationModel
from shared.values.terms import Scope

router = Router(prefix="/cooperations", tags=["cooperations"])
EXAMPLE = {
    "name": "Acht gemeenten samen",
    "model": "accountHolder",
    "host": "00000099000000000484",
    "legalBasis": "wgr",
    "members": [
        {"oin": "00000099000000000484", "municipalityCode": "0484"},
        {"oin": "00000099000000000569", "municipalityCode": "0569"},
    ],
    "factors": [{"factor": "decisionPower", "weight": 3}],
    "motives": [{"motive": "priceAndQuality"}],
    "validFrom": "2026-01-01",
}
_REGISTERING = [PurchaserOnly, rules.CooperationRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek samenwerkingen van gemeenten (cooperations)",
    description="Die u registreerde en waarin u deelneemt (N-37, N-101).",
    answer=Cooperation,
    page=True,
)
async def list_cooperations(
    ctx: Ctx,
    request: PageQuery,
    model: Annotated[CooperationModel | None, Query(description="Alleen in dit model.")] = None,
    host: Annotated[Oin | None, Query(description="Alleen met deze gastheer (OIN).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of cooperations."""
    found = await operations.list_cooperations(
        ctx, request, model=model, host=host, reference=external_reference
    )
    return page(ctx, Cooperation, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een samenwerking van gemeenten (cooperation)",
    description="Netwerk, centrumgemeente of onafhankelijk bureau, met keuzefactoren en motieven (N-37, N-38, N-39). Bevoegdheden"
    " gaan apart over (POST /v1/power-transfers, R-C51).",
    answer=Cooperation,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_cooperation(ctx: Ctx, body: NewCooperation) -> Response:
    """Register a cooperation."""
    made = await operations.register_cooperation(ctx, body)
    return answer(ctx, Cooperation, made, 201, f"/v1/cooperations/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of wijzig een samenwerking onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde inhoud verandert niets.",
    answer=Cooperation,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_cooperation(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de samenwerking.")],
    body: NewCooperation,
) -> Response:
    """Register or change a cooperation under a reference of one's own."""
    made, new = await operations.put_cooperation(ctx, reference, body)
    return answer(ctx, Cooperation, made, 201 if new else 200)


@router.patch(
    "/{cooperation_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig een samenwerking (cooperation)",
    description="Leden, gewichten, motieven of de laatste dag; wat ontbreekt blijft (RFC 7396).",
    answer=Cooperation,
    problems=[rules.CooperationNotFound, PurchaserOnly, rules.CooperationRefused],
    example={"validUntil": "2027-12-31"},
    dry_run=True,
)
async def change_cooperation(ctx: Ctx, cooperation_id: UUID, body: CooperationChange) -> Response:
    """Change a cooperation."""
    return answer(ctx, Cooperation, await operations.change_cooperation(ctx, cooperation_id, body))


@router.get(
    "/{cooperation_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een samenwerking (cooperation)",
    answer=Cooperation,
    problems=[rules.CooperationNotFound],
)
async def get_cooperation(ctx: Ctx, cooperation_id: UUID) -> Response:
    """One cooperation."""
    return answer(ctx, Cooperation, await operations.get_cooperation(ctx, cooperation_id))


@router.get(
    "/{cooperation_id}/powers",
    scope=Scope.CONTRACTS_READ,
    summary="Lees welke bevoegdheden de gastheer heeft (powers)",
    description="Per lid de wetten waarvoor de bevoegdheid op een dag is overgedragen, en waarvoor niet (R-C51).",
    answer=CooperationPowers,
    problems=[rules.CooperationNotFound],
)
async def get_cooperation_powers(
    ctx: Ctx,
    cooperation_id: UUID,
    on: Annotated[Day | None, Query(description="Op deze dag; leeg = vandaag.")] = None,
) -> Response:
    """Which powers the host has."""
    return answer(ctx, CooperationPowers, await operations.get_powers(ctx, cooperation_id, on))

"""Characteristics of areas over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.characteristics import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import (
    Characteristic,
    CharacteristicChange,
    CharacteristicsToImport,
    Import,
    NewCharacteristic,
)
from shared.schemas.contracts.areas import Year
from shared.schemas.contracts.funding.base import AreaCode
from shared.values.populations import CharacteristicKind, UsedFor
from shared.values.terms import Scope

router = Router(prefix="/characteristics", tags=["characteristics"])
EXAMPLE = {
    "areaCode": "WK048401",
    "characteristic": "householdsWithChildren",
    "year": 2026,
    "source": "cbs",
    "unit": "count",
    "value": "2410",
    "usedFor": "youth",
}
_REGISTERING = [PurchaserOnly, rules.CharacteristicsRefused, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek kenmerken van gebieden (characteristics)",
    description="Wijkgegevens per gebied, kenmerk, jaar en bron (N-48, N-106).",
    answer=Characteristic,
    page=True,
)
async def list_characteristics(
    ctx: Ctx,
    request: PageQuery,
    area_code: Annotated[
        AreaCode | None, Query(alias="areaCode", description="Alleen van dit gebied.")
    ] = None,
    characteristic: Annotated[CharacteristicKind | None, Query(description="Alleen dit kenmerk.")] = None,
    year: Annotated[Year | None, Query(description="Alleen van dit jaar.")] = None,
    used_for: Annotated[UsedFor | None, Query(alias="usedFor", description="Alleen voor dit budget.")] = None,
    fits_use: Annotated[
        bool | None,
        Query(alias="fitsUse", description="false: alleen kenmerken die niet bij hun budget horen (R-C17)."),
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of values."""
    found = await operations.list_characteristics(
        ctx,
        request,
        area_code=area_code,
        characteristic=characteristic,
        year=year,
        used_for=used_for,
        fits_use=fits_use,
        reference=external_reference,
    )
    return page(ctx, Characteristic, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een kenmerk van een gebied (characteristic)",
    description="Met bron en jaar; '.' is een onderdrukte waarde. Huishoudens met kinderen horen bij het jeugdbudget, isolement"
    " bij het sociale: anders zegt fitsUse false (R-C17).",
    answer=Characteristic,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    dry_run=True,
)
async def register_characteristic(ctx: Ctx, body: NewCharacteristic) -> Response:
    """Register a value."""
    made = await operations.register_characteristic(ctx, body)
    return answer(ctx, Characteristic, made, 201, f"/v1/characteristics/{made.id}")


@router.post(
    "/_import",
    scope=Scope.CONTRACTS_WRITE,
    summary="Lees kenmerken in (import)",
    description="Ten hoogste 1000 tegelijk, alles of niets, met alle fouten in één keer. Veilig te herhalen.",
    answer=Import,
    problems=[PurchaserOnly, rules.CharacteristicsRefused],
    example={"characteristics": [EXAMPLE]},
    dry_run=True,
)
async def import_characteristics(ctx: Ctx, body: CharacteristicsToImport) -> Response:
    """Import values."""
    return answer(ctx, Import, await operations.import_characteristics(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer of verbeter een kenmerk onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; gebied, kenmerk, jaar en bron blijven wat zij zijn.",
    answer=Characteristic,
    status=201,
    problems=_REGISTERING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_characteristic(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van deze waarde.")],
    body: NewCharacteristic,
) -> Response:
    """Register or correct a value under a reference of one's own."""
    made, new = await operations.put_characteristic(ctx, reference, body)
    return answer(ctx, Characteristic, made, 201 if new else 200)


@router.patch(
    "/{characteristic_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Verbeter een kenmerk van een gebied (characteristic)",
    description="Wat ontbreekt blijft (RFC 7396).",
    answer=Characteristic,
    problems=[rules.CharacteristicNotFound, PurchaserOnly],
    example={"value": "2415"},
    dry_run=True,
)
async def change_characteristic(ctx: Ctx, characteristic_id: UUID, body: CharacteristicChange) -> Response:
    """Correct a value."""
    return answer(ctx, Characteristic, await operations.change_characteristic(ctx, characteristic_id, body))


@router.get(
    "/{characteristic_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een kenmerk van een gebied (characteristic)",
    answer=Characteristic,
    problems=[rules.CharacteristicNotFound],
)
async def get_characteristic(ctx: Ctx, characteristic_id: UUID) -> Response:
    """One value."""
    return answer(ctx, Characteristic, await operations.get_characteristic(ctx, characteristic_id))


@router.get(
    "/{characteristic_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Lees waar een kenmerk vandaan komt en voor welk budget het telt (derivation)",
    answer=DerivationAnswer,
    problems=[rules.CharacteristicNotFound],
)
async def explain_characteristic(ctx: Ctx, characteristic_id: UUID) -> Response:
    """Where a value comes from, and for what it may count."""
    await operations.get_characteristic(ctx, characteristic_id)
    return await explained(ctx, characteristic_id)

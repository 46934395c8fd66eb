"""Mandates over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.mandates import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference, Written
from shared.schemas.contracts import Mandate, MandateWithdrawal, NewMandate
from shared.values.terms import Law, Scope

router = Router(prefix="/mandates", tags=["mandates"])


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek mandaten (mandates)",
    description="Wie namens de gemeente besluit, ook de mandaten die zijn afgelopen.",
    answer=Mandate,
    page=True,
)
async def list_mandates(
    ctx: Ctx,
    request: PageQuery,
    holder: Annotated[
        Written | None, Query(max_length=100, description="Alleen van deze gebruiker, zoals in het token.")
    ] = None,
    law: Annotated[Law | None, Query(description="Alleen onder deze wet.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of mandates."""
    found = await operations.list_mandates(ctx, request, holder, law, external_reference)
    return page(ctx, Mandate, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Registreer een mandaat (mandate)",
    description="Wie toegangsbesluiten neemt, onder welke wet en van wanneer tot en met wanneer (R-A03).",
    answer=Mandate,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed],
    example={
        "holder": "k.consulent",
        "role": "consultant",
        "law": "wmo2015",
        "validFrom": "2026-01-01",
        "validUntil": "2026-12-31",
    },
    dry_run=True,
)
async def register_mandate(ctx: Ctx, body: NewMandate) -> Response:
    """Register a mandate."""
    made = await operations.register_mandate(ctx, body)
    return answer(ctx, Mandate, made, 201, f"/v1/mandates/{made.id}")


@router.get(
    "/{mandate_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een mandaat (mandate)",
    answer=Mandate,
    problems=[rules.MandateNotFound],
)
async def get_mandate(ctx: Ctx, mandate_id: UUID) -> Response:
    """One mandate."""
    return answer(ctx, Mandate, await operations.get_mandate(ctx, mandate_id))


@router.post(
    "/{mandate_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek een mandaat in (withdrawal)",
    description="Brengt de laatste dag naar voren, tot vandaag of later; eerdere besluiten houden hun mandaat.",
    answer=Mandate,
    problems=[rules.MandateNotFound, PurchaserOnly, rules.WithdrawalRefused],
    example={"validUntil": "2026-06-30"},
    dry_run=True,
)
async def withdraw_mandate(ctx: Ctx, mandate_id: UUID, body: MandateWithdrawal) -> Response:
    """Withdraw a mandate."""
    return answer(ctx, Mandate, await operations.withdraw_mandate(ctx, mandate_id, body.valid_until))

"""Ceilings over REST."""

from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.amendments.rules import AmendmentNotFound
from services.contracts.budget_allocations.rules import AllocationNotFound
from services.contracts.ceilings import operations, rules
from services.contracts.ceilings.operations import Filter
from services.contracts.contracts.rules import ContractNotFound
from services.contracts.populations.rules import PopulationNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.context import Context
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, DerivationStep, Oin, Reference
from shared.schemas.contracts import (
    Ceiling,
    CeilingBreach,
    CeilingCheck,
    CeilingCounters,
    CeilingShift,
    CeilingTerms,
    NewCeiling,
)
from shared.values import render
from shared.values.budgets import CeilingLevel
from shared.values.terms import Scope

router = Router(prefix="/ceilings", tags=["ceilings"])
EXAMPLE: dict[str, Any] = {
    "name": "Plafond ambulante begeleiding",
    "year": 2027,
    "level": "providerSecondLine",
    "quantity": "cost",
    "mode": "fixed",
    "scope": "provider",
    "option": "budgetCitizens",
    "provider": "00000099000000001001",
    "amountCents": 50_000_000,
    "maximumCitizens": 60,
    "guaranteedBasisPoints": 6_000,
    "exemptCareTypes": [{"name": "crisiszorg", "productCodes": ["44A09"]}],
}
MISSING = [ContractNotFound, AmendmentNotFound, PopulationNotFound, AllocationNotFound]
AGREEING = [PurchaserOnly, rules.CeilingRefused, *MISSING, ReferenceUsed]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek budgetplafonds (ceilings)",
    description="Een aanbieder ziet zijn eigen plafond, en die van de contracten waarin hij deelneemt.",
    answer=Ceiling,
    page=True,
)
async def list_ceilings(
    ctx: Ctx,
    request: PageQuery,
    year: Annotated[int | None, Query(ge=1900, le=2199, description="Alleen van dit jaar.")] = None,
    level: Annotated[CeilingLevel | None, Query(description="Alleen op dit niveau (N-09).")] = None,
    provider: Annotated[Oin | None, Query(description="Alleen van deze aanbieder (OIN).")] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen van deze populatie.")
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of ceilings."""
    asked = Filter(year, level, provider, contract_id, population_id, external_reference)
    return page(ctx, Ceiling, await operations.list_ceilings(ctx, request, asked))


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een budgetplafond af (ceiling)",
    description=(
        "Volume of kosten, vast of dynamisch, per aanbieder of per populatie, met een gegarandeerd deel (R-C21); op niveau 1"
        " met de grenzen van de optie (R-C22). Uitgezonderde zorg wordt genoemd, of uitdrukkelijk geen (R-C26)."
    ),
    answer=Ceiling,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    dry_run=True,
)
async def agree_ceiling(ctx: Ctx, body: NewCeiling) -> Response:
    """Agree a ceiling."""
    made = await operations.agree_ceiling(ctx, body)
    return answer(ctx, Ceiling, made, 201, f"/v1/ceilings/{made.id}")


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Spreek een budgetplafond af onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde plafond komt terug; een andere inhoud wordt geweigerd.",
    answer=Ceiling,
    status=201,
    problems=AGREEING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_ceiling(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het plafond.")],
    body: NewCeiling,
) -> Response:
    """Agree a ceiling under a reference of one's own."""
    made = await operations.agree_ceiling(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, Ceiling, made, 201, f"/v1/ceilings/{made.id}")


@router.get(
    "/{ceiling_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een budgetplafond (ceiling)",
    answer=Ceiling,
    problems=[rules.CeilingNotFound],
)
async def get_ceiling(ctx: Ctx, ceiling_id: UUID) -> Response:
    """One ceiling."""
    return answer(ctx, Ceiling, await operations.get_ceiling(ctx, ceiling_id))


@router.put(
    "/{ceiling_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Herzie een budgetplafond (revision)",
    description="Alle afspraken opnieuw, als volgende versie; dezelfde afspraken wijzigen niets. Andere bedragen onder een"
    " getekend contract vragen een geldend addendum van dat contract (amendmentId, R-C23); in concept zijn zij vrij.",
    answer=Ceiling,
    problems=[rules.CeilingNotFound, PurchaserOnly, rules.CeilingRefused, *MISSING],
    example={**EXAMPLE, "amountCents": 52_500_000},
    dry_run=True,
)
async def revise_ceiling(ctx: Ctx, ceiling_id: UUID, body: CeilingTerms) -> Response:
    """Revise a ceiling."""
    return answer(ctx, Ceiling, await operations.revise_ceiling(ctx, ceiling_id, body))


@router.get(
    "/{ceiling_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom bindt dit plafond zo (derivation)",
    answer=DerivationAnswer,
    problems=[rules.CeilingNotFound],
)
async def get_ceiling_derivation(ctx: Ctx, ceiling_id: UUID) -> Response:
    """Why a ceiling binds as it does."""
    await operations.get_ceiling(ctx, ceiling_id)
    return await explained(ctx, ceiling_id)


@router.post(
    "/{ceiling_id}/_check",
    scope=Scope.CONTRACTS_READ,
    summary="Toets tellingen aan een plafond (check)",
    description=(
        "Welke grenzen worden geraakt (R-C22), wat over is en of de waarschuwing geldt; uitgezonderde zorg telt niet mee"
        " (R-C26). Er wordt niets bewaard."
    ),
    answer=CeilingCheck,
    safe=True,
    problems=[rules.CeilingNotFound, rules.CountersRefused],
    example={"countedOn": "2027-06-30", "spentCents": 30_000_000, "citizens": 61},
)
async def check_ceiling(ctx: Ctx, ceiling_id: UUID, body: CeilingCounters) -> Response:
    """Check counters against a ceiling."""
    return answer(ctx, CeilingCheck, told(ctx, await operations.find_breaches(ctx, ceiling_id, body)))


def told(ctx: Context, found: rules.CeilingCheck) -> CeilingCheck:
    """A check with its steps in the reader's language."""
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in found.why.steps
    ]
    breaches = [CeilingBreach.model_validate(one, from_attributes=True) for one in found.breaches]
    kept = {
        name: getattr(found, name) for name in CeilingCheck.model_fields if name not in ("breaches", "steps")
    }
    return CeilingCheck(**kept, breaches=breaches, steps=steps)


@router.post(
    "/{ceiling_id}/shifts",
    scope=Scope.CONTRACTS_WRITE,
    summary="Schuif budget tussen de lijnen van een plafond (shift)",
    description=(
        "Op niveau 3 vallen wijkteam en tweede lijn binnen dezelfde begrenzing, en is schuiven vrij; op niveau 1 en 2"
        " vraagt het een addendum (R-C23)."
    ),
    answer=Ceiling,
    problems=[rules.CeilingNotFound, PurchaserOnly, rules.ShiftNeedsAmendment, rules.ShiftRefused],
    example={"fromLine": "secondLine", "toLine": "team", "amountCents": 30_000_000},
    dry_run=True,
)
async def shift_lines(ctx: Ctx, ceiling_id: UUID, body: CeilingShift) -> Response:
    """Shift between lines."""
    done = await operations.shift_lines(ctx, ceiling_id, body.from_line, body.to_line, body.amount_cents)
    return answer(ctx, Ceiling, done)

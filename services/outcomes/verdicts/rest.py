"""Verdicts over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.outcomes.verdicts import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import DerivationAnswer, DerivationStep
from shared.schemas.outcomes import ContractVerdict
from shared.values import render
from shared.values.terms import Scope

router = Router(prefix="/contract-verdicts", tags=["contract-verdicts"])


@router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek jaaroordelen (contract verdicts)",
    description="Per contractjaar één oordeel: elk kwartaal, elke indicator, het geheel en de controleverklaring (R-X02).",
    answer=ContractVerdict,
    page=True,
)
async def list_verdicts(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[int | None, Query(ge=2000, le=2100, description="Alleen over dit contractjaar.")] = None,
) -> Response:
    """A page of verdicts."""
    return page(ctx, ContractVerdict, await operations.list_verdicts(ctx, request, contract_id, year))


@router.get(
    "/{verdict_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een jaaroordeel (contract verdict)",
    answer=ContractVerdict,
    problems=[rules.VerdictNotFound],
)
async def get_verdict(ctx: Ctx, verdict_id: UUID) -> Response:
    """One verdict as it stands."""
    return answer(ctx, ContractVerdict, await operations.get_verdict(ctx, verdict_id))


@router.get(
    "/{verdict_id}/versions/{version}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een versie van een jaaroordeel (version)",
    description="Zoals het toen was gegeven; een besluit dat op die versie rust, is zo altijd na te gaan.",
    answer=ContractVerdict,
    problems=[rules.VerdictNotFound, rules.VersionNotFound],
)
async def get_verdict_version(
    ctx: Ctx,
    verdict_id: UUID,
    version: Annotated[int, Path(ge=1, le=2**31 - 1, description="Het nummer van de versie.")],
) -> Response:
    """One version of a verdict."""
    return answer(ctx, ContractVerdict, await operations.get_version(ctx, verdict_id, version))


@router.get(
    "/{verdict_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Waarom luidt dit jaaroordeel zo (derivation)",
    description="Elke stap: de waarde, de norm die toen gold, het interval, het jaar, het geheel en de verklaring.",
    answer=DerivationAnswer,
    problems=[rules.VerdictNotFound],
)
async def get_verdict_derivation(ctx: Ctx, verdict_id: UUID) -> Response:
    """Why a verdict is what it is."""
    version, why = await operations.explain_verdict(ctx, verdict_id)
    steps = [
        DerivationStep(
            rule=one.rule, sentence=render(one, ctx.language), inputs=dict(one.inputs), result=one.result
        )
        for one in why.steps
    ]
    return answer(ctx, DerivationAnswer, DerivationAnswer(subject=verdict_id, version=version, steps=steps))

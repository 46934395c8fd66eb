"""Findings on a contract or a draft, its incentive profile, and the subsidies to check, over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.findings.operations import assessing
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.contracts import (
    Assess,
    Assessment,
    Findings,
    IncentiveProfile,
    SubsidyCheck,
)
from shared.values.findings import FindingSeverity
from shared.values.terms import Scope

router = Router(tags=["findings"])
DRAFT = {
    "number": "ALP-2026-01",
    "name": "Meedoen in Alphen",
    "municipalityCode": "0484",
    "legalForm": "contract",
    "startDate": "2026-01-01",
    "baseTermMonths": 48,
    "fundingAgreements": [
        {"number": 1, "form": "lumpSum", "annualAmountCents": 700000000, "instalmentCount": 12}
    ],
    "context": {"poolMember": False, "quartersWithoutResults": 2},
}


@router.get(
    "/contracts/{contract_id}/findings",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de bevindingen over een contract (findings)",
    description=(
        "Elke waarschuwing van de regels, de risico's en de wet, met reden, vindplaats, wat de bron ertegen noemt en wat haar"
        " wegneemt. `unassessed` noemt wat niet te beoordelen is zolang een feit ontbreekt; leg feiten vast met PUT"
        " …/circumstances."
    ),
    answer=Findings,
    problems=[ContractNotFound],
)
async def get_contract_findings(
    ctx: Ctx,
    contract_id: UUID,
    severity: Annotated[FindingSeverity | None, Query(description="Alleen van dit gewicht.")] = None,
) -> Response:
    """What is found about a contract."""
    return answer(ctx, Findings, await assessing.get_findings(ctx, contract_id, severity))


@router.post(
    "/contracts/_assess",
    scope=Scope.CONTRACTS_READ,
    summary="Beoordeel een concept dat niet is opgeslagen (assess)",
    description=(
        "Dezelfde bevindingen en het prikkelprofiel op een concept in de body, met in `context` wat eromheen bekend is. Er wordt"
        " niets opgeslagen: veilig bij elke toetsaanslag."
    ),
    answer=Assessment,
    safe=True,
    example=DRAFT,
)
async def assess_contract(ctx: Ctx, body: Assess) -> Response:
    """What is found about a draft that is not saved."""
    return answer(ctx, Assessment, await assessing.assess_contract(ctx, body))


@router.get(
    "/contracts/{contract_id}/incentive-profile",
    scope=Scope.CONTRACTS_READ,
    summary="Lees het prikkelprofiel van de gekozen vormen (incentive profile)",
    description=(
        "Per dimensie (definitie, volume, inzet, kwaliteit, toegankelijkheid) de argumenten van de bronnen (N-80 … N-88), en waar"
        " vormen elkaar tegenwerken (R-C61). De kleuren van de bron zijn verloren en worden niet verzonnen."
    ),
    answer=IncentiveProfile,
    problems=[ContractNotFound],
)
async def get_incentive_profile(ctx: Ctx, contract_id: UUID) -> Response:
    """The incentive profile of a contract's forms."""
    return answer(ctx, IncentiveProfile, await assessing.get_incentive_profile(ctx, contract_id))


@router.get(
    "/subsidy-checks",
    scope=Scope.CONTRACTS_READ,
    summary="Controleer of subsidies goed worden toegepast (subsidy checks)",
    description="De subsidies met een clausule op resultaten, en per clausule of het gevolg afdwingbaar is (F-19, R-C09).",
    answer=SubsidyCheck,
    page=True,
)
async def list_subsidy_checks(ctx: Ctx, request: PageQuery) -> Response:
    """A page of the subsidies that reach for results."""
    return page(ctx, SubsidyCheck, await assessing.list_subsidy_checks(ctx, request))

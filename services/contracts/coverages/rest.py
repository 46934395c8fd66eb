"""Exclusive coverage over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.coverages import operations, rules
from services.contracts.populations.rules import PopulationNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Oin, Reference
from shared.schemas.contracts import Coverage, CoverageChange, CoveragePlan, CoverageState, NewCoverage
from shared.values.terms import Scope

router = Router(prefix="/coverages", tags=["coverages"])
EXAMPLE = {
    "populationId": "01990000-0000-7000-8000-000000000001",
    "provider": "00000099000000001001",
    "areaCodes": ["WK048401"],
    "validFrom": "2026-01-01",
    "validUntil": "2029-12-31",
}
_ASSIGNING = [
    PurchaserOnly, PopulationNotFound, ContractNotFound, rules.CoverageRefused, rules.CoverageTaken, ReferenceUsed,
]  # fmt: skip


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek dekkingen (coverages)",
    description="Wie waarvoor als enige verantwoordelijk is (R-C12). Een aanbieder ziet zijn eigen dekkingen.",
    answer=Coverage,
    page=True,
)
async def list_coverages(
    ctx: Ctx,
    request: PageQuery,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen voor deze populatie.")
    ] = None,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen op dit contract.")
    ] = None,
    provider: Annotated[Oin | None, Query(description="Alleen van deze aanbieder (OIN).")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of coverages."""
    found = await operations.list_coverages(
        ctx,
        request,
        population_id=population_id,
        contract_id=contract_id,
        provider=provider,
        reference=external_reference,
    )
    return page(ctx, Coverage, found)


@router.get(
    "/gaps",
    scope=Scope.CONTRACTS_READ,
    summary="Lees gaten en overlappingen in de dekking (gaps)",
    description="Per populatie wat op een dag of in een periode geen of meer dan één verantwoordelijke heeft (R-C12); zonder"
    " dagen: vandaag.",
    answer=CoverageState,
    page=True,
    problems=[PurchaserOnly],
)
async def list_coverage_gaps(
    ctx: Ctx,
    request: PageQuery,
    population_id: Annotated[
        UUID | None, Query(alias="populationId", description="Alleen van deze populatie.")
    ] = None,
    valid_from: Annotated[
        Day | None, Query(alias="validFrom", description="Eerste dag; leeg = vandaag.")
    ] = None,
    valid_until: Annotated[
        Day | None, Query(alias="validUntil", description="Laatste dag; leeg = alleen de eerste dag.")
    ] = None,
) -> Response:
    """A page of populations with their gaps."""
    found = await operations.list_gaps(
        ctx, request, population_id=population_id, valid_from=valid_from, valid_until=valid_until
    )
    return page(ctx, CoverageState, found)


@router.post(
    "",
    scope=Scope.CONTRACTS_WRITE,
    summary="Maak één aanbieder verantwoordelijk voor gebieden (coverage)",
    description="Elk gebied heeft per wet, vraag, doelgroep en leeftijd precies één verantwoordelijke in een periode (R-C12);"
    " de database weigert een tweede. Alleen bij populatiecontracten.",
    answer=Coverage,
    status=201,
    problems=_ASSIGNING,
    example=EXAMPLE,
    dry_run=True,
)
async def assign_coverage(ctx: Ctx, body: NewCoverage) -> Response:
    """Assign coverage."""
    made = await operations.assign_coverage(ctx, body)
    return answer(ctx, Coverage, made, 201, f"/v1/coverages/{made.id}")


@router.post(
    "/_check",
    scope=Scope.CONTRACTS_READ,
    summary="Toets een verdeling van gebieden die niet wordt opgeslagen (check)",
    description="Zegt welke gaten en overlappingen de verdeling zou hebben (R-C12).",
    answer=CoverageState,
    safe=True,
    problems=[PurchaserOnly, PopulationNotFound],
    example={
        "populationId": "01990000-0000-7000-8000-000000000001",
        "validFrom": "2026-01-01",
        "assignments": [{"provider": "00000099000000001001", "areaCodes": ["WK048401"]}],
    },
)
async def check_coverage_plan(ctx: Ctx, body: CoveragePlan) -> Response:
    """Check a plan."""
    return answer(ctx, CoverageState, await operations.check_plan(ctx, body))


@router.put(
    "/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijs toe of wijzig een dekking onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; alleen gebieden, laatste dag en eigen vermogen kunnen anders worden.",
    answer=Coverage,
    status=201,
    problems=_ASSIGNING,
    example=EXAMPLE,
    if_match=False,
    dry_run=True,
)
async def put_coverage(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de dekking.")],
    body: NewCoverage,
) -> Response:
    """Assign or change coverage under a reference of one's own."""
    made, new = await operations.put_coverage(ctx, reference, body)
    return answer(ctx, Coverage, made, 201 if new else 200)


@router.patch(
    "/{coverage_id}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Wijzig of beëindig een dekking (coverage)",
    description="De laatste dag vanaf vandaag; andere gebieden alleen voor zij begint. Wat gold blijft gelden.",
    answer=Coverage,
    problems=[rules.CoverageNotFound, PurchaserOnly, rules.CoverageRefused, rules.CoverageTaken],
    example={"validUntil": "2027-12-31"},
    dry_run=True,
)
async def change_coverage(ctx: Ctx, coverage_id: UUID, body: CoverageChange) -> Response:
    """Change coverage."""
    return answer(ctx, Coverage, await operations.change_coverage(ctx, coverage_id, body))


@router.post(
    "/{coverage_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek een dekking in die nog niet is begonnen (withdrawal)",
    answer=Coverage,
    problems=[rules.CoverageNotFound, PurchaserOnly, rules.CoverageRefused],
    dry_run=True,
)
async def withdraw_coverage(ctx: Ctx, coverage_id: UUID) -> Response:
    """Withdraw coverage."""
    return answer(ctx, Coverage, await operations.withdraw_coverage(ctx, coverage_id))


@router.get(
    "/{coverage_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een dekking (coverage)",
    answer=Coverage,
    problems=[rules.CoverageNotFound],
)
async def get_coverage(ctx: Ctx, coverage_id: UUID) -> Response:
    """One coverage."""
    return answer(ctx, Coverage, await operations.get_coverage(ctx, coverage_id))


@router.get(
    "/{coverage_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Lees waarvoor de aanbieder verantwoordelijk is en of hij dat kan dragen (derivation)",
    answer=DerivationAnswer,
    problems=[rules.CoverageNotFound],
)
async def explain_coverage(ctx: Ctx, coverage_id: UUID) -> Response:
    """What the coverage comes to (R-C12, R-C55)."""
    await operations.get_coverage(ctx, coverage_id)
    return await explained(ctx, coverage_id)

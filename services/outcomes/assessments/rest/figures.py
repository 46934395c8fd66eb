"""Steps, counts, what is missing, profiles and frozen reliability over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Depends, Path, Query
from starlette.responses import Response

from services.outcomes.assessments import operations, rules
from services.outcomes.assessments.rules import Asked
from services.outcomes.indicators.rules import ContractNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer, Reference
from shared.schemas.outcomes import (
    AssessmentCounts,
    ClientSteps,
    MissingAssessment,
    NewReliabilityNorm,
    ReliabilityNorm,
    SelfSufficiencyProfiles,
)
from shared.schemas.outcomes.assessments import EditionCode
from shared.values.self_sufficiency import ProfileGrouping, Rater, StepBasis
from shared.values.terms import Scope

router = Router(tags=["assessments"])
norms_router = Router(prefix="/reliability-norms", tags=["assessments"])
NORM = {
    "edition": "zrm-11",
    "year": 2026,
    "rater": "professional",
    "reliability": "0.89",
    "domainReliability": "0.80",
}
FREEZING = [PurchaserOnly, rules.EditionNotFound, rules.NormFrozen, rules.SpreadUnknown, ReferenceUsed]
Contract = Annotated[UUID, Query(alias="contractId", description="Het contract.")]
Of = Annotated[Rater, Query(description="Het soort beoordelaar; twee soorten worden nooit gemengd.")]


async def asked_of(
    start: Annotated[Day, Query(alias="from", description="Eerste dag.")],
    until: Annotated[Day, Query(description="Laatste dag, die meetelt.")],
    basis: Annotated[
        StepBasis,
        Query(description="Eerste en laatste meting in de periode, of intake en afsluiting (G-51)."),
    ] = StepBasis.WITHIN_PERIOD,
    rater: Of = Rater.PROFESSIONAL,
    edition: Annotated[EditionCode, Query(description="De uitgave van de matrix.")] = "zrm-11",
    minimum_steps: Annotated[
        int, Query(alias="minimumSteps", ge=1, le=4, description="Vanaf zoveel treden telt een stijging.")
    ] = 1,
) -> Asked:
    """Which steps are asked."""
    return Asked(start, until, basis, rater, edition, minimum_steps)


AskedQuery = Annotated[Asked, Depends(asked_of)]


@router.get(
    "/assessment-steps",
    scope=Scope.OUTCOMES_READ,
    summary="Lees de stappen van cliënten op de zelfredzaamheid-matrix (assessment steps)",
    description=(
        "Laatste score min eerste, in hetzelfde domein en van hetzelfde soort beoordelaar (R-O02, G-51): voor wie met de cliënt"
        " werkt of op stappen afrekent, niet om te publiceren. Een bladzijde kan korter zijn dan gevraagd."
    ),
    answer=ClientSteps,
    page=True,
    problems=[ContractNotFound, rules.EditionNotFound],
)
async def list_assessment_steps(
    ctx: Ctx, request: PageQuery, contract_id: Contract, asked: AskedQuery
) -> Response:
    """The steps of single clients."""
    return page(ctx, ClientSteps, await operations.list_steps(ctx, request, contract_id, asked))


@router.get(
    "/assessment-counts",
    scope=Scope.OUTCOMES_READ,
    summary="Lees hoeveel cliënten stegen, gelijk bleven en daalden (assessment counts)",
    description=(
        "Stijgers, gelijken en dalers (R-O33), beide lezingen van G-50, en voor een tussentijdse evaluatie hoeveel cliënten ten"
        " minste zoveel treden stegen (D-22). Wie zonder eindmeting is afgesloten telt niet mee (R-O03). Kleine aantallen blijven"
        " weg voor wie geen partij is (F-08)."
    ),
    answer=AssessmentCounts,
    problems=[ContractNotFound, rules.EditionNotFound],
)
async def get_assessment_counts(ctx: Ctx, contract_id: Contract, asked: AskedQuery) -> Response:
    """Risers, equal and decliners."""
    return answer(ctx, AssessmentCounts, await operations.get_counts(ctx, contract_id, asked))


@router.get(
    "/missing-assessments",
    scope=Scope.OUTCOMES_READ,
    summary="Lees van welke cliënten een meting ontbreekt (missing assessments)",
    description=(
        "Intake sinds de start, voortgang na het afgesproken aantal maanden, afsluiting sinds het einde (R-O03); alleen waar de"
        " gemeente domeinen koos. Een bladzijde kan korter zijn dan gevraagd."
    ),
    answer=MissingAssessment,
    page=True,
    problems=[ContractNotFound],
)
async def list_missing_assessments(
    ctx: Ctx, request: PageQuery, contract_id: Contract, rater: Of = Rater.PROFESSIONAL
) -> Response:
    """Of whom an assessment is missing."""
    found = await operations.list_missing_assessments(ctx, request, contract_id, rater)
    return page(ctx, MissingAssessment, found)


@router.get(
    "/self-sufficiency-profiles",
    scope=Scope.OUTCOMES_READ,
    summary="Lees zelfredzaamheidprofielen (self-sufficiency profiles)",
    description=(
        "Verdeling en gemiddelde per domein van een wijk, doelgroep of contract (R-O04, D-16, D-21), naast het gemiddelde bij de"
        " eerste meting. Bedoeld om te publiceren: kleine aantallen blijven weg (F-08)."
    ),
    answer=SelfSufficiencyProfiles,
    problems=[rules.EditionNotFound],
)
async def get_self_sufficiency_profiles(
    ctx: Ctx,
    asked: AskedQuery,
    grouping: Annotated[
        ProfileGrouping, Query(description="Per gebied, doelgroep of contract.")
    ] = ProfileGrouping.AREA,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen cliënten van dit contract.")
    ] = None,
) -> Response:
    """The profiles."""
    found = await operations.get_profiles(ctx, grouping, asked, contract_id)
    return answer(ctx, SelfSufficiencyProfiles, found)


@norms_router.get(
    "",
    scope=Scope.OUTCOMES_READ,
    summary="Zoek vastgestelde betrouwbaarheid (reliability norms)",
    description="Hoe groot een stap moet zijn om meer dan meetfout te zijn, per jaar vastgesteld.",
    answer=ReliabilityNorm,
    page=True,
)
async def list_reliability_norms(
    ctx: Ctx,
    request: PageQuery,
    edition: Annotated[EditionCode | None, Query(description="Alleen van deze uitgave.")] = None,
    year: Annotated[int | None, Query(ge=2015, le=2100, description="Alleen voor dit jaar.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of frozen reliabilities."""
    found = await operations.list_norms(
        ctx, request, edition=edition, year=year, reference=external_reference
    )
    return page(ctx, ReliabilityNorm, found)


@norms_router.post(
    "",
    scope=Scope.OUTCOMES_WRITE,
    summary="Stel de betrouwbaarheid voor een jaar vast (reliability norm)",
    description=(
        "De spreiding is die van de eigen eerste metingen tot vandaag; zij en de betrouwbaarheid staan daarna het hele jaar vast."
    ),
    answer=ReliabilityNorm,
    status=201,
    problems=FREEZING,
    example=NORM,
    dry_run=True,
)
async def register_reliability_norm(ctx: Ctx, body: NewReliabilityNorm) -> Response:
    """Freeze the reliability of a year."""
    made = await operations.register_norm(ctx, body)
    return answer(ctx, ReliabilityNorm, made, 201, f"/v1/reliability-norms/{made.id}")


@norms_router.put(
    "/by-reference/{reference:path}",
    scope=Scope.OUTCOMES_WRITE,
    summary="Stel de betrouwbaarheid vast onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde komt terug; een andere inhoud wordt geweigerd.",
    answer=ReliabilityNorm,
    status=201,
    problems=FREEZING,
    example=NORM,
    if_match=False,
    dry_run=True,
)
async def put_reliability_norm(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk.")],
    body: NewReliabilityNorm,
) -> Response:
    """Freeze the reliability of a year under a reference of one's own."""
    made = await operations.register_norm(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, ReliabilityNorm, made, 201, f"/v1/reliability-norms/{made.id}")


@norms_router.get(
    "/{norm_id}",
    scope=Scope.OUTCOMES_READ,
    summary="Lees een vastgestelde betrouwbaarheid (reliability norm)",
    answer=ReliabilityNorm,
    problems=[rules.NormNotFound],
)
async def get_reliability_norm(ctx: Ctx, norm_id: UUID) -> Response:
    """One frozen reliability."""
    return answer(ctx, ReliabilityNorm, await operations.get_norm(ctx, norm_id))


@norms_router.get(
    "/{norm_id}/derivation",
    scope=Scope.OUTCOMES_READ,
    summary="Waarom een stap meer dan meetfout is (derivation)",
    answer=DerivationAnswer,
    problems=[rules.NormNotFound],
)
async def explain_reliability_norm(ctx: Ctx, norm_id: UUID) -> Response:
    """Why a step is more than measurement error."""
    await operations.get_norm(ctx, norm_id)
    return await explained(ctx, norm_id)

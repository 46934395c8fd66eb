"""How social return of contracts stands, and what it is a share of where a contract does not say it, over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.social_returns import operations, rules
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import NewSocialReturnSum, SocialReturnStatement, SocialReturnSum
from shared.schemas.contracts.areas import Year
from shared.values.terms import Scope

router = Router(tags=["social-returns"])
SUM = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "year": 2026,
    "amountCents": 60_000_000,
    "evidence": "Jaarrekening 2026, personeelskosten",
}
STATING = [ContractNotFound, PurchaserOnly, rules.SocialReturnSumRefused, ReferenceUsed]


@router.get(
    "/contracts/{contract_id}/social-return",
    scope=Scope.CONTRACTS_READ,
    summary="Lees hoe social return van een contract ervoor staat (social return)",
    description=(
        "Vereist, erkend en tekort over de hele looptijd en per kalenderjaar (R-C31). De voorwaarde zegt waarvan het een deel is"
        " (G-13): de contractsom over de looptijd, of de personeelskosten. Een jaarbedrag geldt voor het hele jaar, ook na een"
        " addendum (R-S05), een deel van een jaar naar maanden of dagen (R-S06). Wat het contract niet zelf zegt (bekostiging per"
        " prestatie, personeelskosten) geeft de opdrachtgever per jaar op; zolang dat ontbreekt is `complete` false. Een contract"
        " zonder deze voorwaarde vereist niets: `agreed` is false en alle bedragen zijn nul."
    ),
    answer=SocialReturnStatement,
    problems=[ContractNotFound],
)
async def get_social_return_statement(ctx: Ctx, contract_id: UUID) -> Response:
    """How social return of a contract stands."""
    return answer(ctx, SocialReturnStatement, await operations.get_statement(ctx, contract_id))


@router.get(
    "/contracts/{contract_id}/social-return/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom social return zo staat, stap voor stap (derivation)",
    answer=DerivationAnswer,
    problems=[ContractNotFound],
)
async def explain_social_return_statement(ctx: Ctx, contract_id: UUID) -> Response:
    """Why it stands so."""
    return answer(ctx, DerivationAnswer, await operations.explain_statement(ctx, contract_id))


@router.post(
    "/social-return-sums",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef voor een jaar op waarvan social return een deel is (social-return sum)",
    description=(
        "Alleen waar het contract de som niet zelf zegt: personeelskosten, of wat per prestatie is betaald (G-13). Een ander"
        " bedrag voor hetzelfde jaar is de volgende versie."
    ),
    answer=SocialReturnSum,
    status=201,
    problems=STATING,
    example=SUM,
    dry_run=True,
)
async def set_social_return_sum(ctx: Ctx, body: NewSocialReturnSum) -> Response:
    """State a sum."""
    made, is_new = await operations.set_social_return_sum(ctx, body)
    if is_new:
        return answer(ctx, SocialReturnSum, made, 201, f"/v1/social-return-sums/{made.id}")
    return answer(ctx, SocialReturnSum, made)


@router.put(
    "/social-return-sums/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef een grondslag op onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen; een ander bedrag is de volgende versie, contract en jaar blijven wat zij zijn.",
    answer=SocialReturnSum,
    status=201,
    problems=STATING,
    example=SUM,
    if_match=False,
    dry_run=True,
)
async def put_social_return_sum(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de grondslag.")],
    body: NewSocialReturnSum,
) -> Response:
    """State a sum under a reference of one's own."""
    return await set_social_return_sum(ctx, body.model_copy(update={"external_reference": reference}))


@router.get(
    "/social-return-sums",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek opgegeven grondslagen (social-return sums)",
    description="Waarvan social return een deel is in een jaar, waar het contract dat niet zelf zegt.",
    answer=SocialReturnSum,
    page=True,
)
async def list_social_return_sums(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    year: Annotated[Year | None, Query(description="Alleen van dit jaar.")] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of stated sums."""
    found = await operations.list_sums(ctx, request, contract_id, year, external_reference)
    return page(ctx, SocialReturnSum, found)


@router.get(
    "/social-return-sums/{sum_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een opgegeven grondslag (social-return sum)",
    answer=SocialReturnSum,
    problems=[rules.SocialReturnSumNotFound],
)
async def get_social_return_sum(ctx: Ctx, sum_id: UUID) -> Response:
    """One stated sum."""
    return answer(ctx, SocialReturnSum, await operations.get_sum(ctx, sum_id))


@router.get(
    "/social-return-overview",
    scope=Scope.CONTRACTS_READ,
    summary="Lees vereist en gerealiseerd van alle contracten (social-return overview, D-49)",
    description="Elk contract dat social return vraagt, met vereist, erkend en tekort, per kalenderjaar en als geheel.",
    answer=SocialReturnStatement,
    page=True,
)
async def read_social_return_overview(ctx: Ctx, request: PageQuery) -> Response:
    """A page of statements."""
    return page(ctx, SocialReturnStatement, await operations.list_statements(ctx, request))

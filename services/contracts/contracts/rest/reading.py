"""Contracts as read over REST: work lists, one contract, and both as valid and as known on a day."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.contracts import operations, rules
from services.contracts.contracts.operations.ordering import in_order
from services.contracts.contracts.rest.routing import router
from services.contracts.contracts.rest.work_lists import WorkListQuery
from shared.kit.http import Ctx, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import Day, DerivationAnswer
from shared.schemas.contracts import (
    Contract,
    ContractVersion,
    ResultAgreement,
    YearlyFunding,
)
from shared.values.terms import Scope

ValidOn = Annotated[Day | None, Query(alias="validOn", description="Zoals het op deze dag gold (R-C08).")]
KnownOn = Annotated[
    Day | None,
    Query(
        alias="knownOn", description="Zoals het aan het eind van deze dag bekend was; alleen: ook zo geldend."
    ),
]


@router.get(
    "",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek contracten (contracts)",
    description="De contracten van de opdrachtgever; een lid of accountant ziet die waarvan hij partij is. Met validOn en"
    " knownOn zoals zij golden en bekend waren; filters en volgorde gelden voor wat zij toen zeiden.",
    answer=Contract,
    page=True,
)
async def list_contracts(
    ctx: Ctx, request: WorkListQuery, valid_on: ValidOn = None, known_on: KnownOn = None
) -> Response:
    """A page of contracts."""
    found = await operations.list_contracts_sorted(ctx, request.page, request.asked, valid_on, known_on)
    return page_answer(ctx, Contract, in_order(ctx, found))


@router.get(
    "/{contract_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een contract (contract)",
    description="In zijn nieuwste versie, of zoals het op een dag gold (validOn), zoals aan het eind van een dag bekend"
    " was (knownOn). Wie tekende staat alleen in de nieuwste.",
    answer=Contract,
    problems=[rules.ContractNotFound, rules.ContractNotValid],
)
async def get_contract(
    ctx: Ctx, contract_id: UUID, valid_on: ValidOn = None, known_on: KnownOn = None
) -> Response:
    """One contract."""
    found = await operations.get_contract(ctx, contract_id, valid_on, known_on)
    return answer(ctx, Contract, found)


@router.get(
    "/{contract_id}/versions",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de versies van een contract in twee tijden (versions)",
    description="Wat op welke dagen gold, van wanneer tot wanneer dat bekend was, en wat elke versie veranderde (R-C08).",
    answer=ContractVersion,
    page=True,
    problems=[rules.ContractNotFound],
)
async def list_contract_versions(ctx: Ctx, contract_id: UUID, request: PageQuery) -> Response:
    """A page of a contract's versions."""
    return page(ctx, ContractVersion, await operations.list_versions(ctx, request, contract_id))


@router.get(
    "/{contract_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom zijn looptijd en bekostiging wat zij zijn (derivation)",
    description="De stappen van looptijd (R-C04), evaluatie (R-C05) en bekostiging (R-S01), elk met regel en invoer.",
    answer=DerivationAnswer,
    problems=[rules.ContractNotFound],
)
async def get_contract_derivation(ctx: Ctx, contract_id: UUID) -> Response:
    """Why a contract's term and reward are what they are."""
    await operations.get_contract(ctx, contract_id)
    return await explained(ctx, contract_id)


@router.get(
    "/{contract_id}/versions/{version}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een contract zoals het was (version)",
    description="De onveranderlijke versie uit het logboek (R-C08).",
    answer=Contract,
    problems=[rules.ContractNotFound, rules.ContractVersionNotFound],
)
async def get_contract_version(
    ctx: Ctx, contract_id: UUID, version: Annotated[int, Path(ge=1, le=1_000_000)]
) -> Response:
    """One version of a contract."""
    return answer(ctx, Contract, await operations.get_version(ctx, contract_id, version))


@router.get(
    "/{contract_id}/result-agreements",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de resultaatafspraken (result agreements)",
    description="Elke norm die gold of gaat gelden, of alleen de normen van een dag (R-C08).",
    answer=ResultAgreement,
    page=True,
    problems=[rules.ContractNotFound],
)
async def list_result_agreements(
    ctx: Ctx,
    contract_id: UUID,
    valid_on: Annotated[
        Day | None, Query(alias="validOn", description="Alleen de normen die op deze dag gelden.")
    ] = None,
) -> Response:
    """The result agreements of a contract."""
    return page_answer(
        ctx, ResultAgreement, Page(await operations.list_agreements(ctx, contract_id, valid_on))
    )


@router.get(
    "/{contract_id}/funding",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de bekostiging van een jaar (funding)",
    description="Per in termijnen betaalde afspraak het jaarbedrag, met wat wordt betaald en wat wordt ingehouden (R-S01).",
    answer=YearlyFunding,
    page=True,
    problems=[rules.ContractNotFound, rules.FundingNotAgreed],
)
async def get_contract_funding(ctx: Ctx, contract_id: UUID) -> Response:
    """The reward of a contract, a full year of it."""
    return page_answer(ctx, YearlyFunding, Page(await operations.get_funding(ctx, contract_id)))

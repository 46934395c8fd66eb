"""Definition tests and circumstances over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.contracts.contracts.rules import ContractNotFound
from services.contracts.findings.operations import entering
from services.contracts.findings.rules import CircumstancesNotFound, DefinitionTestNotFound
from shared.errors import PurchaserOnly
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer
from shared.schemas.contracts import (
    Circumstances,
    ContractCircumstances,
    DefinitionTest,
    DefinitionVersion,
    NewDefinitionTest,
)
from shared.values.terms import Scope

router = Router(tags=["findings"])
CRITERIA = [
    {"criterion": "fixedAmount", "met": True, "evidence": "Eén vast bedrag per wijk per jaar.", "source": "A-1.5"},
    {"criterion": "basedOnCharacteristics", "met": True, "evidence": "Vijf wijkkenmerken.", "source": "A-1.7"},
    {"criterion": "predeterminedResults", "met": False, "evidence": "Alleen ondersteunde burgers.", "source": "A-1.18"},
    {"criterion": "freedomOfSpending", "met": True, "evidence": "Teams kiezen zelf.", "source": "A-1.15"},
    {"criterion": "accountability", "met": True, "evidence": "Kwartaalrapportages.", "source": "A-1.14"},
]  # fmt: skip


@router.put(
    "/contracts/{contract_id}/definition-test",
    scope=Scope.CONTRACTS_WRITE,
    summary="Toets een contract aan de definitie van populatiebekostiging (definition test)",
    description="De vijf criteria, elk met bewijs en bron (R-C02). Een andere uitkomst maakt een nieuwe versie; alle versies blijven.",
    answer=DefinitionTest,
    status=201,
    problems=[ContractNotFound, PurchaserOnly],
    example={"criteria": CRITERIA},
    if_match=False,
    dry_run=True,
)
async def set_definition_test(ctx: Ctx, contract_id: UUID, body: NewDefinitionTest) -> Response:
    """Hold a contract against the definition."""
    made, is_new = await entering.set_definition_test(ctx, contract_id, body)
    if is_new:
        return answer(ctx, DefinitionTest, made, 201, f"/v1/definition-tests/{made.id}")
    return answer(ctx, DefinitionTest, made)


@router.get(
    "/contracts/{contract_id}/definition-test",
    scope=Scope.CONTRACTS_READ,
    summary="Lees de definitietoets van een contract (definition test)",
    description="De score van 0 tot 5 en de afwijkingen, met het bewijs per criterium (R-C02).",
    answer=DefinitionTest,
    problems=[ContractNotFound, DefinitionTestNotFound],
)
async def find_definition_test(ctx: Ctx, contract_id: UUID) -> Response:
    """The definition test of a contract."""
    return answer(ctx, DefinitionTest, await entering.find_definition_test(ctx, contract_id))


@router.get(
    "/contracts/{contract_id}/definition-test/versions",
    scope=Scope.CONTRACTS_READ,
    summary="Lees alle versies van de definitietoets (versions)",
    answer=DefinitionVersion,
    page=True,
    problems=[ContractNotFound, DefinitionTestNotFound],
)
async def list_definition_versions(ctx: Ctx, contract_id: UUID) -> Response:
    """Every version of a contract's definition test."""
    return page_answer(
        ctx, DefinitionVersion, Page(await entering.list_definition_versions(ctx, contract_id))
    )


@router.get(
    "/definition-tests",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek definitietoetsen (definition tests)",
    answer=DefinitionTest,
    page=True,
)
async def list_definition_tests(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
    score: Annotated[int | None, Query(ge=0, le=5, description="Alleen met deze score.")] = None,
) -> Response:
    """A page of definition tests."""
    return page(ctx, DefinitionTest, await entering.list_definition_tests(ctx, request, contract_id, score))


@router.get(
    "/definition-tests/{test_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een definitietoets (definition test)",
    answer=DefinitionTest,
    problems=[DefinitionTestNotFound],
)
async def get_definition_test(ctx: Ctx, test_id: UUID) -> Response:
    """One definition test."""
    return answer(ctx, DefinitionTest, await entering.get_definition_test(ctx, test_id))


@router.get(
    "/definition-tests/{test_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom is de score wat hij is (derivation)",
    answer=DerivationAnswer,
    problems=[DefinitionTestNotFound],
)
async def get_definition_test_derivation(ctx: Ctx, test_id: UUID) -> Response:
    """Why a definition test scores what it scores."""
    await entering.get_definition_test(ctx, test_id)
    return await explained(ctx, test_id)


@router.put(
    "/contracts/{contract_id}/circumstances",
    scope=Scope.CONTRACTS_WRITE,
    summary="Leg vast wat rond een contract bekend is (circumstances)",
    description="De feiten waarop bevindingen berusten; alleen de opdrachtgever ziet ze. Wat ontbreekt is niet bekend.",
    answer=ContractCircumstances,
    status=201,
    problems=[ContractNotFound, PurchaserOnly],
    example={"poolMember": False, "ownProvisionCents": 0, "quartersWithoutResults": 2},
    if_match=False,
    dry_run=True,
)
async def set_circumstances(ctx: Ctx, contract_id: UUID, body: Circumstances) -> Response:
    """Enter what is known around a contract."""
    made, is_new = await entering.set_circumstances(ctx, contract_id, body)
    if is_new:
        return answer(ctx, ContractCircumstances, made, 201, f"/v1/circumstances/{made.id}")
    return answer(ctx, ContractCircumstances, made)


@router.get(
    "/contracts/{contract_id}/circumstances",
    scope=Scope.CONTRACTS_READ,
    summary="Lees wat rond een contract bekend is (circumstances)",
    answer=ContractCircumstances,
    problems=[ContractNotFound, CircumstancesNotFound],
)
async def find_circumstances(ctx: Ctx, contract_id: UUID) -> Response:
    """What is known around a contract."""
    return answer(ctx, ContractCircumstances, await entering.find_circumstances(ctx, contract_id))


@router.get(
    "/circumstances",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek vastgelegde omstandigheden (circumstances)",
    answer=ContractCircumstances,
    page=True,
)
async def list_circumstances(
    ctx: Ctx,
    request: PageQuery,
    contract_id: Annotated[
        UUID | None, Query(alias="contractId", description="Alleen van dit contract.")
    ] = None,
) -> Response:
    """A page of circumstances."""
    return page(ctx, ContractCircumstances, await entering.list_circumstances(ctx, request, contract_id))


@router.get(
    "/circumstances/{circumstances_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees omstandigheden (circumstances)",
    answer=ContractCircumstances,
    problems=[CircumstancesNotFound],
)
async def get_circumstances(ctx: Ctx, circumstances_id: UUID) -> Response:
    """The circumstances with this id."""
    return answer(ctx, ContractCircumstances, await entering.get_circumstances(ctx, circumstances_id))

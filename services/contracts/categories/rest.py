"""Squares and transfers between their categories over REST."""

from typing import Annotated
from uuid import UUID

from fastapi import Path, Query
from starlette.responses import Response

from services.contracts.categories import operations, rules
from services.contracts.contracts.rules import ContractNotFound
from shared.errors import PurchaserOnly, ReferenceUsed
from shared.kit.http import Ctx, Router, answer
from shared.kit.rest import PageQuery, explained, page
from shared.schemas.common import DerivationAnswer, Reference
from shared.schemas.contracts import (
    CategorySpending,
    CategorySquare,
    CategoryTransfer,
    NewCategorySquare,
    NewCategoryTransfer,
    TransferConsent,
    TransferRefusal,
)
from shared.values.budgets import CategoryTransferState
from shared.values.terms import Scope

router = Router(tags=["categories"])
_ID = "01990000-0000-7000-8000-000000000001"
SQUARE = {"contractId": _ID, "year": 2026}
TRANSFER = {
    "squareId": _ID,
    "fromCode": "ambulant",
    "toCode": "verblijf",
    "amountCents": 20_000_000,
    "motivation": "Meer vraag naar verblijf dan bij de start was verwacht.",
}
OPENING = [PurchaserOnly, ContractNotFound, rules.SquareRefused, rules.SquareExists, ReferenceUsed]
ASKING = [rules.SquareNotFound, rules.NotAskingParty, rules.TransferRefused, ReferenceUsed]
ContractId = Annotated[UUID | None, Query(alias="contractId", description="Alleen van dit contract.")]
OwnReference = Annotated[
    Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
]


@router.get(
    "/squares",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek vierkanten (squares)",
    description="Per contract en jaar: afgesproken, saldo, besteed en over per zorgcategorie (R-C20).",
    answer=CategorySquare,
    page=True,
)
async def list_squares(
    ctx: Ctx,
    request: PageQuery,
    contract_id: ContractId = None,
    year: Annotated[int | None, Query(ge=1900, le=2199, description="Alleen van dit jaar.")] = None,
    external_reference: OwnReference = None,
) -> Response:
    """A page of squares."""
    found = await operations.list_squares(ctx, request, contract_id, year, external_reference)
    return page(ctx, CategorySquare, found)


@router.post(
    "/squares",
    scope=Scope.CONTRACTS_WRITE,
    summary="Open het vierkant van een contract (square)",
    description="De categorieën van de afspraak `square` krijgen hun afgesproken bedrag als saldo, voor één jaar (R-C20).",
    answer=CategorySquare,
    status=201,
    problems=OPENING,
    example=SQUARE,
    dry_run=True,
)
async def open_square(ctx: Ctx, body: NewCategorySquare) -> Response:
    """Open a square."""
    made = await operations.open_square(ctx, body)
    return answer(ctx, CategorySquare, made, 201, f"/v1/squares/{made.id}")


@router.put(
    "/squares/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Open het vierkant van een contract onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: hetzelfde vierkant komt terug; een andere inhoud wordt geweigerd.",
    answer=CategorySquare,
    status=201,
    problems=OPENING,
    example=SQUARE,
    if_match=False,
    dry_run=True,
)
async def put_square(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van het vierkant.")],
    body: NewCategorySquare,
) -> Response:
    """Open a square under a reference of one's own."""
    made = await operations.open_square(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, CategorySquare, made, 201, f"/v1/squares/{made.id}")


@router.get(
    "/squares/{square_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een vierkant (square)",
    answer=CategorySquare,
    problems=[rules.SquareNotFound],
)
async def get_square(ctx: Ctx, square_id: UUID) -> Response:
    """One square."""
    return answer(ctx, CategorySquare, await operations.get_square(ctx, square_id))


@router.get(
    "/squares/{square_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Waarom zijn de saldi wat zij zijn (derivation)",
    answer=DerivationAnswer,
    problems=[rules.SquareNotFound],
)
async def get_square_derivation(ctx: Ctx, square_id: UUID) -> Response:
    """Why the balances are what they are."""
    await operations.get_square(ctx, square_id)
    return await explained(ctx, square_id)


@router.put(
    "/squares/{square_id}/spending",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef op wat categorieën hebben besteed (spending)",
    description=(
        "De stand tot en met een dag, door de opdrachtgever of de afrekening; een latere dag vervangt een eerdere."
        " Overschrijding wordt getoond, niet geweigerd (G-75)."
    ),
    answer=CategorySquare,
    problems=[rules.SquareNotFound, PurchaserOnly, rules.SpendingRefused],
    example={"spentOn": "2026-06-30", "categories": [{"code": "ambulant", "spentCents": 70_000_000}]},
    if_match=False,
    dry_run=True,
)
async def register_spending(ctx: Ctx, square_id: UUID, body: CategorySpending) -> Response:
    """Tell what was spent."""
    return answer(ctx, CategorySquare, await operations.register_spending(ctx, square_id, body))


@router.get(
    "/category-transfers",
    scope=Scope.CONTRACTS_READ,
    summary="Zoek overhevelingen tussen categorieën (category transfers)",
    description="Aangevraagd, toegestaan, geboekt, geweigerd of ingetrokken, met wie en wanneer (F-29).",
    answer=CategoryTransfer,
    page=True,
)
async def list_category_transfers(
    ctx: Ctx,
    request: PageQuery,
    square_id: Annotated[UUID | None, Query(alias="squareId", description="Alleen van dit vierkant.")] = None,
    contract_id: ContractId = None,
    state: Annotated[CategoryTransferState | None, Query(description="Alleen in deze toestand.")] = None,
    external_reference: OwnReference = None,
) -> Response:
    """A page of transfers."""
    found = await operations.list_transfers(ctx, request, square_id, contract_id, state, external_reference)
    return page(ctx, CategoryTransfer, found)


@router.post(
    "/category-transfers",
    scope=Scope.CONTRACTS_WRITE,
    summary="Vraag een overheveling tussen categorieën (category transfer)",
    description="Door de aanbieder die wordt betaald of de gemeente; geboekt wordt pas na toestemming (R-C20).",
    answer=CategoryTransfer,
    status=201,
    problems=ASKING,
    example=TRANSFER,
    dry_run=True,
)
async def request_category_transfer(ctx: Ctx, body: NewCategoryTransfer) -> Response:
    """Ask for a transfer."""
    made = await operations.request_transfer(ctx, body)
    return answer(ctx, CategoryTransfer, made, 201, f"/v1/category-transfers/{made.id}")


@router.put(
    "/category-transfers/by-reference/{reference:path}",
    scope=Scope.CONTRACTS_WRITE,
    summary="Vraag een overheveling onder een eigen kenmerk (externalReference)",
    description="Veilig te herhalen: dezelfde overheveling komt terug; een andere inhoud wordt geweigerd.",
    answer=CategoryTransfer,
    status=201,
    problems=ASKING,
    example=TRANSFER,
    if_match=False,
    dry_run=True,
)
async def put_category_transfer(
    ctx: Ctx,
    reference: Annotated[Reference, Path(description="Het eigen kenmerk van de overheveling.")],
    body: NewCategoryTransfer,
) -> Response:
    """Ask for a transfer under a reference of one's own."""
    made = await operations.request_transfer(ctx, body.model_copy(update={"external_reference": reference}))
    return answer(ctx, CategoryTransfer, made, 201, f"/v1/category-transfers/{made.id}")


@router.get(
    "/category-transfers/{transfer_id}",
    scope=Scope.CONTRACTS_READ,
    summary="Lees een overheveling (category transfer)",
    answer=CategoryTransfer,
    problems=[rules.CategoryTransferNotFound],
)
async def get_category_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """One transfer."""
    return answer(ctx, CategoryTransfer, await operations.get_transfer(ctx, transfer_id))


@router.get(
    "/category-transfers/{transfer_id}/derivation",
    scope=Scope.CONTRACTS_READ,
    summary="Wat deed deze overheveling met de saldi (derivation)",
    answer=DerivationAnswer,
    problems=[rules.CategoryTransferNotFound],
)
async def get_category_transfer_derivation(ctx: Ctx, transfer_id: UUID) -> Response:
    """What a transfer did."""
    await operations.get_transfer(ctx, transfer_id)
    return await explained(ctx, transfer_id)


@router.post(
    "/category-transfers/{transfer_id}/consent",
    scope=Scope.CONTRACTS_WRITE,
    summary="Geef toestemming voor een overheveling (consent)",
    description="Door de gemeente, met wie en wanneer (F-29); vroeg zij het zelf, dan door een tweede persoon.",
    answer=CategoryTransfer,
    problems=[
        rules.CategoryTransferNotFound, PurchaserOnly, rules.TransferDecided, rules.SecondPersonNeeded,
    ],
    example={"approver": "contractmanager"},
    dry_run=True,
)  # fmt: skip
async def consent_to_category_transfer(ctx: Ctx, transfer_id: UUID, body: TransferConsent) -> Response:
    """Consent to a transfer."""
    done = await operations.consent_to_transfer(ctx, transfer_id, body.approver)
    return answer(ctx, CategoryTransfer, done)


@router.post(
    "/category-transfers/{transfer_id}/refusal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Weiger een overheveling (refusal)",
    answer=CategoryTransfer,
    problems=[rules.CategoryTransferNotFound, PurchaserOnly, rules.TransferDecided],
    example={"reason": "De vraag naar ambulante zorg stijgt ook."},
    dry_run=True,
)
async def refuse_category_transfer(ctx: Ctx, transfer_id: UUID, body: TransferRefusal) -> Response:
    """Refuse a transfer."""
    return answer(ctx, CategoryTransfer, await operations.refuse_transfer(ctx, transfer_id, body.reason))


@router.post(
    "/category-transfers/{transfer_id}/booking",
    scope=Scope.CONTRACTS_WRITE,
    summary="Boek een toegestane overheveling (booking)",
    description="Geen categorie komt onder nul of onder wat al is besteed; het totaal blijft (R-C20).",
    answer=CategoryTransfer,
    problems=[
        rules.CategoryTransferNotFound, rules.NotAskingParty, rules.ConsentMissing, rules.TransferDecided,
        rules.TransferRefused,
    ],
    dry_run=True,
)  # fmt: skip
async def book_category_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """Book a transfer."""
    return answer(ctx, CategoryTransfer, await operations.book_transfer(ctx, transfer_id))


@router.post(
    "/category-transfers/{transfer_id}/withdrawal",
    scope=Scope.CONTRACTS_WRITE,
    summary="Trek een overheveling in (withdrawal)",
    description="Door wie haar vroeg, tot zij is geboekt.",
    answer=CategoryTransfer,
    problems=[rules.CategoryTransferNotFound, rules.NotAskingParty, rules.TransferDecided],
    dry_run=True,
)
async def withdraw_category_transfer(ctx: Ctx, transfer_id: UUID) -> Response:
    """Withdraw a transfer."""
    return answer(ctx, CategoryTransfer, await operations.withdraw_transfer(ctx, transfer_id))

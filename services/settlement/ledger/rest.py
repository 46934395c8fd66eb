"""The ledger over REST: read only."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.ledger import operations, rules
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.settlement import Account, Entry
from shared.values.terms import Scope

router = Router(tags=["ledger"])

ContractQuery = Annotated[
    UUID | None, Query(alias="contractId", description="Alleen wat dit contract veroorzaakte.")
]


@router.get(
    "/accounts",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees de grootboekrekeningen met hun saldo (accounts)",
    description=(
        "Alle rekeningen op één bladzijde; een saldo is de som van de geboekte regels (debet min credit), met ernaast"
        " wat nog niet definitief is."
    ),
    answer=Account,
    page=True,
)
async def list_accounts(ctx: Ctx, contract_id: ContractQuery = None) -> Response:
    """Every account with its balance."""
    return page_answer(ctx, Account, Page(await operations.list_accounts(ctx, contract_id)))


@router.get(
    "/entries",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek journaalposten (entries)",
    description="Posten ontstaan met wat ze veroorzaakt (termijn, vrijgave, betaling) en veranderen nooit.",
    answer=Entry,
    page=True,
)
async def list_entries(ctx: Ctx, request: PageQuery, contract_id: ContractQuery = None) -> Response:
    """A page of entries."""
    return page(ctx, Entry, await operations.list_entries(ctx, request, contract_id))


@router.get(
    "/entries/{entry_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een journaalpost (entry)",
    answer=Entry,
    problems=[rules.EntryNotFound],
)
async def get_entry(ctx: Ctx, entry_id: UUID) -> Response:
    """One entry."""
    return answer(ctx, Entry, await operations.get_entry(ctx, entry_id))

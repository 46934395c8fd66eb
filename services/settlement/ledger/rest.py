"""The books over REST: accounts, trial balance, statements, entries, closings, seals."""

from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.ledger import rules
from services.settlement.ledger.operations import reading, sealing, writing
from shared.kit.http import Ctx, Router, answer, page_answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.pages import Page
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Day, Reference
from shared.schemas.settlement import (
    Account,
    Closing,
    Entry,
    EntryReversal,
    NewClosing,
    NewEntry,
    Seal,
    SealCheck,
    StatementLine,
    TrialBalance,
)
from shared.values.terms import Scope

router = Router(tags=["ledger"])

ContractQuery = Annotated[
    UUID | None, Query(alias="contractId", description="Alleen wat dit contract veroorzaakte.")
]
DayQuery = Annotated[
    Day | None, Query(description="Het saldo aan het einde van deze dag; leeg = alles wat is geboekt.")
]


@router.get(
    "/accounts",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees de grootboekrekeningen met hun saldo (accounts)",
    description=(
        "Alle rekeningen op één bladzijde, op elke dag; een saldo is de som van de geboekte regels (debet min credit), met"
        " ernaast wat nog niet definitief is. Een partij van een contract ziet de gedeelde rekeningen van haar contracten."
    ),
    answer=Account,
    page=True,
)
async def list_accounts(ctx: Ctx, contract_id: ContractQuery = None, day: DayQuery = None) -> Response:
    """Every account with its balance."""
    return page_answer(ctx, Account, Page(await reading.list_accounts(ctx, contract_id, day)))


@router.get(
    "/trial-balance",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees de proef- en saldibalans (trial balance)",
    description="Beide zijden van alle rekeningen aan het einde van een dag; debet en credit zijn altijd gelijk.",
    answer=TrialBalance,
)
async def get_trial_balance(ctx: Ctx, contract_id: ContractQuery = None, day: DayQuery = None) -> Response:
    """The trial balance of a day."""
    return answer(ctx, TrialBalance, await reading.get_trial_balance(ctx, contract_id, day))


@router.get(
    "/accounts/{code}/statement",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees het verloop van een rekening (statement)",
    description=(
        "Wat er op de rekening is geboekt, per post en in de volgorde van boeken, met het saldo erna. Van één contract, of"
        " zonder contract wat de opdrachtgever zelf boekte."
    ),
    answer=StatementLine,
    problems=[rules.AccountNotFound],
    page=True,
)
async def list_statement(
    ctx: Ctx,
    code: str,
    request: PageQuery,
    contract_id: ContractQuery = None,
    start: Annotated[Day | None, Query(alias="from", description="Vanaf deze dag; leeg = het begin.")] = None,
    until: Annotated[
        Day | None, Query(description="Tot en met deze dag; leeg = alles wat is geboekt.")
    ] = None,
) -> Response:
    """A page of an account's statement."""
    found = await reading.list_statement(ctx, request, code, contract_id, start, until)
    return page(ctx, StatementLine, found)


@router.get(
    "/entries",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek journaalposten (entries)",
    description="Posten ontstaan met wat ze veroorzaakt (termijn, vrijgave, betaling) of met de hand, en veranderen nooit.",
    answer=Entry,
    page=True,
)
async def list_entries(
    ctx: Ctx,
    request: PageQuery,
    contract_id: ContractQuery = None,
    subject_id: Annotated[
        UUID | None,
        Query(alias="subjectId", description="Alleen wat dit veroorzaakte (inhouding, betaling, post)."),
    ] = None,
    external_reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of entries."""
    found = await reading.list_entries(ctx, request, contract_id, subject_id, external_reference)
    return page(ctx, Entry, found)


@router.post(
    "/entries",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Boek met de hand (memoriaal, entry)",
    description=(
        "Debet en credit zijn samen nul. Op rekeningen die een termijnschema, inhouding of betaling bijhoudt, boekt u niet met"
        " de hand. Wat in een gesloten periode gebeurde, telt vanaf vandaag."
    ),
    answer=Entry,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed, rules.EntryRefused],
    example={
        "eventOn": "2026-01-31",
        "description": "Doorbelaste huisvesting januari",
        "lines": [
            {"account": "programme-costs", "amountCents": 125000},
            {"account": "suspense", "amountCents": -125000},
        ],
    },
    dry_run=True,
)
async def post_entry(ctx: Ctx, body: NewEntry) -> Response:
    """Book an entry by hand."""
    made = await writing.post_entry(ctx, body)
    return answer(ctx, Entry, made, 201, f"/v1/entries/{made.id}")


@router.get(
    "/entries/{entry_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een journaalpost (entry)",
    answer=Entry,
    problems=[rules.EntryNotFound],
)
async def get_entry(ctx: Ctx, entry_id: UUID) -> Response:
    """One entry."""
    return answer(ctx, Entry, await reading.get_entry(ctx, entry_id))


@router.post(
    "/entries/{entry_id}/reversal",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Draai een post met de hand terug (reversal)",
    description="Er komt een tegenboeking bij, op vandaag; de post zelf blijft staan. Kan één keer.",
    answer=Entry,
    status=201,
    problems=[PurchaserOnly, rules.EntryNotFound, rules.NotByHand, rules.AlreadyReversed],
    example={"motivation": "Dubbel geboekt"},
    dry_run=True,
)
async def reverse_entry(ctx: Ctx, entry_id: UUID, body: EntryReversal) -> Response:
    """Reverse an entry by hand."""
    made = await writing.reverse_entry(ctx, entry_id, body)
    return answer(ctx, Entry, made, 201, f"/v1/entries/{made.id}")


@router.get(
    "/closings",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek periodeafsluitingen (closings)",
    answer=Closing,
    page=True,
)
async def list_closings(ctx: Ctx, request: PageQuery) -> Response:
    """A page of closings."""
    return page(ctx, Closing, await writing.list_closings(ctx, request))


@router.get(
    "/closings/{closing_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een periodeafsluiting (closing)",
    answer=Closing,
    problems=[rules.ClosingNotFound],
)
async def get_closing(ctx: Ctx, closing_id: UUID) -> Response:
    """One closing."""
    return answer(ctx, Closing, await writing.get_closing(ctx, closing_id))


@router.post(
    "/closings",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Sluit een periode af (closing)",
    description=(
        "Tot en met deze dag verandert er niets meer in de boeken; wat toen gebeurde en later bekend wordt, telt in de open"
        " periode, met de dag waarop het gebeurde erbij. Een afsluiting gaat nooit meer open."
    ),
    answer=Closing,
    status=201,
    problems=[PurchaserOnly, ReferenceUsed, rules.ClosingRefused],
    example={"closedUntil": "2025-12-31", "motivation": "Jaarrekening 2025 vastgesteld"},
    dry_run=True,
)
async def close_books(ctx: Ctx, body: NewClosing) -> Response:
    """Close a period."""
    made = await writing.close_books(ctx, body)
    return answer(ctx, Closing, made, 201, f"/v1/closings/{made.id}")


@router.get(
    "/seals",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek verzegelingen van de boeken (seals)",
    description=(
        "Elke dag krijgt wat sinds het vorige zegel is geboekt een hash die aan dat vorige hangt. Bewaar de laatste buiten dit"
        " systeem (accountant): daarmee is elke latere wijziging aan te tonen."
    ),
    answer=Seal,
    page=True,
)
async def list_seals(ctx: Ctx, request: PageQuery) -> Response:
    """A page of seals."""
    return page(ctx, Seal, await sealing.list_seals(ctx, request))


@router.get(
    "/seals/{seal_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een verzegeling (seal)",
    answer=Seal,
    problems=[rules.SealNotFound],
)
async def get_seal(ctx: Ctx, seal_id: UUID) -> Response:
    """One seal."""
    return answer(ctx, Seal, await sealing.get_seal(ctx, seal_id))


@router.get(
    "/seal-check",
    scope=Scope.SETTLEMENT_READ,
    summary="Controleer de verzegelingen (seal check)",
    description="Rekent van twintig zegels opnieuw uit wat de posten nu zeggen; met nextNumber vraagt u verder.",
    answer=SealCheck,
    problems=[PurchaserOnly],
)
async def check_seals(
    ctx: Ctx,
    first: Annotated[int, Query(alias="fromNumber", ge=1, le=9_999_999, description="Het eerste zegel.")] = 1,
) -> Response:
    """Whether the entries still say what was sealed."""
    return answer(ctx, SealCheck, await sealing.check_seals(ctx, first))

"""Journals over REST."""

import base64
from typing import Annotated
from uuid import UUID

from fastapi import Query
from starlette.responses import Response

from services.settlement.journals import operations, rules
from shared.kit.batches import CSV
from shared.kit.http import Ctx, Router, answer
from shared.kit.ownership import PurchaserOnly, ReferenceUsed
from shared.kit.rest import PageQuery, page
from shared.schemas.common import Reference
from shared.schemas.settlement import Journal, NewJournal
from shared.values.terms import Scope

router = Router(prefix="/journals", tags=["journals"])


@router.get(
    "",
    scope=Scope.SETTLEMENT_READ,
    summary="Zoek journalen (journals)",
    answer=Journal,
    page=True,
)
async def list_journals(
    ctx: Ctx,
    request: PageQuery,
    reference: Annotated[
        Reference | None, Query(alias="externalReference", description="Alleen met dit eigen kenmerk.")
    ] = None,
) -> Response:
    """A page of journals."""
    return page(ctx, Journal, await operations.list_journals(ctx, request, reference))


@router.post(
    "",
    scope=Scope.SETTLEMENT_WRITE,
    summary="Maak het volgende journaal (journal)",
    description=(
        "Zet wat sinds het vorige journaal definitief is geboekt, tot 5.000 posten, klaar voor uw eigen administratie, elke regel"
        " met haar boekingsprofiel; verplichtingen gaan niet mee. Vraag door tot er niets meer is. Een regel zonder profiel laat"
        " alles weigeren, tenzij u een tussenrekening noemt. Met `replaces` maakt u een journaal opnieuw, onder een eigen nummer."
    ),
    answer=Journal,
    status=201,
    problems=[
        PurchaserOnly,
        ReferenceUsed,
        rules.JournalNotFound,
        rules.AlreadyReplaced,
        rules.NothingToJournal,
        rules.ProfilesMissing,
    ],
    example={"suspenseAccount": "2999"},
    dry_run=True,
)
async def make_journal(ctx: Ctx, body: NewJournal) -> Response:
    """Make the next journal, or one anew."""
    return answer(ctx, Journal, await operations.make_journal(ctx, body), 201)


@router.get(
    "/{journal_id}",
    scope=Scope.SETTLEMENT_READ,
    summary="Lees een journaal (journal)",
    answer=Journal,
    problems=[rules.JournalNotFound],
)
async def get_journal(ctx: Ctx, journal_id: UUID) -> Response:
    """One journal."""
    return answer(ctx, Journal, await operations.get_journal(ctx, journal_id))


@router.get(
    "/{journal_id}/csv",
    scope=Scope.SETTLEMENT_READ,
    summary="Haal het bestand van een journaal op (journal file)",
    description="Elke keer dezelfde bytes; Content-Digest is hun SHA-256 (RFC 9530).",
    answer=None,
    media=(CSV,),
    problems=[rules.JournalNotFound],
)
async def get_journal_file(ctx: Ctx, journal_id: UUID) -> Response:
    """The file of a journal."""
    journal, content = await operations.get_file(ctx, journal_id)
    digest = base64.b64encode(bytes.fromhex(journal.sha256)).decode()
    headers = {
        "Content-Disposition": f'attachment; filename="journal-{journal.number}.csv"',
        "Content-Digest": f"sha-256=:{digest}:",
    }
    return Response(content, 200, headers, CSV)

"""What a municipality can do with journals: make the next, make one anew, read them."""

from __future__ import annotations

from uuid import UUID

from services.settlement.journals import rules, store
from services.settlement.journals.rules import Journal
from services.settlement.ledger import store as ledger
from services.settlement.posting_profiles import rules as profile_rules
from services.settlement.posting_profiles import store as profiles
from shared.kit import logbook
from shared.kit.batches.records import csv_rows
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.rows import PageRequest, Slice
from shared.schemas import settlement as schemas
from shared.values.terms import Scope


@operation
async def get_journal(ctx: Context, journal_id: UUID) -> Journal:
    """One journal. Raises JournalNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.get_journal(connection, journal_id)


@operation
async def list_journals(ctx: Context, page: PageRequest, reference: str | None = None) -> Slice[Journal]:
    """A page of journals, under the client's own reference when asked."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        return await store.list_journals(connection, page, reference)


@operation
async def get_file(ctx: Context, journal_id: UUID) -> tuple[Journal, bytes]:
    """A journal and its file, the same bytes each time. Raises JournalNotFound."""
    ctx.require(Scope.SETTLEMENT_READ)
    async with ctx.read() as connection:
        journal = await store.get_journal(connection, journal_id)
        return journal, await store.get_file(connection, journal)


@operation
async def make_journal(ctx: Context, new: schemas.NewJournal) -> Journal:
    """Make the next journal of up to 5,000 entries, or one anew with the profiles of now; who is writing is waited for.

    A fixed number of statements. The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly,
    ReferenceUsed, JournalNotFound, AlreadyReplaced, NothingToJournal, ProfilesMissing.
    """
    ctx.require(Scope.SETTLEMENT_WRITE)
    ctx.require_end_user()
    owner, reference = require_purchaser(ctx), new.external_reference
    async with ctx.begin() as connection:
        await ledger.lock_books(connection, owner)
        if reference is not None:
            known = await store.find_journal_by_reference(connection, owner, ctx.actor.client_id, reference)
            if known is not None:
                given = {"suspense_account": new.suspense_account, "replaces": new.replaces}
                give_known(schemas.Journal, known, reference, given)
        number, after = await store.find_position(connection, owner)
        until = store.LAST
        if new.replaces is not None:
            old = await store.get_journal(connection, new.replaces)
            rules.replaceable(old, await store.find_replacement(connection, owner, old.id))
            after, until = old.after_sequence, old.until_sequence
        lines = await store.list_lines(connection, owner, after, until)
        if not lines:
            raise rules.NothingToJournal()
        places = profile_rules.places(await profiles.list_all(connection, owner))
        placed = rules.place(lines, places, new.suspense_account)
        content = csv_rows(rules.rows(number + 1, placed, new.suspense_account))
        journal = rules.journal(
            owner, number + 1, after, placed, content, suspense=new.suspense_account, replaces=new.replaces,
            reference=reference, today=ctx.today,
        )  # fmt: skip
        await store.add_journal(connection, journal, content, ctx.actor.client_id)
        await logbook.record(ctx, connection, "journal-made", schemas.Journal, journal)
    return journal

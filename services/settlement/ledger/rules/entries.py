"""Entries that balance: what a contract causes, what resolves something pending, what reverses an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from services.settlement.ledger.rules.chart import EURO
from shared.errors import NotFound, Text
from shared.values import Money, new_id
from shared.values.booking import EntryCause, EntryKind


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One side of an entry: debit positive, credit negative, in cents; posted or still pending."""

    account: str
    amount_cents: int
    kind: EntryKind = EntryKind.POSTED


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced entry in one currency: two lines or more, together zero, and the pending ones by themselves too.

    `event_on` is when it happened, `booked_on` the day on which it counts in the books: the same, or the day of posting when
    that period was closed. It is the database that sets `booked_on`; None before. `subject_id` is what caused it. A party of
    its contract reads the lines on shared accounts alone, and those need not balance.
    """

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: EntryKind
    cause: EntryCause
    subject_id: UUID | None
    description: str
    event_on: date
    booked_on: date | None
    contract_id: UUID | None
    currency: str
    resolves: UUID | None
    reverses: UUID | None
    lines: list[EntryLine]


class EntryNotFound(NotFound):
    """There is no such entry, or it is not yours."""

    code = "entry-not-found"
    title = Text("Journaalpost niet gevonden", "Entry not found")
    detail = Text("Er is geen journaalpost {id}.", "There is no entry {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


def compound(
    owner: str,
    lines: Sequence[EntryLine],
    cause: EntryCause,
    *,
    event_on: date,
    description: str,
    contract_id: UUID | None = None,
    subject_id: UUID | None = None,
    kind: EntryKind = EntryKind.POSTED,
    resolves: UUID | None = None,
    reverses: UUID | None = None,
    external_reference: str | None = None,
    currency: str = EURO,
) -> Entry:
    """An entry of several lines; lines of nothing are left out."""
    kept = [one for one in lines if one.amount_cents]
    pending = sum(one.amount_cents for one in kept if one.kind is EntryKind.PENDING)
    assert len(kept) >= 2 and sum(one.amount_cents for one in kept) == 0 == pending, "an entry balances"
    return Entry(
        new_id(), 1, owner, external_reference, [], kind, cause, subject_id, description, event_on, None, contract_id,
        currency, resolves, reverses, kept,
    )  # fmt: skip


def entry(
    owner: str,
    debit: str,
    credit: str,
    amount: Money,
    cause: EntryCause,
    *,
    event_on: date,
    description: str,
    contract_id: UUID | None = None,
    subject_id: UUID | None = None,
    kind: EntryKind = EntryKind.POSTED,
) -> Entry:
    """An entry of one amount from one account to another; a negative amount goes the other way."""
    lines = both(debit, credit, amount, kind)
    return compound(
        owner, lines, cause, event_on=event_on, description=description, contract_id=contract_id,
        subject_id=subject_id, kind=kind,
    )  # fmt: skip


def both(debit: str, credit: str, amount: Money, kind: EntryKind = EntryKind.POSTED) -> list[EntryLine]:
    """The two sides of one amount."""
    return [EntryLine(debit, amount.cents, kind), EntryLine(credit, -amount.cents, kind)]


def booked(made: Entry, day: date) -> Entry:
    """The entry as the database booked it."""
    return replace(made, booked_on=day)


def resolve(
    pending: Entry,
    posted: Sequence[EntryLine],
    cause: EntryCause,
    *,
    event_on: date,
    description: str,
    subject_id: UUID | None = None,
) -> Entry:
    """Close a pending entry: its lines are taken back whole, and `posted` (as much or less, or nothing) becomes definite.

    The database lets it happen once, and refuses to post more than was pending.
    """
    assert pending.kind is EntryKind.PENDING, "only what is pending is resolved"
    back = [EntryLine(one.account, -one.amount_cents, EntryKind.PENDING) for one in pending.lines]
    definite = [one for one in posted if one.amount_cents]
    return compound(
        pending.owner, [*back, *definite], cause, event_on=event_on, description=description,
        contract_id=pending.contract_id, subject_id=subject_id or pending.subject_id,
        kind=EntryKind.POSTED if definite else EntryKind.VOIDED, resolves=pending.id, currency=pending.currency,
    )  # fmt: skip


__all__ = ["Entry", "EntryLine", "EntryNotFound", "booked", "both", "compound", "entry", "resolve"]

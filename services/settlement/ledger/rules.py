"""Entries that balance: the accounts of a municipality's side and the postings that a contract causes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Text
from shared.values import Money, new_id
from shared.values.terms import EntryKind

PROGRAMME_COSTS = "programme-costs"
PAYABLE = "payable"
RETAINED = "retained"
BANK = "bank"
RECEIVABLE = "receivable"
ACCOUNTS = {
    PROGRAMME_COSTS: Text("Programmalasten", "Programme costs"),
    PAYABLE: Text("Te betalen", "Payable"),
    RETAINED: Text("Ingehouden tot vrijgave", "Retained until release"),
    BANK: Text("Bank", "Bank"),
    RECEIVABLE: Text("Te vorderen", "Receivable"),
}


@dataclass(frozen=True, slots=True)
class EntryLine:
    """One side of an entry: debit positive, credit negative, in cents."""

    account: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A balanced entry: at least two lines, together zero."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    kind: EntryKind
    description: str
    event_on: date
    contract_id: UUID | None
    resolves: UUID | None
    lines: list[EntryLine]

    def __post_init__(self) -> None:
        assert len(self.lines) >= 2 and sum(line.amount_cents for line in self.lines) == 0, (
            "an entry balances"
        )


class EntryNotFound(NotFound):
    """There is no such entry, or it is not yours."""

    code = "entry-not-found"
    title = Text("Journaalpost niet gevonden", "Entry not found")
    detail = Text("Er is geen journaalpost {id}.", "There is no entry {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


def entry(
    owner: str,
    debit: str,
    credit: str,
    amount: Money,
    *,
    event_on: date,
    description: str,
    contract_id: UUID | None = None,
    kind: EntryKind = EntryKind.POSTED,
    resolves: UUID | None = None,
) -> Entry:
    """An entry of one amount from one account to another; a negative amount is the reversal."""
    lines = [EntryLine(debit, amount.cents), EntryLine(credit, -amount.cents)]
    return Entry(new_id(), 1, owner, None, [], kind, description, event_on, contract_id, resolves, lines)

"""The books: accounts, entries, statements, closings and seals."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, Note, Reference, Resource, SignedCents, Wire
from shared.schemas.facts import Private
from shared.values.booking import EntryCause, EntryKind

AccountCode = Annotated[
    str,
    Field(pattern=r"^[a-z][a-z-]{1,39}$", description="code van de rekening", examples=["programme-costs"]),
]
Currency = Annotated[str, Field(pattern=r"^[A-Z]{3}$", description="ISO 4217", examples=["EUR"])]


class Account(Wire):
    """A ledger account (grootboekrekening) with its balance at the end of a day: the sum of what was booked until then."""

    code: str = Field(examples=["payable"])
    name: str = Field(description="in de taal van de lezer")
    currency: Currency = "EUR"
    debit_cents: Cents = Field(description="alles wat debet is geboekt")
    credit_cents: Cents = Field(description="alles wat credit is geboekt")
    balance_cents: SignedCents = Field(description="geboekt: debet min credit")
    pending_cents: SignedCents = Field(description="nog niet definitief: debet min credit")


class TrialBalance(Wire):
    """A trial balance (proef- en saldibalans) at the end of a day: both sides of all accounts, equal per currency."""

    day: Day | None = Field(description="leeg = alles wat is geboekt")
    accounts: list[Account] = Field(description="alle grootboekrekeningen")
    debit_cents: Cents
    credit_cents: Cents


class StatementLine(Wire):
    """What one entry did to an account (debit positive), and the balance after it."""

    entry_id: UUID = Field(description="de journaalpost")
    booked_on: Day
    event_on: Day
    cause: EntryCause
    description: str
    amount_cents: SignedCents
    balance_cents: SignedCents = Field(description="saldo na deze post")


class EntryLine(Wire):
    """One side of an entry: debit positive, credit negative."""

    account: AccountCode
    amount_cents: SignedCents
    kind: EntryKind = Field(default=EntryKind.POSTED, description="geboekt, of nog niet definitief")


class Entry(Resource):
    """A balanced entry (journaalpost); it never changes. A party of the contract sees its lines on shared accounts."""

    kind: EntryKind
    cause: EntryCause = Field(description="waardoor de post ontstond: de grond onder het bedrag (F-39)")
    subject_id: UUID | None = Field(
        description="de termijn, inhouding, betaling of post waardoor hij ontstond"
    )
    description: Annotated[str, Private] = Field(description="omschrijving")
    event_on: Day = Field(description="de dag waarop het gebeurde")
    booked_on: Day | None = Field(
        description="de dag waarop het in de boeken telt: een latere als die periode al gesloten was"
    )
    contract_id: UUID | None
    currency: Currency
    resolves: UUID | None = Field(description="de voorlopige post die hiermee definitief wordt of vervalt")
    reverses: UUID | None = Field(description="de post die hiermee is teruggedraaid")
    lines: list[EntryLine]


class NewEntryLine(Wire):
    """One side of an entry by hand: debit positive, credit negative."""

    account: AccountCode
    amount_cents: SignedCents


class NewEntry(Wire):
    """An entry by hand (memoriaal): on accounts that no schedule, retention or payment keeps."""

    external_reference: Reference | None = None
    event_on: Day
    description: Note
    contract_id: UUID | None = None
    currency: Currency = "EUR"
    lines: list[NewEntryLine] = Field(min_length=2, max_length=200)


class EntryReversal(Wire):
    """Reverse an entry by hand (tegenboeking)."""

    motivation: Note


class NewClosing(Wire):
    """Close the books (periodeafsluiting) up to and including a day."""

    external_reference: Reference | None = None
    closed_until: Day = Field(description="tot en met deze dag zijn de boeken gesloten")
    motivation: Note | None = None


class Closing(Resource):
    """A closed period: what happened in it and is told later is booked in the period that is open."""

    closed_until: Day = Field(description="tot en met deze dag zijn de boeken gesloten")
    closed_on: Day
    motivation: Annotated[str | None, Private] = Field(description="waarom nu")


Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="sha-256, hexadecimaal")]


class Seal(Resource):
    """A link of the chain over all entries (verzegeling): whoever keeps its hash can show later that nothing changed."""

    number: int
    sealed_on: Day = Field(description="dag van het zegel")
    after_sequence: int = Field(description="volgnummer van de laatste post onder het vorige zegel; 0 = geen")
    until_sequence: int = Field(description="volgnummer van de laatste post onder dit zegel")
    entry_count: int = Field(description="aantal posten onder dit zegel")
    previous_hash: Hash
    hash: Hash


class SealCheck(Wire):
    """Whether the entries still say what was sealed, of up to twenty seals from a number on."""

    first_number: int = Field(description="nummer van het eerste zegel dat is nagerekend")
    checked: int = Field(description="aantal zegels dat is nagerekend")
    intact: bool = Field(description="alle posten zeggen nog wat is verzegeld")
    broken_number: int | None = Field(description="het eerste zegel dat niet meer klopt")
    next_number: int | None = Field(description="hiermee vraagt u verder; leeg = dit was het laatste")


__all__ = [
    "Account", "AccountCode", "Closing", "Currency", "Entry", "EntryLine", "EntryReversal", "NewClosing", "NewEntry",
    "NewEntryLine", "Seal", "SealCheck", "StatementLine", "TrialBalance",
]  # fmt: skip

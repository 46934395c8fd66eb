"""Which booking on a bank statement pays what: the reference that was sent out, with exactly its amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol
from uuid import UUID

from services.settlement.payments.rules.accounts import BankAccount
from services.settlement.payments.rules.batches import Payment
from shared.errors import InvalidInput, NotFound, Refused, Text
from shared.values import mask_bsn, new_id
from shared.values.terms import PaymentState


class BankStatementNotFound(NotFound):
    """There is no such bank statement, or it is not yours."""

    code = "bank-statement-not-found"
    title = Text("Rekeningafschrift niet gevonden", "Bank statement not found")
    detail = Text("Er is geen rekeningafschrift {id}.", "There is no bank statement {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class StatementInvalid(InvalidInput):
    """The file is no camt.053 in euros that adds up; nothing of it was booked."""

    code = "bank-statement-invalid"
    rule = "ISO 20022 camt.053"
    title = Text("Het rekeningafschrift is niet te verwerken", "The bank statement cannot be processed")
    detail = Text(
        "Het bestand is geen kloppend afschrift van één eurorekening; errors zegt waarom.",
        "The file is not a statement of one euro account that adds up; errors says why.",
    )
    mend = Text("Haal het afschrift opnieuw op bij de bank.", "Fetch the statement from the bank again.")


class StatementAccountUnknown(Refused):
    """The statement is of another account than the purchaser pays from."""

    code = "bank-statement-of-other-account"
    title = Text("Het afschrift is van een andere rekening", "The statement is of another account")
    detail = Text(
        "De rekening van dit afschrift is geen bevestigde rekening van {owner}.",
        "The account of this statement is no confirmed account of {owner}.",
    )
    mend = Text(
        "Stuur het afschrift van de eigen rekening, of registreer die eerst.",
        "Send the statement of your own account, or register that first.",
    )


class StatementChanged(Refused):
    """The bank's statement id was booked before, with other contents."""

    code = "bank-statement-changed"
    title = Text("Dit afschrift is al verwerkt", "This statement was processed already")
    detail = Text(
        "Afschrift {statement_id} is met een andere inhoud verwerkt als {id}.",
        "Statement {statement_id} was processed with other contents as {id}.",
    )
    mend = Text(
        "Vraag de bank om een afschrift onder een nieuw kenmerk.",
        "Ask the bank for a statement under a new id.",
    )


class Booking(Protocol):
    """One booked transaction, credit positive; `reversal` is money that comes back."""

    @property
    def amount_cents(self) -> int: ...
    @property
    def booked_on(self) -> date: ...
    @property
    def end_to_end_id(self) -> str | None: ...
    @property
    def counterparty_iban(self) -> str | None: ...
    @property
    def reference(self) -> str: ...
    @property
    def reversal(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class BankStatement:
    """A bank statement and what it matched; `sha256` is that of the file, hexadecimal."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    bank_account_id: UUID
    statement_id: str
    sha256: str
    booked_count: int
    matched_count: int
    paid_cents: int
    unmatched: list[str]


@dataclass(frozen=True, slots=True)
class Paid:
    """What a statement came to: itself, and the payments that it paid, each with its day."""

    statement: BankStatement
    payments: list[Payment]


def own_account(accounts: Iterable[BankAccount], iban: str, owner: str, today: date) -> BankAccount:
    """The purchaser's account that a statement is of, also one that was since replaced.

    `accounts` are those of the purchaser itself. Raises StatementAccountUnknown.
    """
    own = [one for one in accounts if one.iban == iban and one.is_usable(today)]
    if not own:
        raise StatementAccountUnknown(owner=owner)
    return min(own, key=lambda one: (one.usable_from or today, one.id))


def concealed(text: str, *ibans: str | None) -> str:
    """A bank's reference without the account numbers and citizens' numbers that are in it: some are built from them."""
    for iban in ibans:
        if iban:
            text = text.replace(iban, f"…{iban[-4:]}")
    return mask_bsn(text)


def book(
    account: BankAccount,
    statement_id: str,
    sha256: str,
    bookings: Sequence[Booking],
    payments: Iterable[Payment],
) -> Paid:
    """Match a statement's bookings to ordered payments, by end-to-end id and exact amount, each once.

    Everything else is listed by the bank's reference for a person to look at, also every reversal: money that comes
    back leaves its payment as it is.
    """
    open_ = {one.end_to_end_id: one for one in payments if one.state is PaymentState.ORDERED}
    paid, unmatched = [], []
    for booking in bookings:
        payment = open_.get(booking.end_to_end_id or "")
        if payment is None or booking.reversal or booking.amount_cents != -payment.amount_cents:
            unmatched.append(concealed(booking.reference, account.iban, booking.counterparty_iban))
            continue
        del open_[payment.end_to_end_id]
        paid.append(replace(payment, state=PaymentState.PAID, paid_on=booking.booked_on))
    statement = BankStatement(
        id=new_id(),
        version=1,
        owner=account.owner,
        external_reference=None,
        parties=[],
        bank_account_id=account.id,
        statement_id=concealed(statement_id, account.iban),
        sha256=sha256,
        booked_count=len(bookings),
        matched_count=len(paid),
        paid_cents=sum(one.amount_cents for one in paid),
        unmatched=unmatched,
    )
    return Paid(statement, paid)

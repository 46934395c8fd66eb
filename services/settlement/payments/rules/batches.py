"""What a batch orders: all that is payable, from the purchaser's account to each payee's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from services.settlement.payments.rules.accounts import BankAccount
from shared.errors import FieldError, NotFound, Refused, Text
from shared.values import new_id
from shared.values.terms import PaymentState

INSTALMENT, RETENTION, CLAIM = "instalment", "retention", "claim"


class PaymentBatchNotFound(NotFound):
    """There is no such payment batch, or it is not yours."""

    code = "payment-batch-not-found"
    title = Text("Betaalbatch niet gevonden", "Payment batch not found")
    detail = Text("Er is geen betaalbatch {id}.", "There is no payment batch {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class NothingToPay(Refused):
    """Everything that is payable was ordered already."""

    code = "nothing-to-pay"
    title = Text("Er is niets te betalen", "There is nothing to pay")
    detail = Text(
        "Er is geen geboekte termijn, vrijgegeven inhouding of toegekende declaratie die nog niet is opgedragen.",
        "There is no posted instalment, released retention or approved claim that was not ordered yet.",
    )
    mend = Text(
        "Wacht tot een termijn vervalt of een inhouding vrijkomt.",
        "Wait until an instalment falls due or a retention is released.",
    )


class ExecutionInPast(Refused):
    """A bank does not execute before today."""

    code = "execution-date-in-past"
    title = Text("De uitvoeringsdatum is voorbij", "The execution date has passed")
    detail = Text(
        "{execution_date} ligt voor vandaag, {today}.", "{execution_date} lies before today, {today}."
    )
    mend = Text("Kies vandaag of een latere dag.", "Choose today or a later day.")


class AccountsMissing(Refused):
    """The purchaser or a payee has no account that may be used today; `errors` names each."""

    code = "bank-accounts-missing"
    title = Text("Er ontbreken bankrekeningen", "Bank accounts are missing")
    detail = Text(
        "Niet elke partij heeft een bevestigde bankrekening die nu gebruikt mag worden: {organisations}.",
        "Not every party has a confirmed bank account that may be used now: {organisations}.",
    )
    mend = Text(
        "Stel de bankrekening voor en laat een tweede persoon haar bevestigen.",
        "Propose the bank account and have a second person confirm it.",
    )


class PaymentFileRefused(Refused):
    """A payment could not stand in a file that a bank takes; nothing was ordered."""

    code = "payment-file-refused"
    rule = "EPC132-08"
    title = Text("Het betaalbestand kan niet worden gemaakt", "The payment file cannot be made")
    detail = Text(
        "Een bank zou dit bestand weigeren; errors zegt waarom.",
        "A bank would refuse this file; errors says why.",
    )
    mend = Text("Herstel wat in errors staat en draag opnieuw op.", "Mend what errors says and order again.")


@dataclass(frozen=True, slots=True)
class Payable:
    """A posted instalment, a released retention or what a claim file made payable, not ordered yet; cents, more than nil."""

    subject: str
    subject_id: UUID
    contract_id: UUID
    contract_number: str
    year: int
    number: int | None
    payee: str
    amount_cents: int


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment; the bank gives its `end_to_end_id` back when it is booked."""

    id: UUID
    end_to_end_id: str
    subject: str
    subject_id: UUID
    contract_id: UUID
    year: int
    payee: str
    amount_cents: int
    state: PaymentState
    paid_on: date | None


@dataclass(frozen=True, slots=True)
class PaymentBatch:
    """The payments of one file; `sha256` is that of the file, hexadecimal."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    message_id: str
    execution_date: date
    total_cents: int
    count: int
    sha256: str
    payments: list[Payment]


@dataclass(frozen=True, slots=True)
class PaymentFile:
    """The file of a batch, as the bank gets it (pain.001.001.09)."""

    message_id: str
    sha256: str
    content: bytes = field(repr=False)


def order(
    owner: str,
    payables: Sequence[Payable],
    accounts: Mapping[str, BankAccount],
    execution_date: date,
    today: date,
    external_reference: str | None,
) -> PaymentBatch:
    """A batch of one payment for each payable, in their order; its hash follows with the file.

    `accounts` are the usable ones by organisation. Raises ExecutionInPast, NothingToPay, AccountsMissing.
    """
    if execution_date < today:
        raise ExecutionInPast(execution_date=execution_date, today=today)
    if not payables:
        raise NothingToPay()
    missing = sorted({owner, *(one.payee for one in payables)} - accounts.keys())
    if missing:
        errors = tuple(
            FieldError(f"/{oin}", "bank-account-missing", Text(f"Geen bruikbare bankrekening van {oin}.", f"No usable bank account of {oin}."))
            for oin in missing
        )  # fmt: skip
        raise AccountsMissing(errors=errors, organisations=missing)
    id_ = new_id()
    return PaymentBatch(
        id=id_,
        version=1,
        owner=owner,
        external_reference=external_reference,
        parties=[],
        message_id=id_.hex,
        execution_date=execution_date,
        total_cents=sum(one.amount_cents for one in payables),
        count=len(payables),
        sha256="",
        payments=[_payment(one) for one in payables],
    )


def _payment(payable: Payable) -> Payment:
    id_ = new_id()
    return Payment(
        id=id_,
        end_to_end_id=id_.hex,
        subject=payable.subject,
        subject_id=payable.subject_id,
        contract_id=payable.contract_id,
        year=payable.year,
        payee=payable.payee,
        amount_cents=payable.amount_cents,
        state=PaymentState.ORDERED,
        paid_on=None,
    )


def remittance(payable: Payable) -> str:
    """What the payee reads on its statement: contract, year and which instalment."""
    whats = {RETENTION: "vrijgave inhouding", CLAIM: "declaraties"}
    what = whats.get(payable.subject, f"termijn {payable.number}")
    return f"{payable.contract_number} {payable.year} {what}"

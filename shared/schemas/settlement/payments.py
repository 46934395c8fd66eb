"""What is paid, from which account, and what the bank says of it."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Day, Name, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import PaymentState

# Out of every repr: account numbers may not reach a log.
Iban = Annotated[
    str, Field(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", examples=["NL91ABNA0417164300"], repr=False)
]


class NewBankAccount(Wire):
    """Propose the bank account of an organisation; a second person confirms it."""

    external_reference: Reference | None = None
    organisation: Oin
    holder_name: Name
    iban: Iban


class BankAccount(Resource):
    """A bank account (bankrekening): usable once a second person confirmed it; its IBAN shows only its end."""

    organisation: Oin
    holder_name: Annotated[str, Private]
    iban_end: Annotated[str, Private] = Field(description="laatste vier tekens")
    confirmed: bool
    usable_from: Day | None = Field(
        description="eerste dag waarop ermee wordt betaald; leeg = niet bevestigd"
    )
    withdrawn_on: Day | None = Field(description="ingetrokken vóór gebruik")


class NewPaymentBatch(Wire):
    """Put all that is due and not ordered yet into one payment file (betaalbestand)."""

    external_reference: Reference | None = None
    execution_date: Day


class Payment(Wire):
    """One payment in a file."""

    id: UUID
    end_to_end_id: str
    subject: str = Field(description="instalment of retention")
    subject_id: UUID
    contract_id: UUID
    year: int
    payee: Oin
    amount_cents: Cents
    state: PaymentState
    paid_on: Day | None


class PaymentBatch(Resource):
    """A payment file (betaalbestand, pain.001) with its payments."""

    message_id: str
    execution_date: Day
    total_cents: Cents
    count: int
    sha256: str
    payments: list[Payment]


class BankStatement(Resource):
    """A bank statement (rekeningafschrift, camt.053) and what it matched."""

    bank_account_id: UUID
    statement_id: str = Field(description="kenmerk van de bank")
    booked_count: int
    matched_count: int
    paid_cents: Cents
    unmatched: Annotated[list[str], Private] = Field(
        description="boekingskenmerken die bij geen open betaling horen, ook elke terugboeking"
    )

"""What travels to and from the settlement service."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, Name, Oin, Reference, Resource, SignedCents, Wire
from shared.schemas.facts import Private
from shared.values.terms import EntryKind, InstalmentState, Law, PaymentState, RetentionState

# Out of every repr: account numbers may not reach a log.
Iban = Annotated[
    str, Field(pattern=r"^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$", examples=["NL91ABNA0417164300"], repr=False)
]


class Instalment(Wire):
    """One instalment (termijn): what is paid now and what is held back with it (R-S01, R-S02)."""

    id: UUID
    number: int = Field(ge=1, description="een corrigerende termijn komt na de laatste (R-S05)")
    due_date: Day
    gross_cents: SignedCents = Field(description="betaald plus ingehouden; negatief als inhouding terugkomt")
    amount_cents: SignedCents = Field(description="te betalen termijnbedrag")
    retained_cents: SignedCents = Field(description="met deze termijn ingehouden")
    state: InstalmentState
    posted_on: Day | None
    paid_on: Day | None


class Schedule(Resource):
    """A contract year's plan (termijnschema): the amount, the advance, the retention and the instalments."""

    contract_id: UUID
    contract_number: str
    contract_version: int
    year: int
    annual_amount_cents: Cents = Field(description="jaarbedrag van het contract")
    year_amount_cents: Cents = Field(
        description="bedrag voor dit jaar, naar rato van de maanden in werking (R-S06)"
    )
    advance_basis_points: BasisPoints
    advance_cents: Cents
    retention_cents: Cents
    receivable_cents: Cents = Field(description="te veel geboekt en terug te vorderen (R-S05)")
    payee: Oin
    instalments: list[Instalment]
    parties: list[Oin]


class Retention(Resource):
    """What was held back on a contract year (inhouding) and what became of it (R-S03)."""

    contract_id: UUID
    contract_number: str
    year: int
    amount_cents: Cents
    withheld_cents: Cents = Field(description="tot nu toe met termijnen ingehouden")
    released_cents: Cents
    state: RetentionState
    released_on: Day | None
    paid_on: Day | None
    verdict_id: UUID | None = Field(description="het oordeel waarop is vrijgegeven")
    verdict_version: int | None
    audit_statement_id: UUID | None
    payee: Oin
    parties: list[Oin]


class Account(Wire):
    """A ledger account (grootboekrekening) with its balance: the sum of its lines, nothing that is kept by itself."""

    code: str = Field(examples=["payable"])
    name: str = Field(description="in de taal van de lezer")
    balance_cents: SignedCents = Field(description="geboekt: debet min credit")
    pending_cents: SignedCents = Field(description="nog niet definitief: debet min credit")


class EntryLine(Wire):
    """One side of an entry: debit positive, credit negative."""

    account: str
    amount_cents: SignedCents


class Entry(Resource):
    """A balanced entry (journaalpost)."""

    kind: EntryKind
    description: str
    event_on: Day
    contract_id: UUID | None
    resolves: UUID | None = Field(description="de voorlopige post die hiermee definitief wordt")
    lines: list[EntryLine]


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


class Allocation(Resource):
    """What settlement knows of support that access granted or referred (R-X03); its id is that of its subject."""

    kind: str = Field(description="decision, referral of allocation", examples=["decision"])
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    provider: Oin
    allocation_number: int | None
    start_date: Day
    end_date: Day | None
    acute: bool
    volume: int | None = Field(
        default=None, description="omvang in de eenheid van het product; leeg = niet van toepassing"
    )
    budget_cents: int | None = Field(default=None, description="eurocenten, als er een budget is toegewezen")
    deleted: bool = Field(default=False, description="verwijderd: telt als nooit toegewezen (reden 13)")
    earliest_delivery_on: Day | None = Field(
        default=None,
        description="levering vóór deze dag is niet geldig (zorgopdracht, R-A05); leeg = geen opdracht",
    )

"""Day one and the municipality's own books: what was paid before, where an account lands, the journals that are sent."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Cents, Checked, Day, Name, Note, Reference, Resource, SignedCents, Wire
from shared.schemas.facts import Private
from shared.schemas.settlement.ledger import AccountCode, Hash
from shared.values.posting import ReceivableState, VatTreatment

BooksCode = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]{0,29}$",
        description="code in de eigen administratie van de gemeente",
        examples=["4425110"],
    ),
    Checked,
]
TaskField = Annotated[
    str,
    Field(pattern=r"^[0-9]\.[0-9]{1,3}[a-z]?$", description="taakveld (Iv3)", examples=["6.71a"]),
]


class NewPostingProfile(Wire):
    """Say where an account lands in the municipality's own books, for one contract or for all."""

    external_reference: Reference | None = None
    contract_id: UUID | None = Field(default=None, description="leeg = alle contracten zonder eigen profiel")
    account: AccountCode
    ledger_account: BooksCode = Field(description="grootboekrekening van de gemeente")
    cost_centre: BooksCode | None = Field(default=None, description="kostenplaats")
    task_field: TaskField | None = None
    vat_treatment: VatTreatment = Field(default=VatTreatment.EXEMPT, description="behandeling van btw (BCF)")
    valid_from: Day
    valid_until: Day | None = None


class ProfileEnding(Wire):
    """End a posting profile (boekingsprofiel): it holds up to and including its last day."""

    last_day: Day = Field(description="laatste dag waarop het profiel geldt")


class PostingProfile(Resource):
    """A posting profile (boekingsprofiel): where an account lands in the municipality's own books."""

    contract_id: UUID | None = Field(description="leeg = alle contracten zonder eigen profiel")
    account: AccountCode
    ledger_account: BooksCode = Field(description="grootboekrekening van de gemeente")
    cost_centre: BooksCode | None = Field(description="kostenplaats")
    task_field: TaskField | None
    vat_treatment: VatTreatment = Field(description="behandeling van btw (BCF)")
    valid_from: Day
    valid_until: Day | None


class NewJournal(Wire):
    """Make the next journal of what was posted, or make one anew under a number of its own."""

    external_reference: Reference | None = None
    suspense_account: BooksCode | None = Field(
        default=None, description="waarheen regels zonder boekingsprofiel gaan; leeg = dan wordt geweigerd"
    )
    replaces: UUID | None = Field(default=None, description="het journaal dat hiermee opnieuw wordt gemaakt")


class Journal(Resource):
    """A journal (journaal): posted entries as they go to the municipality's own books; it never changes."""

    number: int
    made_on: Day = Field(description="dag waarop het journaal is gemaakt")
    after_sequence: int = Field(description="volgnummer van de laatste post vóór dit journaal; 0 = geen")
    until_sequence: int = Field(description="volgnummer van de laatste post van dit journaal")
    entry_count: int = Field(description="aantal posten")
    line_count: int = Field(description="aantal regels")
    total_cents: Cents = Field(description="debet, en evenveel credit")
    suspense_account: BooksCode | None = Field(description="waarheen regels zonder boekingsprofiel gingen")
    suspense_count: int = Field(description="aantal regels zonder boekingsprofiel")
    replaces: UUID | None = Field(description="het journaal dat hiermee opnieuw is gemaakt")
    sha256: Hash


Paid = Annotated[
    int, Field(strict=True, ge=1, le=10**15, description="bedrag in eurocenten", examples=[166250000])
]


class NewOpeningLine(Wire):
    """What was paid of one contract year before day one."""

    contract_number: Name = Field(description="nummer van het contract")
    year: int = Field(ge=2000, le=2100, description="contractjaar")
    paid_cents: Paid = Field(description="betaald vóór deze administratie")
    retained_cents: Cents = Field(default=0, description="ingehouden tot vrijgave vóór deze administratie")


class NewOpening(Wire):
    """Take over what an older administration paid (beginstand), reconciled with its total; all of it or nothing."""

    external_reference: Reference
    opened_on: Day = Field(description="dag van de beginstand")
    old_total_cents: Cents = Field(description="totaal betaald volgens de oude administratie")
    lines: list[NewOpeningLine] = Field(min_length=1, max_length=2000)


class OpeningLine(Wire):
    """What was paid of one contract year before day one, and the instalments that it paid."""

    contract_id: UUID
    contract_number: str = Field(description="nummer van het contract")
    schedule_id: UUID = Field(description="het termijnschema van het jaar")
    year: int
    paid_cents: Cents = Field(description="betaald vóór deze administratie")
    retained_cents: Cents = Field(description="ingehouden tot vrijgave vóór deze administratie")
    instalment_ids: list[UUID] = Field(description="de termijnen die daarmee betaald zijn")


class Opening(Resource):
    """An opening (beginstand): what an older administration paid, so that nothing is paid again."""

    opened_on: Day = Field(description="dag van de beginstand")
    total_cents: Cents
    line_count: int = Field(description="aantal regels")
    sha256: Hash
    reversed_on: Day | None = Field(description="dag waarop de beginstand is teruggedraaid")
    lines: list[OpeningLine]


class WriteOff(Wire):
    """Propose to write a receivable off (afboeken); another person confirms it."""

    motivation: Note


class Receivable(Resource):
    """A receivable (vordering) on the payee of a contract, numbered without gaps; a negative one takes an earlier one back."""

    number: int
    entry_id: UUID = Field(description="de journaalpost waardoor de vordering ontstond")
    contract_id: UUID
    amount_cents: SignedCents
    raised_on: Day = Field(description="dag van de vordering")
    due_on: Day = Field(description="uiterste dag van betaling: zes weken na de vordering (Awb 4:87)")
    state: ReceivableState
    motivation: Annotated[str | None, Private] = Field(description="waarom wordt afgeboekt")
    written_off_on: Day | None = Field(description="dag van afboeking")

"""What is kept how long, what stops destruction, and what is left of who was erased (F-37, F-38)."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Name, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import DestructionState, ErasureGround, Exclusion, RecordCategory

Years = Annotated[int, Field(ge=1, le=100, description="bewaartermijn in jaren", examples=[20])]


class RetentionTerm(Resource):
    """How long a category is kept (bewaartermijn): what the law says, or longer by policy of the municipality (F-37)."""

    category: RecordCategory
    years: Years
    legal_years: Years = Field(description="wat de wet ten minste zegt, in jaren")
    source: str = Field(description="de wet en het artikel", examples=["Jeugdwet art. 7.3.8"])
    since: Day | None = Field(
        description="sinds wanneer deze termijn hier geldt; leeg = de wettelijke, altijd al"
    )
    reason: Annotated[str | None, Private] = Field(
        description="waarom langer; leeg bij de wettelijke termijn"
    )


class NewRetentionTerm(Wire):
    """Keep a category longer than the law says (bewaartermijn verlengen), or back to it; never shorter."""

    years: Years
    reason: Name


class NewLegalHold(Wire):
    """Stop the destruction of a citizen's file (vernietigingsstop)."""

    external_reference: Reference | None = None
    citizen_id: UUID
    ground: Name = Field(description="waarom het dossier blijft", examples=["beroepsprocedure"])
    until: Day | None = Field(default=None, description="laatste dag; leeg = tot het wordt opgeheven")


class LegalHold(Resource):
    """A legal hold (vernietigingsstop): while it is in force nobody destroys or erases the file (F-37)."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    ground: Annotated[str | None, Private] = Field(description="leeg als de inwoner later is gewist")
    placed_on: Day
    placed_by: Annotated[str, Private]
    until: Day | None = Field(description="laatste dag; leeg = tot het wordt opgeheven")
    released_on: Day | None
    released_by: Annotated[str | None, Private]
    release_reason: Annotated[str | None, Private]


class LegalHoldRelease(Wire):
    """Lift a legal hold (opheffen), with the reason."""

    reason: Name


class NewErasure(Wire):
    """Erase a citizen (wissen, AVG art. 17)."""

    ground: ErasureGround


class Erasure(Resource):
    """A citizen who was erased (gewist): what is left is the dead surrogate in books and logbook (F-38)."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID = Field(description="het dode pseudoniem")
    ground: ErasureGround
    erased_on: Day
    erased_by: Annotated[str, Private]
    destruction_list_id: UUID | None = Field(description="de vernietigingslijst, als het daarmee ging")


class NewDestructionList(Wire):
    """Propose which files are destroyed (vernietigingslijst)."""

    external_reference: Reference | None = None
    as_of: Day | None = Field(default=None, description="peildatum, niet na vandaag; leeg = vandaag")


class DestructionList(Resource):
    """A destruction list (vernietigingslijst): files whose term passed; proposed, approved by another, executed once."""

    as_of: Day
    state: DestructionState
    proposed_by: Annotated[str, Private]
    proposed_on: Day
    approved_by: Annotated[str | None, Private]
    approved_on: Day | None
    executed_by: Annotated[str | None, Private]
    executed_on: Day | None
    listed: int = Field(description="inwoners op de lijst, uitgezonderden inbegrepen")
    excluded: int = Field(description="daarvan uitgezonderd")
    destroyed: int | None = Field(description="gewist bij de uitvoering")
    sha256: str | None = Field(description="over de dode pseudoniemen; zie de verklaring")


class DestructionLine(Wire):
    """One citizen on a destruction list (regel): whose file closed when, and what is done with it."""

    citizen_id: UUID
    category: RecordCategory = Field(description="het deel van het dossier met de langste termijn")
    closed_on: Day
    due_on: Day = Field(description="laatste dag van de bewaartermijn")
    excluded: Exclusion | None = Field(description="waarom dit dossier blijft; leeg = het wordt vernietigd")
    destroyed: bool


class DestroyedCategory(Wire):
    """How many files of a category were destroyed, and by which term (verklaring)."""

    category: RecordCategory
    count: int
    years: int
    source: str


class DestructionDeclaration(Wire):
    """The declaration of destruction (verklaring van vernietiging, Archiefwet): who, when, on what ground, how many."""

    destruction_list_id: UUID
    owner: str
    as_of: Day
    proposed_by: str
    proposed_on: Day
    approved_by: str
    approved_on: Day
    executed_by: str
    executed_on: Day
    executed_at: datetime = Field(description="op de klok van de machine")
    destroyed: int
    categories: list[DestroyedCategory]
    sha256: str = Field(
        description="SHA-256 over de dode pseudoniemen, oplopend, elk gevolgd door een regeleinde (LF)"
    )
    statement: str = Field(description="de verklaring in een zin")

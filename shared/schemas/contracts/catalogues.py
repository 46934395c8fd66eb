"""A catalogue (catalogus, R-C43): the providers that were awarded, ranked by indicators, with what is free there."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, DerivationStep, Name, Oin, Resource, Score, Wire
from shared.schemas.contracts.funding.base import ProductCode
from shared.values.procurements import AssignmentOrigin


class CatalogueEntry(Wire):
    """A provider's place in a catalogue, with the total of its indicators and its free capacity."""

    rank: int = Field(ge=1, description="plaats in de rangorde")
    provider: Oin = Field(description="de aanbieder")
    total: Score = Field(description="totaalscore op de indicatoren")
    capacity: int = Field(ge=0, description="plaatsen die vrij zijn")
    contract_id: UUID = Field(description="het contract")


class Catalogue(Resource):
    """A catalogue (catalogus): from whom clients choose, in which order the municipality assigns, and after how long."""

    procurement_id: UUID = Field(description="de inkoopprocedure waaruit zij komt")
    name: Name
    product_codes: list[ProductCode] = Field(description="producten waarvoor zij geldt")
    choice_term_days: int = Field(description="dagen waarin de cliënt kiest")
    entries: list[CatalogueEntry] = Field(description="de aanbieders, in rangorde")


class CatalogueCapacity(Wire):
    """How much is free at a provider now."""

    provider: Oin = Field(description="de aanbieder")
    capacity: int = Field(ge=0, le=100_000, description="plaatsen die vrij zijn")


class CatalogueChange(Wire):
    """Bring the free capacity in a catalogue up to date; who is not named stays as it is."""

    capacities: list[CatalogueCapacity] = Field(
        min_length=1, max_length=500, description="vrije plaatsen per aanbieder"
    )


class CatalogueQuestion(Wire):
    """Ask whom a client gets: what it chose, or since when it could choose (R-C43)."""

    offered_on: Day = Field(description="dag waarop de keuze is voorgelegd")
    chosen: Oin | None = Field(default=None, description="wie de cliënt koos; leeg = nog geen keuze")


class CatalogueAssignment(Wire):
    """Whom a client gets by the catalogue, and how that came about; no provider while the term runs or all is full."""

    provider: Oin | None = Field(
        description="de aanbieder; leeg = de keuzetermijn loopt nog, of niemand heeft plaats"
    )
    rank: int | None = Field(description="zijn plaats in de rangorde")
    origin: AssignmentOrigin | None = Field(description="door keuze van de cliënt of op de indicatoren")
    choose_until: Day = Field(description="laatste dag om te kiezen")
    steps: list[DerivationStep] = Field(description="waarom, stap voor stap")

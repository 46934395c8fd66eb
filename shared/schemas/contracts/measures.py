"""What a municipality does about cost and readiness: measures, pilots, the readiness list, the lists of the sources (A-12, A-14.16)."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    Checked,
    Day,
    MunicipalityCode,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    SignedCents,
    Wire,
)
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.facts import Private
from shared.values.steering import (
    MeasurePillar,
    MeasureStatus,
    MunicipalRole,
    PilotStatus,
    ReadinessCode,
    ReadinessStatus,
    ReadinessTheme,
)

MeasureCode = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9-]{2,60}$", description="code van de beheersmaatregel", examples=["budget-ceiling"]
    ),
    Checked,
]
_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class NewMeasure(Wire):
    """Register a cost-control measure (beheersmaatregel, N-122)."""

    external_reference: Reference | None = None
    code: MeasureCode
    pillar: MeasurePillar = Field(description="pijler (N-54)")
    name_nl: Name = Field(description="naam in het Nederlands")
    name_en: Name = Field(description="naam in het Engels")
    option: Name | None = Field(default=None, description="gekozen optie")
    starts_on: Day | None = Field(default=None, description="begin van de maatregel")
    owner_role: MunicipalRole | None = Field(default=None, description="rol van de eigenaar (N-58)")
    expected_effect_cents: SignedCents | None = Field(
        default=None, description="verwacht effect per jaar; min = besparing"
    )
    real_effect_cents: SignedCents | None = Field(
        default=None, description="gemeten effect per jaar; min = besparing"
    )
    status: MeasureStatus = Field(default=MeasureStatus.CONSIDERED, description="waar de maatregel staat")
    note: Annotated[Note | None, Private] = Field(default=None, description="toelichting")


class MeasureChange(Wire):
    """Change a measure (JSON Merge Patch): what is left out stays."""

    option: Name | None = Field(default=None, description="gekozen optie")
    starts_on: Day | None = Field(default=None, description="begin van de maatregel")
    owner_role: MunicipalRole | None = Field(default=None, description="rol van de eigenaar (N-58)")
    expected_effect_cents: SignedCents | None = Field(default=None, description="verwacht effect per jaar")
    real_effect_cents: SignedCents | None = Field(default=None, description="gemeten effect per jaar")
    status: MeasureStatus = Field(default=MeasureStatus.CONSIDERED, description="waar de maatregel staat")
    note: Annotated[Note | None, Private] = Field(default=None, description="toelichting")


class Measure(Resource, NewMeasure):
    """A cost-control measure (beheersmaatregel) with its status and its effect."""


class MeasuresToImport(Wire):
    """Which measures of the list to enter; without codes all 32 (A-12.23)."""

    codes: list[MeasureCode] = Field(default=[], max_length=32, description="codes uit de lijst; leeg = alle")


class BusinessCase(Wire):
    """The numbers of a pilot's business case (A-12.17): amounts a year."""

    expected_cost_cents: SignedCents = Field(description="verwachte kosten")
    expected_benefit_cents: SignedCents = Field(description="verwachte baten")
    real_cost_cents: SignedCents | None = Field(default=None, description="werkelijke kosten")
    real_benefit_cents: SignedCents | None = Field(default=None, description="werkelijke baten")


class NewPilot(Wire):
    """Register a pilot (N-123): where, of what, when, with whom, on which letter of intent and business case."""

    external_reference: Reference | None = None
    name: Name
    area_code: AreaCode
    measure_id: UUID | None = Field(default=None, description="de beheersmaatregel die wordt beproefd")
    valid_from: Day = Field(description="eerste dag")
    valid_until: Day = Field(description="laatste dag")
    participants: list[Oin] = Field(min_length=1, max_length=50, description="deelnemende partijen")
    letter_of_intent_on: Day | None = Field(default=None, description="dag van de intentieverklaring")
    business_case: BusinessCase | None = Field(default=None, description="businesscase met cijfers")
    status: PilotStatus = Field(default=PilotStatus.PREPARED, description="waar de pilot staat")
    roll_out_areas: list[AreaCode] = Field(default=[], max_length=500, description="gebieden van de uitrol")
    roll_out_on: Day | None = Field(default=None, description="begin van de uitrol")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.valid_until < self.valid_from:
            raise ValueError(_REVERSED)
        return self


class PilotChange(Wire):
    """Change a pilot (JSON Merge Patch): what is left out stays."""

    valid_until: Day = Field(default_factory=lambda: date.min, description="laatste dag")
    letter_of_intent_on: Day | None = Field(default=None, description="dag van de intentieverklaring")
    business_case: BusinessCase | None = Field(default=None, description="businesscase met cijfers")
    status: PilotStatus = Field(default=PilotStatus.PREPARED, description="waar de pilot staat")
    roll_out_areas: list[AreaCode] = Field(
        default_factory=list, max_length=500, description="gebieden van de uitrol"
    )
    roll_out_on: Day | None = Field(default=None, description="begin van de uitrol")


class Pilot(Resource, NewPilot):
    """A pilot with its business case; what it shows decides on the roll-out."""

    expected_balance_cents: SignedCents | None = Field(description="verwachte baten min kosten")
    real_balance_cents: SignedCents | None = Field(description="werkelijke baten min kosten")


class NewReadinessItem(Wire):
    """Say how far a municipality is with an item of the readiness list (A-14.16)."""

    external_reference: Reference | None = None
    municipality_code: MunicipalityCode
    code: ReadinessCode = Field(description="wat geregeld moet zijn")
    status: ReadinessStatus = Field(default=ReadinessStatus.OPEN, description="open, bezig of gedaan")
    due_on: Day | None = Field(default=None, description="uiterlijk op")
    owner_role: MunicipalRole | None = Field(default=None, description="rol van de eigenaar (N-58)")
    evidence: Annotated[Note | None, Private] = Field(default=None, description="waaruit het blijkt")


class ReadinessItemChange(Wire):
    """Change an item of the readiness list (JSON Merge Patch): what is left out stays."""

    status: ReadinessStatus = Field(default=ReadinessStatus.OPEN, description="open, bezig of gedaan")
    due_on: Day | None = Field(default=None, description="uiterlijk op")
    owner_role: MunicipalRole | None = Field(default=None, description="rol van de eigenaar (N-58)")
    evidence: Annotated[Note | None, Private] = Field(default=None, description="waaruit het blijkt")


class ReadinessItem(Resource, NewReadinessItem):
    """An item of the readiness list (checklist) of a municipality."""


class ReadinessLine(Wire):
    """One of the fifteen items, with where it stands."""

    code: ReadinessCode
    theme: ReadinessTheme = Field(description="onderwerp")
    text_nl: str
    text_en: str
    source: str = Field(description="vindplaats in de bron")
    status: ReadinessStatus = Field(description="open, bezig of gedaan")
    item_id: UUID | None = Field(description="wat is vastgelegd; leeg = nog niets")
    due_on: Day | None = Field(description="uiterlijk op")
    overdue: bool = Field(description="over de datum en niet gedaan")


class ReadinessChecklist(Wire):
    """The readiness list of a municipality (D-48): every item, done or open."""

    municipality_code: MunicipalityCode
    done: int = Field(description="aantal gedaan")
    open: int = Field(description="aantal nog niet gedaan")
    lines: list[ReadinessLine] = Field(description="de vijftien punten")


class ReferenceItem(Wire):
    """One entry of a list of the sources."""

    code: str = Field(examples=["network"])
    name_nl: str = Field(description="naam in het Nederlands")
    name_en: str = Field(description="naam in het Engels")
    group: str | None = Field(description="waar het onder valt")
    note_nl: str | None = Field(description="toelichting in het Nederlands")
    note_en: str | None = Field(description="toelichting in het Engels")
    source: str | None = Field(description="vindplaats in de bron", examples=["000 ▸ Netwerksamenwerking"])


class ReferenceList(Wire):
    """A list of the sources (bronlijst): what can be chosen from, in two languages."""

    code: str = Field(examples=["cooperation-models"])
    enumeration: str = Field(description="nummer van de lijst", examples=["N-37"])
    name_nl: str = Field(description="naam in het Nederlands")
    name_en: str = Field(description="naam in het Engels")
    items: list[ReferenceItem] = Field(description="de keuzes")

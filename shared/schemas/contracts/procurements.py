"""A procurement procedure (inkoopprocedure, N-118): drafted, published with fixed criteria, closed, ranked, awarded."""

from datetime import datetime
from typing import Annotated, Any, Self
from uuid import UUID

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from shared.schemas.common import (
    Checked,
    Day,
    MunicipalityCode,
    Name,
    Note,
    Oin,
    Reference,
    Resource,
    Score,
    Wire,
)
from shared.schemas.contracts.funding.base import ProductCode
from shared.schemas.contracts.procedures import (
    AdmissionCriterion,
    AwardCriterion,
    ClassicTenderModel,
    Number,
    Procedure,
    check_unique,
)
from shared.schemas.contracts.terms import Months, StartDate
from shared.schemas.facts import Private
from shared.values.agreements import LegalForm
from shared.values.arrangements import ProcurementModel
from shared.values.procurements import Openness, ProcurementState, TieRule


def _as_instant(given: object) -> object:
    """An instant with its offset, as text: Pydantic alone would take seconds since 1970 and a time of nowhere."""
    if isinstance(given, datetime) and given.tzinfo is not None:
        return given
    if isinstance(given, str) and len(given) > 10 and (given.endswith("Z") or given[-6:-5] in ("+", "-")):
        return given
    raise PydanticCustomError("instant_form", "an instant such as 2026-01-31T12:00:00Z")


Instant = Annotated[datetime, BeforeValidator(_as_instant), Field(examples=["2026-02-28T12:00:00Z"])]
ProcurementNumber = Annotated[
    str,
    Field(
        min_length=1,
        max_length=30,
        pattern=r"^[A-Za-z0-9._:/ -]+$",
        description="nummer van de procedure; de contracten krijgen dit nummer met een volgnummer",
        examples=["INK-2026-01"],
    ),
    Checked,
]


class ProcurementLot(Wire):
    """A lot (perceel): a part on which providers bid apart."""

    number: Number
    name: Name
    product_codes: list[ProductCode] = Field(
        default=[], max_length=200, description="producten van het perceel"
    )


class ContractOutline(Wire):
    """What every contract from this procedure says; its funding is written in the draft, apart (A-13.14)."""

    population_id: UUID | None = Field(default=None, description="de populatie, als die er is")
    product_codes: list[ProductCode] = Field(
        default=[], max_length=500, description="producten van het contract; een perceel gaat voor"
    )
    start_date: StartDate | None = None
    base_term_months: Months | None = None


class ProcurementTerms(Wire):
    """What the purchaser writes down; what is not known yet may be left out until publication."""

    number: ProcurementNumber
    name: Name
    description: Annotated[Note | None, Private] = Field(
        default=None, description="waarover de procedure gaat"
    )
    municipality_code: MunicipalityCode
    procedure: Procedure
    legal_form: LegalForm | None = Field(
        default=None, description="rechtsvorm van wat eruit komt; leeg = die van het inkoopmodel (N-41)"
    )
    openness: Openness | None = Field(
        default=None, description="wie mag inschrijven; leeg = wat bij het inkoopmodel hoort"
    )
    invited: Annotated[list[Oin], Private] = Field(
        default_factory=list,
        max_length=200,
        description="uitgenodigde aanbieders; alleen de opdrachtgever ziet de lijst",
    )
    lots: list[ProcurementLot] = Field(
        default_factory=list, max_length=50, description="percelen; leeg = één geheel"
    )
    admission_criteria: list[AdmissionCriterion] = Field(
        default_factory=list, max_length=50, description="eisen waaraan een inschrijving voldoet of niet"
    )
    award_criteria: list[AwardCriterion] = Field(
        default_factory=list, max_length=20, description="gunningscriteria; de gewichten zijn samen 10000"
    )
    tie_rule: TieRule = Field(
        default_factory=lambda: TieRule.HEAVIEST_CRITERION, description="wat beslist bij gelijke scores"
    )
    maximum_winners: int | None = Field(
        default=None, ge=1, le=500, description="ten hoogste zoveel winnaars per perceel; leeg = allen of één"
    )
    closes_at: Instant | None = Field(
        default=None, description="sluitingsmoment: daarna schrijft niemand meer in, daarvoor leest niemand"
    )
    standstill_days: int = Field(
        default_factory=lambda: 20, ge=0, le=60, description="opschortende termijn na de gunning, in dagen"
    )
    replaces_id: UUID | None = Field(
        default=None, description="de ingetrokken procedure waarvoor deze in de plaats komt (F-30)"
    )
    contract: ContractOutline = Field(
        default_factory=ContractOutline, description="wat elk contract uit de procedure zegt"
    )

    @model_validator(mode="after")
    def _numbers_differ(self) -> Self:
        lists: list[Any] = [self.lots, self.admission_criteria, self.award_criteria]
        lists += [
            getattr(self.procedure, name, [])
            for name in ("phases", "activities", "results", "call_off_criteria")
        ]
        check_unique(*([one.number for one in found] for found in lists))
        return self


class NewProcurement(ProcurementTerms):
    """Draft a procurement procedure (inkoopprocedure) of one of the thirteen models (N-40, N-118)."""

    external_reference: Reference | None = None


class ProcurementChange(ProcurementTerms):
    """Change a draft (JSON Merge Patch): what is left out stays, null takes away; nothing changes after publication (F-30)."""

    number: ProcurementNumber = Field(default_factory=str)
    name: Name = Field(default_factory=str)
    municipality_code: MunicipalityCode = Field(default_factory=str)
    procedure: Procedure = Field(default_factory=lambda: ClassicTenderModel(model="classicTender"))


class PhaseConclusion(Wire):
    """Conclude a phase of a dialogue: who drops out, and what was worked out (A-13.4)."""

    number: Number
    dropped_out: list[Oin] = Field(default=[], max_length=200, description="aanbieders die niet verder gaan")
    outcome: Note | None = Field(default=None, description="wat de fase opleverde")


class ConcludedPhase(Wire):
    """A phase that is over."""

    number: Number
    concluded_on: Day = Field(description="dag waarop de fase is afgesloten")
    dropped_out: Annotated[list[Oin], Private] = Field(
        description="afvallers; een aanbieder ziet alleen zichzelf"
    )
    outcome: Annotated[str | None, Private] = Field(description="wat de fase opleverde")


class ProcurementWithdrawal(Wire):
    """Withdraw a procedure: the bids stay sealed; a correction is a new procedure (F-30)."""

    reason: Note = Field(description="waarom de procedure wordt ingetrokken")


class BidAssessment(Wire):
    """What the assessors found of one bid on one criterion: points, or whether a demand is met."""

    bid_id: UUID = Field(description="de inschrijving")
    criterion: Number
    score: Score | None = Field(default=None, description="0 tot 100 punten, voor een gunningscriterium")
    met: bool | None = Field(default=None, description="of aan een eis is voldaan, voor een toelatingseis")
    motivation: Note | None = Field(default=None, description="waarom; de inschrijver leest dit terug")


class BidScoring(Wire):
    """Score the opened bids: what assessors found; all else follows from criteria and bids."""

    assessments: list[BidAssessment] = Field(
        default=[], max_length=2000, description="beoordelingen van inschrijvingen"
    )


class ProcurementAward(Wire):
    """An award (gunning): which bid won which lot, with its total, and the draft contract that follows."""

    lot: int | None = Field(description="het perceel; leeg = het geheel")
    bid_id: UUID = Field(description="de winnende inschrijving")
    provider: Oin = Field(description="de winnaar")
    rank: int = Field(ge=1, description="plaats in de rangorde van het perceel")
    total: str | None = Field(description="totaalscore, of bij een veiling de prijs; leeg = zonder rangorde")
    contract_id: UUID = Field(description="het contract in concept")


class Procurement(Resource):
    """A procurement procedure (inkoopprocedure): its model, criteria, closing moment and outcome (N-118)."""

    number: str = Field(description="nummer van de procedure")
    name: Name
    description: Annotated[str | None, Private] = Field(description="waarover de procedure gaat")
    municipality_code: MunicipalityCode
    state: ProcurementState = Field(description="toestand van de procedure")
    model: ProcurementModel = Field(description="inkoopmodel (N-40)")
    procedure: Procedure
    legal_form: LegalForm = Field(description="rechtsvorm van wat eruit komt (N-41)")
    openness: Openness = Field(description="wie mag inschrijven")
    invited: Annotated[list[Oin], Private] = Field(
        description="uitgenodigde aanbieders; alleen de opdrachtgever ziet de lijst"
    )
    lots: list[ProcurementLot] = Field(description="percelen; leeg = één geheel")
    admission_criteria: list[AdmissionCriterion] = Field(description="toelatingseisen")
    award_criteria: list[AwardCriterion] = Field(description="gunningscriteria")
    tie_rule: TieRule = Field(description="wat beslist bij gelijke scores")
    maximum_winners: int | None = Field(description="ten hoogste zoveel winnaars per perceel")
    published_at: datetime | None = Field(description="publicatiemoment; vanaf hier liggen de criteria vast")
    closes_at: datetime | None = Field(description="sluitingsmoment")
    opened_at: datetime | None = Field(description="wanneer de inschrijvingen zijn geopend")
    concluded_phases: list[ConcludedPhase] = Field(description="afgesloten fasen van een dialoog")
    standstill_days: int = Field(description="opschortende termijn na de gunning, in dagen")
    standstill_until: Day | None = Field(description="laatste dag van de opschortende termijn")
    awarded_on: Day | None = Field(description="dag van de gunning")
    awards: list[ProcurementAward] = Field(description="de winnaars, met hun totaal en hun contract")
    replaces_id: UUID | None = Field(description="de ingetrokken procedure die deze vervangt")
    withdrawal_reason: Annotated[str | None, Private] = Field(
        description="waarom de procedure is ingetrokken"
    )
    contract: ContractOutline = Field(description="wat elk contract uit de procedure zegt")

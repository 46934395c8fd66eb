"""What each of the thirteen procurement models needs of a procedure (N-40, A-13.1 … A-13.13)."""

from typing import Annotated, Literal, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Checked, Day, Name, Note, Score, Wire
from shared.schemas.contracts.conditions import IndicatorCode
from shared.schemas.contracts.funding.base import Amount, ProductCode
from shared.schemas.contracts.price_bases import CostElements
from shared.values.arrangements import Unit
from shared.values.procurements import AwardMeasure, PhaseKind, ScoringMethod, SingleSourceGround
from shared.values.terms import NormOperator

CaseReference = Annotated[
    str,
    Field(
        min_length=1,
        max_length=60,
        pattern=r"^[A-Za-z0-9._:/-]+$",
        description="eigen kenmerk van de cliëntvraag of groep; nooit een BSN of naam",
        examples=["vraag-2026-17"],
    ),
    Checked,
]
Number = Annotated[int, Field(ge=1, le=99, description="volgnummer")]
_TWICE = Text("Noem elk kostprijselement maar één keer.", "Name each cost element only once.")
NUMBERED = Text("Elk onderdeel heeft een eigen nummer.", "Every part has a number of its own.")


class AdmissionCriterion(Wire):
    """A demand that a bid meets or not (geschiktheidseis, minimumeis)."""

    number: Number
    name: Name
    demand: Note | None = Field(default=None, description="de eis, te beantwoorden met ja of nee")


class AwardCriterion(Wire):
    """A criterion on which bids are weighed (gunningscriterium), with its weight and how it gives points (F-30)."""

    number: Number
    name: Name
    description: Note | None = Field(default=None, description="waarop wordt gelet")
    measure: AwardMeasure = Field(description="waarop het criterium ziet (N-118)")
    weight_basis_points: BasisPoints = Field(description="gewicht in basispunten; samen 10000 (100 %)")
    method: ScoringMethod = Field(description="hoe het criterium 0 tot 100 punten geeft")
    best: Score | None = Field(default=None, description="waarde die 100 punten geeft (linear)")
    worst: Score | None = Field(default=None, description="waarde die 0 punten geeft (linear)")
    indicator_code: IndicatorCode | None = Field(default=None, description="de indicator waarop het ziet")


class FixedTariff(Wire):
    """A tariff of the specification, the same for everyone who is admitted (R-C40)."""

    product_code: ProductCode
    unit: Unit = Field(description="eenheid waarin wordt geprijsd (N-63)")
    tariff: Amount = Field(description="tarief in euro per eenheid, als tekst")
    cost_elements: CostElements = Field(
        default=[], description="de kostprijselementen van het tarief, indexering inbegrepen (R-C64)"
    )

    @model_validator(mode="after")
    def _elements_once(self) -> Self:
        if len({one.element for one in self.cost_elements}) < len(self.cost_elements):
            raise ValueError(_TWICE)
        return self


class Covenant(Wire):
    """The covenant that every provider that meets the demands may join (A-13.3)."""

    title: Name = Field(description="titel van het convenant")
    text: Note | None = Field(default=None, description="waartoe partijen zich verbinden")


class DialoguePhase(Wire):
    """A phase of a dialogue, in the order of its number (A-13.4)."""

    number: Number
    kind: PhaseKind = Field(description="dialoog, voorstel of onderhandeling")
    name: Name
    ends_on: Day = Field(description="laatste dag van de fase")


class SubsidyActivity(Wire):
    """An activity for which a subsidy is granted (A-13.12, A-13.13)."""

    number: Number
    name: Name
    description: Note | None = Field(default=None, description="wat de activiteit inhoudt")


class ResultDemand(Wire):
    """A measurable result on which a subsidy is adjusted along the policy cycle (A-13.11)."""

    number: Number
    indicator_code: IndicatorCode = Field(description="waaraan het resultaat wordt gemeten")
    operator: NormOperator = Field(description="ten minste of ten hoogste de norm")
    norm: Score = Field(description="de norm")


class ZeelandModel(Wire):
    """Zeeland model (Zeeuws model): fixed demands and tariffs; everyone who meets them is contracted (A-13.1, R-C40)."""

    model: Literal["zeeland"] = Field(description="inkoopmodel (N-40)")
    tariffs: list[FixedTariff] = Field(min_length=1, max_length=500, description="de tarieven uit het bestek")


class DynamicSelectionModel(Wire):
    """Dynamic selection (dynamisch selectiemodel): a client's case; the best proposal wins (A-13.2, R-C41)."""

    model: Literal["dynamicSelection"] = Field(description="inkoopmodel (N-40)")
    case_reference: CaseReference


class AdministrativeModel(Wire):
    """Administrative procurement (bestuurlijk aanbesteden): an open covenant with joiners (A-13.3, R-C40)."""

    model: Literal["administrative"] = Field(description="inkoopmodel (N-40)")
    covenant: Covenant = Field(description="het convenant waartoe aanbieders toetreden")
    tariffs: list[FixedTariff] = Field(
        default=[], max_length=500, description="tarieven uit het convenant; gelijk voor iedereen"
    )


class DialogueModel(Wire):
    """Dialogue model (dialoogmodel): demands worked out in phases, with drop-outs (A-13.4)."""

    model: Literal["dialogue"] = Field(description="inkoopmodel (N-40)")
    phases: list[DialoguePhase] = Field(min_length=2, max_length=9, description="de fasen, in volgorde")


class CatalogueModel(Wire):
    """Catalogue model (catalogusmodel): choice information ranked by indicators (A-13.5, R-C43)."""

    model: Literal["catalogue"] = Field(description="inkoopmodel (N-40)")
    choice_term_days: int = Field(
        ge=1, le=60, description="dagen waarin de cliënt kiest; daarna wijst de gemeente toe", examples=[5]
    )


class OneToOneModel(Wire):
    """One-to-one contract (één-op-één): no others are invited, and why (A-13.6)."""

    model: Literal["oneToOne"] = Field(description="inkoopmodel (N-40)")
    ground: SingleSourceGround = Field(description="grond om niemand anders uit te nodigen")
    motivation: Note = Field(description="waarom de grond hier geldt")


class PerClientModel(Wire):
    """Agreement per client (afspraak per cliënt): contracted when a client or group appears (A-13.7)."""

    model: Literal["perClient"] = Field(description="inkoopmodel (N-40)")
    case_reference: CaseReference
    framework_id: UUID | None = Field(
        default=None, description="de aanbesteding van de raamovereenkomsten, als die er zijn"
    )


class MiniCompetitionModel(Wire):
    """Mini-competition (minicompetitie) among who holds a framework contract, by its criteria (A-13.8, R-C44)."""

    model: Literal["miniCompetition"] = Field(description="inkoopmodel (N-40)")
    case_reference: CaseReference
    framework_id: UUID = Field(
        description="de aanbesteding van de raamovereenkomsten; daar staan de criteria"
    )


class ClassicTenderModel(Wire):
    """Classic tender (klassiek aanbesteden); for a framework with the criteria of later mini-competitions (A-13.9)."""

    model: Literal["classicTender"] = Field(description="inkoopmodel (N-40)")
    call_off_criteria: list[AwardCriterion] = Field(
        default=[],
        max_length=20,
        description="gunningscriteria van minicompetities onder de raamovereenkomst",
    )


class AuctionModel(Wire):
    """Auction (veilingmodel): a round per client, the lowest price wins (A-13.10, R-C42)."""

    model: Literal["auction"] = Field(description="inkoopmodel (N-40)")
    case_reference: CaseReference
    product_code: ProductCode
    unit: Unit = Field(description="eenheid waarin wordt geprijsd (N-63)")
    real_price: Score | None = Field(
        default=None, description="reële prijs per eenheid; een lager bod krijgt een opmerking (R-C64)"
    )


class PolicyDrivenModel(Wire):
    """Policy-driven contract funding (BCF): a subsidy on measurable results, adjusted each cycle (A-13.11)."""

    model: Literal["policyDriven"] = Field(description="inkoopmodel (N-40)")
    results: list[ResultDemand] = Field(min_length=1, max_length=50, description="de meetbare resultaten")
    cycle_months: int = Field(ge=1, le=60, description="maanden tussen twee bijstellingen")


class SubsidyTenderModel(Wire):
    """Subsidy tender (subsidietender): providers compete for a ceiling (A-13.12)."""

    model: Literal["subsidyTender"] = Field(description="inkoopmodel (N-40)")
    activities: list[SubsidyActivity] = Field(
        min_length=1, max_length=50, description="waarvoor subsidie wordt verleend"
    )
    ceiling_cents: int | None = Field(
        default=None, ge=1, le=10**15, description="subsidieplafond in eurocenten; leeg = geen"
    )


class ClassicSubsidyModel(Wire):
    """Classic subsidy (klassieke subsidie): activities of one provider (A-13.13)."""

    model: Literal["classicSubsidy"] = Field(description="inkoopmodel (N-40)")
    activities: list[SubsidyActivity] = Field(
        min_length=1, max_length=50, description="waarvoor subsidie wordt verleend"
    )
    execution_agreement: bool = Field(
        default=False, description="met een uitvoeringsovereenkomst bij de beschikking"
    )


Procedure = Annotated[
    ZeelandModel
    | DynamicSelectionModel
    | AdministrativeModel
    | DialogueModel
    | CatalogueModel
    | OneToOneModel
    | PerClientModel
    | MiniCompetitionModel
    | ClassicTenderModel
    | AuctionModel
    | PolicyDrivenModel
    | SubsidyTenderModel
    | ClassicSubsidyModel,
    Field(discriminator="model", title="Procedure"),
]


def check_unique(*numbered: list[int]) -> None:
    """Within each list every number comes once, else ValueError."""
    if any(len(set(one)) < len(one) for one in numbered):
        raise ValueError(NUMBERED)

"""Fair comparison: outcomes per client without persons, frozen case-mix models, comparisons, rankings, control charts."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.facts import Private
from shared.schemas.outcomes.measured import Area, IndicatorCode, Quarter, Team
from shared.values.comparing import (
    AgeBand,
    Comparability,
    ComparabilityTest,
    ComparedUnit,
    ComparisonMethod,
    ComparisonTarget,
    ComparisonWarning,
    Covariate,
    DispersionScale,
    EarlierSupport,
    Household,
    ModelState,
    OutcomeKind,
    RankabilityBand,
    Sex,
    Substitute,
    Trimming,
)
from shared.values.indicating import Direction
from shared.values.reporting import Standing

Figure = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9]{1,20}(\.[0-9]{1,30})?$",
        description="berekend getal als tekst, niet afgerond",
        examples=["0.9090909090909091"],
    ),
]
SesScore = Annotated[
    str,
    Field(
        pattern=r"^-?[0-9](\.[0-9]{1,2})?$",
        description="SES-score van de buurt, hooguit 2 decimalen",
        examples=["-0.35"],
    ),
]
_OUTCOME = "0 of 1 (binary), een aantal (count) of een score (score)"
_EXPOSURE = "jaren waarin de gebeurtenissen konden optreden; alleen bij count, leeg = 1"
_CORRECTS = "het eigen kenmerk van de regel die deze verbetert; die blijft staan en telt niet meer"
_TESTS = "de vijf toetsen van vergelijkbaarheid, elk één keer"


class NewClientOutcome(Wire):
    """Register one client's outcome without the client (uitkomst per cliënt); also a line of a file."""

    external_reference: Reference | None = None
    contract_id: UUID | None = Field(default=None, description="leeg = buiten een contract, bijvoorbeeld PGB")
    provider: Oin
    indicator: IndicatorCode
    kind: OutcomeKind
    quarter: Quarter
    outcome: Score = Field(description=_OUTCOME, examples=["1"])
    exposure: Score | None = Field(default=None, description=_EXPOSURE, examples=["0.5"])
    area: Area | None = Field(default=None, description="gebied waar de cliënt woont")
    team: Team | None = Field(default=None, description="team dat de ondersteuning gaf")
    age_band: AgeBand | None = Field(default=None, description="leeftijdsklasse bij aanvang")
    sex: Sex | None = Field(default=None, description="geslacht zoals geregistreerd")
    ses_quintile: int | None = Field(
        default=None, ge=1, le=5, description="SES-kwintiel van de buurt; 1 = laagste"
    )
    ses_score: SesScore | None = None
    household: Household | None = Field(default=None, description="samenstelling van het huishouden")
    severity: int | None = Field(
        default=None, ge=1, le=5, description="zwaarte bij aanvang; 5 = de zwaarste problematiek"
    )
    earlier_support: EarlierSupport | None = Field(default=None, description="eerdere ondersteuning")
    corrects: Reference | None = Field(default=None, description=_CORRECTS)


class ClientOutcome(Resource, NewClientOutcome):
    """One client's outcome without the client (uitkomst per cliënt)."""

    # The line is about one client: a reference of the sender's own leads back to that person (F-06).
    external_reference: Annotated[str | None, Private] = None
    corrects: Annotated[str | None, Private] = Field(default=None, description=_CORRECTS)
    superseded: bool = Field(description="verbeterd door een latere regel: telt niet meer")
    batch_id: UUID | None
    parties: list[Oin]


class NewCaseMixModel(Wire):
    """Ask for a case-mix model (zorgzwaartemodel): fitted once on a reference period, then frozen (R-O09)."""

    external_reference: Reference | None = None
    indicator: IndicatorCode
    quarter_from: Quarter
    quarter_to: Quarter
    covariates: list[Covariate] = Field(min_length=1, max_length=7, description="waarvoor wordt gecorrigeerd")


class ModelTerm(Wire):
    """One coefficient of a model, as log odds; without level the slope of a number."""

    covariate: Covariate
    level: str | None = Field(description="niveau van de factor; leeg = helling per eenheid")
    coefficient: Figure
    standard_error: Figure


class ModelReference(Wire):
    """The level of a factor that the others are held against."""

    covariate: Covariate
    level: str


class CaseMixModel(Resource, NewCaseMixModel):
    """A case-mix model (zorgzwaartemodel), frozen once it is fitted."""

    state: ModelState
    job_id: UUID = Field(description="de taak die het model schat")
    intercept: Figure | None = Field(description="constante, als log odds")
    intercept_error: Figure | None
    terms: list[ModelTerm] = Field(description="de coëfficiënten")
    references: list[ModelReference] = Field(description="de referentieniveaus")
    size: int | None = Field(description="aantal cliënten waarop het model is geschat")
    events: int | None = Field(description="aantal cliënten met de uitkomst")
    log_likelihood: Figure | None
    concordance: Figure | None = Field(description="c-statistiek: 0,5 = onderscheidt niet, 1 = volmaakt")
    penalised: bool = Field(
        description="geschat met een begrenzing, omdat niveaus de uitkomst volmaakt scheiden"
    )
    separated: list[str] = Field(description="niveaus waarop iedereen of niemand de uitkomst had")
    fitted_on: Day | None
    failure: str | None = Field(description="waarom het model niet te schatten is")
    parties: list[Oin]


class ComparabilityVerdict(Wire):
    """What one test of comparability said, and why."""

    test: ComparabilityTest
    verdict: Comparability
    reason: Annotated[Note | None, Private] = Field(default=None, description="waarom")


class NewComparison(Wire):
    """Ask for a comparison (vergelijking) of providers, areas or teams on one indicator (R-O09, R-O10)."""

    external_reference: Reference | None = None
    indicator: IndicatorCode
    kind: OutcomeKind = Field(default=OutcomeKind.BINARY, description="soort uitkomst")
    quarter_from: Quarter
    quarter_to: Quarter
    unit: ComparedUnit = Field(description="wat met elkaar wordt vergeleken")
    method: ComparisonMethod = Field(description="hoe voor de zwaarte van cliënten wordt gecorrigeerd")
    covariates: list[Covariate] = Field(
        default=[], max_length=4, description="waarover wordt gestandaardiseerd (direct, indirect)"
    )
    model_id: UUID | None = Field(default=None, description="het bevroren model (logistic)")
    reference_from: Quarter | None = Field(default=None, description="begin van de referentieperiode")
    reference_to: Quarter | None = Field(default=None, description="einde van de referentieperiode")
    target: ComparisonTarget = Field(default=ComparisonTarget.MEAN, description="waartegen wordt gehouden")
    norm: Score | None = Field(default=None, description="de afgesproken norm, als aandeel, aantal of score")
    direction: Direction = Field(description="of hoger of lager beter is")
    tests: list[ComparabilityVerdict] = Field(min_length=5, max_length=5, description=_TESTS)
    over_dispersion: bool = Field(
        default=True, description="verwijd de grenzen als er meer spreiding is dan toeval geeft"
    )
    trimming: Trimming = Field(default=Trimming.WINSORISE, description="wat met de uitersten gebeurt")
    scale: DispersionScale | None = Field(default=None, description="schaal van de spreiding; leeg = vanzelf")


class Limits(Wire):
    """A lower and an upper limit; an empty one is unlimited."""

    lower: Figure | None
    upper: Figure | None


class Bounds(Wire):
    """Limits at 95 % and at 99.8 %."""

    at_95: Limits | None
    at_998: Limits | None


class FunnelPoint(Wire):
    """One dot of a funnel plot, without a name."""

    size: int
    value: Figure
    funnel: Bounds


class Comparison(Resource, NewComparison):
    """A comparison (vergelijking) as it was made; its units are read apart."""

    made_on: Day
    unit_count: int = Field(description="aantal eenheden")
    size: int | None = Field(description="aantal cliënten; leeg = te klein om te tonen")
    observed: Figure | None
    left_out: int = Field(description="cliënten die het model niet kent")
    target_value: Figure | None = Field(description="het gemiddelde of de norm")
    phi: Figure | None = Field(description="spreiding ten opzichte van toeval; 1 = alleen toeval")
    variance_between: Figure | None = Field(description="variantie tussen eenheden (tau²)")
    units_kept: int = Field(description="eenheden waarop de spreiding rust")
    spread_scale: DispersionScale
    widened: bool = Field(description="de grenzen zijn verwijd voor de spreiding")
    rankability: Figure | None = Field(description="aandeel van de verschillen dat echt is")
    rankability_band: RankabilityBand | None
    false_alarms: Figure = Field(description="eenheden die toeval alleen al buiten de 95 %-grenzen brengt")
    warnings: list[ComparisonWarning]
    substitutes: list[Substitute] = Field(
        description="waaraan een enige aanbieder wel te spiegelen is (R-O26)"
    )
    funnel: Annotated[list[FunnelPoint], Private] = Field(description="de trechter, zonder namen")
    parties: list[Oin]


class ComparisonUnit(Resource):
    """What a comparison says of one provider, area or team."""

    comparison_id: UUID
    unit: str = Field(description="OIN, gebiedscode of teamnaam")
    provider: Oin | None
    size: int | None = Field(description="aantal cliënten; leeg = te klein om te tonen (F-08)")
    observed: Figure | None
    exposure: Figure | None
    left_out: int
    expected: Figure | None = Field(description="verwacht gezien de zwaarte van de cliënten")
    ratio: Figure | None = Field(description="waargenomen gedeeld door verwacht")
    value: Figure | None = Field(description="gecorrigeerde uitkomst")
    target: Figure | None
    own: Bounds = Field(description="grenzen van de eenheid zelf")
    funnel: Bounds = Field(description="grenzen rond het doel bij deze omvang")
    shrunk: Figure | None = Field(
        description="naar het doel getrokken voor zover toeval het verschil verklaart"
    )
    standing: Standing = Field(description="ten opzichte van het doel, op 95 %")
    standing_998: Standing = Field(description="op 99,8 %: alleen daarop mag worden betaald")
    warnings: list[ComparisonWarning]
    suppressed: bool = Field(description="kleine aantallen zijn voor anderen weggelaten (F-08)")


class NewRanking(Wire):
    """Publish the ranking (ranglijst) that a comparison allows (R-O34, F-09)."""

    external_reference: Reference | None = None
    comparison_id: UUID


class RankingWithdrawal(Wire):
    """Withdraw a published ranking (R-O34): why it no longer holds."""

    reason: Note


class RankedUnit(Wire):
    """A unit that is distinguishable from the target, with the place that it shares with all on the same side (R-O34, F-09)."""

    rank: int = Field(
        description="plaats: 1 voor wie aan de goede kant van het doel ligt, anders de laatste (het aantal vergeleken"
        " eenheden); binnen een kant is geen volgorde aangetoond"
    )
    unit: str
    provider: Oin | None
    standing: Standing
    standing_998: Standing
    value: Figure | None = Field(description="leeg = te klein om te tonen (F-08)")
    size: int | None


class Ranking(Resource):
    """A published ranking (ranglijst): only who is distinguishable, no persons (R-O34, F-09, D-45)."""

    comparison_id: UUID
    indicator: IndicatorCode
    unit: ComparedUnit
    method: ComparisonMethod
    quarter_from: Quarter
    quarter_to: Quarter
    direction: Direction
    published_on: Day
    unit_count: int = Field(description="aantal vergeleken eenheden")
    rankability: Figure
    entries: list[RankedUnit] = Field(description="leeg zodra de ranglijst is ingetrokken")
    withdrawn_on: Day | None = Field(default=None, description="leeg = de ranglijst geldt nog")
    withdrawal_reason: Annotated[str | None, Private] = Field(
        default=None, description="waarom de ranglijst is ingetrokken"
    )
    parties: list[Oin]

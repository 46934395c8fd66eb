"""Indicators of a contract, measurements, verdicts, audit statements and waiting times."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import (
    Checked,
    Day,
    Note,
    Oin,
    Reference,
    Resource,
    Score,
    Wire,
    Written,
)
from shared.schemas.contracts.funding.base import AreaCode
from shared.schemas.facts import Private
from shared.values.arrangements import MeasurementFrequency
from shared.values.measuring import MeasurementMoment
from shared.values.terms import (
    IndicatorKind,
    IndicatorScope,
    MeasurementSource,
    NormOperator,
    Verdict,
    VerdictBasis,
    YearRule,
)

IndicatorCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{2,60}$", examples=["client-satisfaction"]), Checked]
Quarter = Annotated[str, Field(pattern=r"^20[0-9]{2}-Q[1-4]$", examples=["2026-Q1"], description="kwartaal")]
Area = Annotated[AreaCode, Checked]
Team = Annotated[
    Written, Field(min_length=1, max_length=80, description="naam van het team", examples=["Buurtteam Noord"])
]
Count = Annotated[int, Field(ge=0, le=2_000_000_000)]

_NEITHER = Text(
    "Geef een waarde, of een teller en een noemer.", "Give a value, or a numerator and a denominator."
)


class NormVersion(Wire):
    """A norm during a period: what held then is what counts then (R-O21, R-C08)."""

    valid_from: Day
    valid_until: Day | None = Field(description="laatste dag; leeg = geldt nog")
    norm: Score
    operator: NormOperator
    contract_version: int


class Indicator(Resource):
    """An indicator (indicator) of a contract, as the contract defines it (R-X09)."""

    contract_id: UUID
    number: int
    code: IndicatorCode
    name: str
    kind: IndicatorKind
    scope: IndicatorScope
    unit: str
    lowest: Score
    highest: Score
    source: MeasurementSource
    verdict_basis: VerdictBasis
    year_rule: YearRule
    norm_invented: bool
    norms: list[NormVersion]
    definition_version: int = Field(
        default=1, description="versie van de definitie waarnaar wordt gemeten (R-O21)"
    )
    frequency: MeasurementFrequency | None = Field(default=None, description="hoe vaak wordt gemeten")
    weight: int | None = Field(default=None, description="gewicht tussen de afspraken; leeg = even zwaar")
    narrative_required: bool = Field(
        default=False, description="bij de cijfers hoort een toelichting (R-O27)"
    )
    hard: bool = Field(
        default=True, description="harde norm; een zachte dient het gesprek en geeft geen oordeel (G-77)"
    )
    parties: list[Oin]


class ContractIndicators(Resource):
    """The indicators that a version of a contract defines, under the contract's own id (R-X09)."""

    parties: list[Oin]
    indicators: list[Indicator]


class NewMeasurement(Wire):
    """Register one measurement (meting); also a line of a file."""

    external_reference: Reference | None = None
    contract_id: UUID
    indicator: IndicatorCode
    quarter: Quarter
    value: Score | None = Field(
        default=None, description="leeg = berekend uit teller en noemer; anders moet zij daarmee overeenkomen"
    )
    respondents: int | None = Field(default=None, ge=0, le=10_000_000, description="aantal waarnemingen (n)")
    standard_deviation: Score | None = None
    source: MeasurementSource
    narrative: Note | None = Field(default=None, description="toelichting: tellen en vertellen (R-O27)")
    moment: MeasurementMoment | None = Field(
        default=None, description="meetmoment; een nulmeting (baseline) ligt voor het begin van het contract"
    )
    area: Area | None = Field(default=None, description="alleen dit gebied; leeg = het hele contract")
    team: Team | None = Field(default=None, description="alleen dit team; leeg = het hele contract")
    provider: Oin | None = Field(default=None, description="alleen dit lid van het contract (OIN)")
    numerator: Count | None = Field(default=None, description="teller, bijvoorbeeld 6 heupfracturen")
    denominator: Count | None = Field(default=None, description="noemer, bijvoorbeeld 200 patiënten")
    corrects_id: UUID | None = Field(
        default=None, description="de meting die deze verbetert; zij blijft staan"
    )
    reason: Note | None = Field(default=None, description="waarom de eerdere meting niet klopte")
    researcher: Oin | None = Field(
        default=None, description="de onafhankelijk onderzoeker van wie de gemeente dit op papier kreeg (OIN)"
    )

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.value is None and (self.numerator is None or self.denominator is None):
            raise ValueError(_NEITHER)
        return self


class Measurement(Resource):
    """A measurement (meting) of an indicator in a quarter."""

    contract_id: UUID
    indicator_id: UUID
    indicator: IndicatorCode
    quarter: Quarter
    value: Score | None = Field(description="leeg = van te weinig mensen om te tonen (F-08)")
    respondents: int | None
    standard_deviation: Score | None
    source: MeasurementSource
    narrative: Annotated[str | None, Private]
    batch_id: UUID | None
    moment: MeasurementMoment | None = None
    area: str | None = Field(default=None, description="alleen dit gebied; leeg = het hele contract")
    team: str | None = Field(default=None, description="alleen dit team; leeg = het hele contract")
    provider: Oin | None = Field(default=None, description="alleen dit lid van het contract (OIN)")
    numerator: int | None = None
    denominator: int | None = None
    corrects_id: UUID | None = Field(default=None, description="de meting die deze verbeterde")
    reason: Annotated[str | None, Private] = Field(default=None, description="waarom de eerdere niet klopte")
    researcher: Oin | None = Field(
        default=None, description="de onafhankelijk onderzoeker van wie de gemeente dit op papier kreeg (OIN)"
    )
    passed_on: bool = Field(
        default=False, description="doorgegeven: door de gemeente ingevoerd, door een ander gemeten (R-O12)"
    )
    suppressed: bool = Field(default=False, description="kleine aantallen zijn weggelaten (F-08)")
    parties: list[Oin]


class IndicatorVerdict(Wire):
    """How one indicator stands: in a quarter, or for the year when `quarter` is empty (R-O05)."""

    indicator: IndicatorCode
    quarter: Quarter | None
    value: Score | None
    norm: Score | None
    operator: NormOperator | None
    basis: VerdictBasis
    verdict: Verdict
    lower: Score | None = Field(description="ondergrens van het 95 %-interval")
    upper: Score | None = Field(description="bovengrens van het 95 %-interval")
    contract_version: int | None
    respondents: int | None = Field(default=None, description="aantal waarnemingen (n)")
    suppressed: bool = Field(default=False, description="kleine aantallen zijn weggelaten (F-08)")
    provider: Oin | None = Field(default=None, description="alleen dit lid van het contract (G-17)")
    area: str | None = Field(default=None, description="alleen dit gebied: getoond, niet geteld (G-17)")
    compensated_by: IndicatorCode | None = Field(
        default=None, description="gehaald doordat deze indicator zijn verhoogde norm haalt (G-03)"
    )
    narrative_missing: bool = Field(
        default=False, description="het cijfer staat zonder de afgesproken toelichting (R-O27)"
    )
    periods_due: int | None = Field(default=None, description="aantal verschuldigde perioden van het jaar")
    periods_measured: int | None = Field(default=None, description="daarvan gemeten")


class ContractVerdict(Resource):
    """The verdict on a contract year (jaaroordeel): every quarter, every indicator, the whole, and the audit (R-X02)."""

    contract_id: UUID
    year: int
    verdict: Verdict
    quarters: list[IndicatorVerdict]
    years: list[IndicatorVerdict]
    parts: list[IndicatorVerdict] = Field(
        default=[],
        description="per aanbieder, en ter informatie per gebied, van indicatoren van de aanbieder (G-17)",
    )
    audit_statement_id: UUID | None
    audit_complete: bool
    audit_gaps: list[str] = Field(description="wat de verklaring niet dekt (R-O28)")
    parties: list[Oin]


class WaitingTimesOf(Wire):
    """Which waiting times (wachttijden) are asked."""

    contract_id: UUID
    quarter: Quarter


class WaitingTime(Wire):
    """One request's waiting time (wachttijd): calendar and working days, within the norm or not (R-O06)."""

    request_id: UUID
    contact_on: Day
    first_talk_on: Day | None
    calendar_days: int | None
    working_days: int | None
    within_norm: bool | None
    client_delay_days: int | None = Field(
        default=None, description="kalenderdagen die de inwoner zelf later vroeg (G-12); leeg = geen"
    )
    calendar_days_without_delay: int | None = Field(
        default=None, description="kalenderdagen zonder dat uitstel; zonder uitstel gelijk aan calendarDays"
    )
    working_days_without_delay: int | None = Field(
        default=None, description="werkdagen zonder dat uitstel; zonder uitstel gelijk aan workingDays"
    )
    within_norm_without_delay: bool | None = Field(
        default=None, description="of het zonder dat uitstel binnen de norm was"
    )


class WaitingTimes(Wire):
    """The waiting times of a contract in a quarter and the share within the norm (R-O06)."""

    contract_id: UUID
    quarter: Quarter
    norm_days: int | None
    counted: int | None = Field(description="aantal dat telt; leeg = te klein om te tonen")
    within: int | None = Field(description="daarvan binnen de norm; leeg = te klein, of eruit af te leiden")
    share_basis_points: int | None = Field(
        description="aandeel binnen de norm; leeg = niets te tellen of te klein"
    )
    median_working_days: int | None = Field(description="mediaan van de afgeronde wachttijden, in werkdagen")
    ninetieth_percentile_working_days: int | None = Field(description="90e percentiel, in werkdagen")
    median_calendar_days: int | None = Field(
        description="mediaan van de afgeronde wachttijden, in kalenderdagen"
    )
    ninetieth_percentile_calendar_days: int | None = Field(description="90e percentiel, in kalenderdagen")
    area_code: str | None = Field(
        default=None, description="gebied waarin de zorg begon; leeg = niet per gebied, of niet bekend"
    )
    team: str | None = Field(
        default=None, description="team dat de zorg gaf; leeg = niet per team, of niet bekend"
    )
    within_without_delay: int | None = Field(
        default=None,
        description="binnen de norm zonder het uitstel dat inwoners zelf vroegen; leeg = te klein om apart te tonen (G-12)",
    )
    median_working_days_without_delay: int | None = Field(
        default=None, description="mediaan in werkdagen, zonder dat uitstel"
    )
    ninetieth_percentile_working_days_without_delay: int | None = Field(
        default=None, description="90e percentiel in werkdagen, zonder dat uitstel"
    )
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")

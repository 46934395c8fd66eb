"""Indicators of a contract, measurements, verdicts, audit statements and waiting times."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Checked, Day, Name, Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.facts import Private
from shared.values.arrangements import MeasurementFrequency
from shared.values.terms import (
    AuditOpinion,
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
    weight: str | None = Field(default=None, description="gewicht tussen de afspraken; leeg = even zwaar")
    narrative_required: bool = Field(
        default=False, description="bij de cijfers hoort een toelichting (R-O27)"
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
    value: Score
    respondents: int | None = Field(default=None, ge=0, le=10_000_000, description="aantal waarnemingen (n)")
    standard_deviation: Score | None = None
    source: MeasurementSource
    narrative: Note | None = Field(default=None, description="toelichting: tellen en vertellen (R-O27)")


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


class ContractVerdict(Resource):
    """The verdict on a contract year (jaaroordeel): every quarter, every indicator, the whole, and the audit (R-X02)."""

    contract_id: UUID
    year: int
    verdict: Verdict
    quarters: list[IndicatorVerdict]
    years: list[IndicatorVerdict]
    audit_statement_id: UUID | None
    audit_complete: bool
    audit_gaps: list[str] = Field(description="wat de verklaring niet dekt (R-O28)")
    parties: list[Oin]


class NewAuditStatement(Wire):
    """Register the accountant's statement (controleverklaring) on a contract year (R-O28)."""

    external_reference: Reference | None = None
    contract_id: UUID
    year: int = Field(ge=2015, le=2100)
    opinion: AuditOpinion
    stated_on: Day
    covers_processes: bool
    covered_indicators: list[IndicatorCode] = Field(max_length=99)
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    stated_by: Name


class AuditStatement(Resource):
    """The accountant's statement (controleverklaring) with what it does not cover."""

    contract_id: UUID
    year: int
    opinion: AuditOpinion
    stated_on: Day
    covers_processes: bool
    covered_indicators: list[IndicatorCode]
    document_sha256: str
    stated_by: Annotated[str, Private]
    auditor: Oin
    complete: bool
    gaps: list[str]
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
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")

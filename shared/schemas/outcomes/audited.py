"""What accountants state of a contract year, on its results and on production, and what that leaves open (R-O28, R-S63)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Day, Name, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.schemas.outcomes.measured import IndicatorCode
from shared.values.measuring import AuditKind
from shared.values.terms import AuditOpinion

_NOT_OF_RESULTS = Text(
    "Een verklaring over resultaatafspraken noemt coversProcesses en coveredIndicators, en geen provider of bedragen.",
    "A statement on result agreements names coversProcesses and coveredIndicators, and no provider or amounts.",
)
_NOT_OF_PRODUCTION = Text(
    "Een productieverklaring noemt provider, amountStatedCents en amountAuditedCents, en geen processen of indicatoren.",
    "A production statement names provider, amountStatedCents and amountAuditedCents, and no processes or indicators.",
)


class NewAuditStatement(Wire):
    """Register the accountant's statement (controleverklaring) on a contract year: on results, or on production (R-O28, R-S63)."""

    external_reference: Reference | None = None
    contract_id: UUID
    year: int = Field(ge=2015, le=2100)
    opinion: AuditOpinion
    stated_on: Day
    covers_processes: bool | None = Field(default=None, description="verplicht bij resultaatafspraken")
    covered_indicators: list[IndicatorCode] | None = Field(
        default=None, max_length=99, description="verplicht bij resultaatafspraken"
    )
    document_sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    stated_by: Name
    kind: AuditKind = Field(
        default=AuditKind.RESULT_AGREEMENTS, description="resultaatafspraken, of productie per aanbieder"
    )
    provider: Oin | None = Field(default=None, description="de aanbieder van de productie (OIN)")
    amount_stated_cents: Cents | None = Field(
        default=None, description="productie volgens de aanbieder, in centen"
    )
    amount_audited_cents: Cents | None = Field(
        default=None, description="productie die de accountant vaststelde"
    )
    unverified: list[Name] = Field(
        default=[], max_length=50, description="wat de accountant niet kon vaststellen"
    )

    @model_validator(mode="after")
    def _of_its_kind(self) -> Self:
        of_results = (self.covers_processes, self.covered_indicators)
        of_production = (self.provider, self.amount_stated_cents, self.amount_audited_cents)
        if self.kind is AuditKind.RESULT_AGREEMENTS:
            if None in of_results or of_production != (None, None, None):
                raise ValueError(_NOT_OF_RESULTS)
        elif None in of_production or of_results != (None, None):
            raise ValueError(_NOT_OF_PRODUCTION)
        return self


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
    kind: AuditKind = AuditKind.RESULT_AGREEMENTS
    provider: Oin | None = Field(default=None, description="de aanbieder van de productie (OIN)")
    amount_stated_cents: Cents | None = Field(
        default=None, description="productie volgens de aanbieder, in centen"
    )
    amount_audited_cents: Cents | None = Field(
        default=None, description="productie die de accountant vaststelde"
    )
    difference_cents: int | None = Field(
        default=None, description="vastgesteld min opgegeven; wat afwijkt is te corrigeren (R-S63)"
    )
    unverified: Annotated[list[str], Private] = Field(
        default=[], description="wat de accountant niet kon vaststellen"
    )
    parties: list[Oin]


class AuditOverviewOf(Wire):
    """The contract year whose audit is asked."""

    contract_id: UUID
    year: int = Field(ge=2000, le=2100)


class AuditedIndicator(Wire):
    """Whether the statement covers an indicator (R-O28)."""

    number: int
    indicator: IndicatorCode
    name: str
    hard: bool = Field(description="een zachte norm telt niet voor het oordeel (G-77)")
    due: bool = Field(description="heeft in dit jaar een norm en een verschuldigde periode")
    covered: bool


class AuditedProduction(Wire):
    """The production statement of a provider of the contract; without one only the provider is named (R-S63)."""

    provider: Oin
    statement_id: UUID | None
    opinion: AuditOpinion | None
    amount_stated_cents: Cents | None
    amount_audited_cents: Cents | None
    difference_cents: int | None = Field(description="vastgesteld min opgegeven")
    gaps: list[str]


class AuditOverview(Wire):
    """What accountants covered of a contract year and what is left open (D-05, R-O28, R-S63)."""

    contract_id: UUID
    year: int
    kinds: list[AuditKind] = Field(description="welke soorten verklaring er zijn")
    statement_id: UUID | None = Field(description="de verklaring over de resultaatafspraken die telt")
    opinion: AuditOpinion | None
    processes_covered: bool
    complete: bool = Field(description="zonder voorbehoud en zonder gaten: genoeg voor de afrekening (R-S03)")
    indicators: list[AuditedIndicator]
    gaps: list[str]
    production: list[AuditedProduction]

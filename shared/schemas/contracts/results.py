"""What a contract year came to: the verdict of outcomes and the accountant's statement, taken over from its feed (R-X05)."""

from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Resource, Wire
from shared.schemas.contracts.conditions import IndicatorCode
from shared.schemas.contracts.life import Quarter
from shared.values.results import ResultOutcome
from shared.values.terms import AuditOpinion, Verdict


class QuarterResult(Wire):
    """How a result agreement stood in a quarter."""

    quarter: Quarter = Field(description="kwartaal")
    verdict: Verdict


class AgreementResult(Wire):
    """How a result agreement stood over the year, and in each quarter that outcomes judged (R-O05)."""

    indicator: IndicatorCode
    verdict: Verdict | None = Field(description="oordeel over het jaar; leeg = niet over het jaar geoordeeld")
    quarters: list[QuarterResult]


class ContractResult(Resource):
    """What a contract year came to (jaarresultaat), as outcomes told it: the verdict and the accountant's statement (R-X05)."""

    contract_id: UUID
    year: int
    outcome: ResultOutcome = Field(description="oordeel en controleverklaring samen")
    verdict: Verdict | None = Field(description="jaaroordeel; leeg = nog niet gegeven")
    given_on: Day | None = Field(description="dag waarop outcomes dit oordeel gaf")
    verdict_id: UUID | None = Field(description="het oordeel in outcomes")
    verdict_version: int | None = Field(description="de overgenomen versie van het oordeel")
    verdict_event_id: str | None = Field(description="het feit (verdict-given) waaruit het is overgenomen")
    agreements: list[AgreementResult] = Field(description="het oordeel per resultaatafspraak")
    audit_statement_id: UUID | None = Field(description="de nieuwste controleverklaring in outcomes")
    audit_opinion: AuditOpinion | None = Field(description="oordeel van de accountant")
    audit_stated_on: Day | None = Field(description="dag van de controleverklaring")
    audit_complete: bool = Field(description="de verklaring is zonder voorbehoud en dekt alles")
    audit_gaps: list[str] = Field(description="wat de verklaring niet dekt")
    audit_event_id: str | None = Field(
        description="het feit (audit-statement-registered) waaruit de verklaring is overgenomen"
    )
    parties: list[Oin]

"""The findings on a contract's set of indicators, and a purchaser's limits for them."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Day, Resource, Wire
from shared.schemas.events import InTwoLanguages
from shared.schemas.outcomes.definitions import FindingStep
from shared.schemas.outcomes.measured import IndicatorCode
from shared.values.findings import FindingSeverity


class IndicatorLimits(Wire):
    """Where findings begin; the sources name no numbers, so every default is invented and may be replaced."""

    most_indicators: Annotated[int, Field(ge=1, le=99)] = Field(
        default=12, description="meer indicatoren dan dit zijn er te veel (R-O22)"
    )
    quarters_without_results: Annotated[int, Field(ge=1, le=12)] = Field(
        default=2, description="zoveel kwartalen zonder meting (E-15)"
    )
    completeness_basis_points: BasisPoints = Field(default=8_000, description="minder is onvolledig (R-O32)")
    late_days: Annotated[int, Field(ge=1, le=366)] = Field(
        default=45, description="dagen na het kwartaal waarna een meting te laat is (E-54)"
    )
    late_basis_points: BasisPoints = Field(default=2_000, description="meer te late metingen dan dit (E-54)")
    not_attributable_basis_points: BasisPoints = Field(
        default=2_000, description="meer oordelen die niet toe te rekenen zijn dan dit (E-22)"
    )
    ceiling_basis_points: BasisPoints = Field(
        default=9_000, description="vanaf dit deel van een plafond telt een dalende tevredenheid (E-26)"
    )


class IndicatorPolicy(Resource):
    """A purchaser's limits for findings on indicators (beleid)."""

    limits: IndicatorLimits = Field(description="waar bevindingen beginnen")


class IndicatorFinding(Wire):
    """A finding on a contract's set of indicators (bevinding): rule or risk, weight, why, and what mends it."""

    code: str = Field(examples=["too-many-indicators"])
    rule: str = Field(description="regel of risico", examples=["R-O22"])
    related: list[str] = Field(description="andere rijen die deze bevinding dekt", examples=[["E-16"]])
    severity: FindingSeverity = Field(description="gewicht")
    indicators: list[IndicatorCode] = Field(description="over welke indicatoren; leeg = over de hele set")
    reason: InTwoLanguages = Field(description="wat er is gevonden")
    mend: InTwoLanguages = Field(description="wat de bevinding wegneemt")
    source: str = Field(description="vindplaats in de bron")
    derivation: list[FindingStep] = Field(description="hoe de bevinding tot stand kwam")


class NotAssessed(Wire):
    """A kind of finding that could not be judged, and which fact is missing."""

    code: str
    rule: str
    missing: InTwoLanguages = Field(description="wat niet bekend is")


class IndicatorFindings(Wire):
    """What is found about a contract's indicators as they are today, gravest first, and what could not be judged."""

    contract_id: UUID
    contract_version: int
    contract_number: str
    assessed_on: Day = Field(description="dag waarvoor is gekeken")
    findings: list[IndicatorFinding] = Field(description="wat is gevonden, het zwaarste eerst")
    not_assessed: list[NotAssessed] = Field(description="wat niet te beoordelen is zolang een feit ontbreekt")


class IndicatorFindingKind(Wire):
    """A kind of finding on indicators: what it says where it is found, with `{placeholders}` for the figures."""

    code: str
    rule: str
    related: list[str] = Field(description="andere rijen die deze soort dekt")
    severity: FindingSeverity = Field(description="gewicht")
    reason: InTwoLanguages = Field(description="wat er is gevonden")
    mend: InTwoLanguages = Field(description="wat haar wegneemt")
    source: str

"""What assessments of the self-sufficiency matrix come to: steps, counts, what is missing, profiles, and how exactly they measure."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Oin, Reference, Resource, Score, Wire
from shared.schemas.outcomes.assessments import DomainCode, EditionCode
from shared.values.self_sufficiency import MissingMoment, ProfileGrouping, Rater, StepBasis, StepDirection
from shared.values.terms import Law


class StepsAsked(Wire):
    """Which steps or profiles are asked: from when until when, by which rater, in which edition, of how many levels."""

    date_from: Day
    date_until: Day
    basis: StepBasis = StepBasis.WITHIN_PERIOD
    rater: Rater = Rater.PROFESSIONAL
    edition: EditionCode = "zrm-11"
    minimum_steps: int = Field(default=1, ge=1, le=4)


class DomainStep(Wire):
    """The step of a client in one domain: last score less first (R-O02)."""

    domain: DomainCode
    first: int
    last: int
    step: int
    direction: StepDirection = Field(description="gestegen, gelijk of gedaald (R-O33)")
    met: bool = Field(description="ten minste het gevraagde aantal treden gestegen")
    reliable: bool | None = Field(
        description="groter dan de meetfout; leeg = geen vastgestelde betrouwbaarheid"
    )


class ClientSteps(Wire):
    """The steps of one client between two assessments by the same kind of rater (R-O02, G-51)."""

    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    law: Law
    care_start_id: UUID | None
    contract_id: UUID | None
    provider: Oin
    edition: EditionCode
    first_on: Day = Field(description="dag van de eerste meting")
    last_on: Day
    domains: list[DomainStep]
    mean_first: Score | None = Field(description="gemiddelde over de domeinen die beide keren zijn gescoord")
    mean_last: Score | None
    remarks: list[str] = Field(description="wat een vergelijking van gemiddelden in de weg staat")
    closing_missing: bool = Field(
        description="afgesloten zonder eindmeting: telt niet voor een bonus (R-O03)"
    )


class DomainCount(Wire):
    """How many clients rose, stayed or declined in one domain; empty where that would say too much of too few."""

    domain: DomainCode
    counted: int | None
    up: int | None
    equal: int | None
    down: int | None
    mean_first: Score | None
    mean_last: Score | None
    mean_rises: bool | None = Field(description="het gemiddelde steeg (G-50)")
    mean_demonstrably_rises: bool | None = Field(
        description="ook de ondergrens van het 95 %-interval van het verschil ligt boven 0"
    )


class AssessmentCounts(Wire):
    """How the clients of a contract went in a period: risers, equal and decliners (R-O33, G-50, D-22)."""

    contract_id: UUID
    date_from: Day
    date_until: Day
    basis: StepBasis
    rater: Rater
    edition: EditionCode
    minimum_steps: int
    counted: int | None = Field(
        description="cliënten met een eerste en een laatste score in hetzelfde domein"
    )
    risen: int | None = Field(description="ten minste zoveel treden gestegen in een domein (R-C45)")
    distinguishable: int | None = Field(
        description="daarvan met een stijging groter dan de meetfout; leeg = geen vastgestelde betrouwbaarheid"
    )
    up: int | None = Field(description="gemiddeld over de domeinen gestegen")
    equal: int | None
    down: int | None
    closed_without_closing: int | None = Field(
        description="afgesloten zonder eindmeting: tellen niet mee (R-O03)"
    )
    domains: list[DomainCount]
    counted_on: Day
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")


class MissingAssessment(Wire):
    """A client of whom an assessment is missing (R-O03)."""

    allocation_number: int | None = Field(json_schema_extra={"x-istandaard": "ToewijzingNummer"})
    law: Law
    care_start_id: UUID | None
    contract_id: UUID | None
    provider: Oin
    started_on: Day
    ended_on: Day | None
    missing: list[MissingMoment]
    counts_for_bonus: bool = Field(
        description="zonder eindmeting telt een afgesloten cliënt niet voor een bonus"
    )


class LevelCount(Wire):
    """How many clients have a score; empty where that would say too much of too few."""

    score: int
    count: int | None


class DomainProfile(Wire):
    """The distribution and the mean of one domain, now and at first (R-O04)."""

    domain: DomainCode
    clients: int | None
    distribution: list[LevelCount]
    mean: Score | None
    baseline_mean: Score | None = Field(
        description="bij de eerste meting in de periode, van dezelfde cliënten"
    )
    change: Score | None
    suppressed: bool


class SelfSufficiencyProfile(Wire):
    """The profile of one area, target group or contract (zelfredzaamheidprofiel, D-16, D-21)."""

    group: str = Field(description="gebied, productcategorie of contract; leeg = niet bekend")
    domains: list[DomainProfile]


class SelfSufficiencyProfiles(Wire):
    """Profiles of areas, target groups or contracts in a period."""

    grouping: ProfileGrouping
    edition: EditionCode
    rater: Rater
    date_from: Day
    date_until: Day
    profiles: list[SelfSufficiencyProfile]


class NewReliabilityNorm(Wire):
    """Freeze for a year how exactly an edition measures: the spread is that of the first scores so far (formulas § 11)."""

    external_reference: Reference | None = None
    edition: EditionCode
    year: int = Field(ge=2015, le=2100)
    rater: Rater
    reliability: Annotated[
        str,
        Field(
            pattern=r"^0(\.[0-9]{1,4})?$|^1(\.0{1,4})?$",
            description="van het gemiddelde over de domeinen",
            examples=["0.89"],
        ),
    ]
    domain_reliability: Annotated[
        str,
        Field(pattern=r"^0(\.[0-9]{1,4})?$|^1(\.0{1,4})?$", description="van één domein", examples=["0.80"]),
    ]


class DomainReliability(Wire):
    """The spread of the first scores in one domain, and the change that is more than measurement error."""

    domain: DomainCode
    clients: int
    deviation: Score | None
    threshold: Score | None = Field(description="een stap moet groter zijn dan dit")


class ReliabilityNorm(Resource):
    """How exactly the scores of a year measure, frozen on a day (vastgestelde betrouwbaarheid)."""

    edition: EditionCode
    year: int
    rater: Rater
    reliability: str = Field(pattern=r"^[01](\.[0-9]{1,4})?$")
    domain_reliability: str = Field(pattern=r"^[01](\.[0-9]{1,4})?$")
    domains: list[DomainReliability]
    mean_deviation: Score | None
    clients: int
    frozen_on: Day
    parties: list[Oin]


__all__ = [
    "AssessmentCounts",
    "ClientSteps",
    "DomainCount",
    "DomainProfile",
    "DomainReliability",
    "DomainStep",
    "LevelCount",
    "MissingAssessment",
    "NewReliabilityNorm",
    "ReliabilityNorm",
    "SelfSufficiencyProfile",
    "SelfSufficiencyProfiles",
    "StepsAsked",
]

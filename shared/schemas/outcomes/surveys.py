"""Surveys of clients and partners: who asked whom, how many answered, and what they said (N-153, D-50)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Day, Oin, Reference, Resource, Score, Wire, Written
from shared.schemas.outcomes.measured import Area
from shared.values.measuring import SurveyAudience, SurveySource

_Count = Annotated[int, Field(ge=0, le=10_000_000)]
_Group = Annotated[Written, Field(min_length=1, max_length=80, examples=["huisartsen"])]

_GROUP = Text(
    "Bij partners hoort een partnergroep; bij cliënten niet.",
    "Partners come with a partner group; clients do not.",
)


class NewSurvey(Wire):
    """Register a survey (cliëntervaringsonderzoek, N-153), or one of partners (D-50)."""

    external_reference: Reference | None = None
    contract_id: UUID
    audience: SurveyAudience = SurveyAudience.CLIENTS
    group: _Group | None = Field(default=None, description="partnergroep, bij audience partners (D-50)")
    source: SurveySource = Field(description="team bij afsluiten, of onafhankelijk (R-O13)")
    researcher: Oin | None = Field(
        default=None, description="wie onafhankelijk onderzocht en de uitkomst op papier gaf (OIN)"
    )
    provider: Oin | None = Field(default=None, description="het lid van het contract waarover het gaat (OIN)")
    area: Area | None = Field(default=None, description="alleen dit gebied")
    held_on: Day = Field(description="laatste dag van het onderzoek")
    invited: _Count = Field(description="aantal uitgenodigd")
    responses: _Count = Field(description="aantal antwoorden (n)")
    mean: Score = Field(description="gemiddelde score")
    standard_deviation: Score | None = None
    lowest: Score = Field(default="1", description="laagste waarde van de schaal")
    highest: Score = Field(default="10", description="hoogste waarde van de schaal")
    corrects_id: UUID | None = Field(
        default=None, description="het onderzoek dat dit verbetert; het blijft staan"
    )

    @model_validator(mode="after")
    def _group_of_partners(self) -> Self:
        if (self.audience is SurveyAudience.PARTNERS) != (self.group is not None):
            raise ValueError(_GROUP)
        return self


class Survey(Resource):
    """A survey with its response; the figures of fewer than ten are left out (F-08)."""

    contract_id: UUID
    audience: SurveyAudience
    group: str | None
    source: SurveySource
    researcher: Oin | None
    passed_on: bool = Field(description="doorgegeven door de gemeente, gemeten door een ander")
    provider: Oin | None
    area: str | None
    held_on: Day
    invited: int | None
    responses: int | None
    response_basis_points: BasisPoints | None = Field(description="respons: antwoorden van uitgenodigden")
    mean: Score | None
    standard_deviation: Score | None
    lowest: Score
    highest: Score
    lower: Score | None = Field(description="ondergrens van het 95 %-interval")
    upper: Score | None = Field(description="bovengrens van het 95 %-interval")
    corrects_id: UUID | None
    suppressed: bool = Field(default=False, description="kleine aantallen zijn weggelaten (F-08)")
    parties: list[Oin]


class SurveySeriesOf(Wire):
    """Which series are asked (reeksen)."""

    contract_id: UUID
    year: int = Field(ge=2000, le=2100)
    audience: SurveyAudience = SurveyAudience.CLIENTS


class SurveyParticipationOf(Wire):
    """Whose participation is asked (deelname)."""

    contract_id: UUID
    year: int = Field(ge=2000, le=2100)


class SurveySeries(Wire):
    """What one source found in a year on one scale, weighed by answers; never together with the other source (R-O13)."""

    source: SurveySource
    group: str | None
    lowest: Score
    highest: Score
    surveys: int
    invited: int | None
    responses: int | None
    response_basis_points: BasisPoints | None
    mean: Score | None
    lower: Score | None = Field(description="ondergrens van het 95 %-interval")
    upper: Score | None = Field(description="bovengrens van het 95 %-interval")
    suppressed: bool


class SurveyYear(Wire):
    """The surveys of a contract year: each source its own series, side by side (R-O13)."""

    contract_id: UUID
    year: int
    audience: SurveyAudience
    series: list[SurveySeries]


class ProviderParticipation(Wire):
    """Whether a provider took part in the independent survey of clients (R-O30)."""

    provider: Oin
    participated: bool
    surveys: int


class SurveyParticipation(Wire):
    """Which providers of a contract took part in the survey that they are obliged to (deelname, R-O30)."""

    contract_id: UUID
    year: int
    providers: list[ProviderParticipation]
    missing: list[Oin] = Field(description="aanbieders die niet meededen")

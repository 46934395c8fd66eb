"""Steering: profiles of the seven instruments, measures, pilots, routes, relations and readiness (A-12, A-14)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, Name, Oin, Reference, Resource, Wire
from shared.schemas.contracts.allocations.base import BudgetRemark
from shared.schemas.facts import Private
from shared.values.agreements import NonFinancialIncentive
from shared.values.findings import Dimension, Tendency
from shared.values.steering import (
    InstrumentValue,
    RelationAdvice,
    RouteForm,
    SteeringFactor,
    SteeringInstrument,
    SteeringPhase,
    TransitionApproach,
    TransitionRouteKind,
)

Score10 = Annotated[int, Field(ge=1, le=10, description="score van 1 tot en met 10", examples=[8])]
_TWICE = Text("Elk instrument komt één keer voor.", "Every instrument comes once.")
_ONE = Text("Noem een contract of een regio, niet beide.", "Name a contract or a region, not both.")
_ORDER = Text(
    "De stappen staan op volgorde van hun eerste dag.", "The steps stand in order of their first day."
)


class InstrumentSetting(Wire):
    """What was chosen for one of the seven instruments, for which phase, and from when."""

    instrument: SteeringInstrument = Field(description="stuurinstrument (N-07)")
    value: InstrumentValue = Field(description="wat is gekozen; hoort bij het instrument")
    phase: SteeringPhase = Field(description="korte of lange termijn (A-14.2)")
    valid_from: Day = Field(description="vanaf wanneer")


class NewSteeringProfile(Wire):
    """Register a steering profile (sturingsprofiel) of a contract or of a region (A-14.1)."""

    external_reference: Reference | None = None
    name: Name
    contract_id: UUID | None = Field(default=None, description="contract; of noem een regio")
    region: Name | None = Field(default=None, description="regio; of noem een contract")
    instruments: list[InstrumentSetting] = Field(
        min_length=1, max_length=7, description="stuurinstrumenten (N-07)"
    )

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if (self.contract_id is None) == (self.region is None):
            raise ValueError(_ONE)
        if len({one.instrument for one in self.instruments}) < len(self.instruments):
            raise ValueError(_TWICE)
        return self


class SteeringProfileChange(Wire):
    """Change a steering profile (JSON Merge Patch): what is left out stays."""

    name: Name = Field(default_factory=str)
    instruments: list[InstrumentSetting] = Field(
        default_factory=list, max_length=7, description="stuurinstrumenten (N-07)"
    )

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len({one.instrument for one in self.instruments}) < len(self.instruments):
            raise ValueError(_TWICE)
        return self


class SteeringProfile(Resource, NewSteeringProfile):
    """A steering profile (sturingsprofiel): the value of each of the seven instruments."""


class CoherenceWarning(Wire):
    """Where instruments do not fit each other, with the phrase of the source that says so."""

    code: str = Field(examples=["ceiling-without-access"])
    instruments: list[SteeringInstrument] = Field(description="stuurinstrumenten die het betreft")
    text_nl: str
    text_en: str
    source: str = Field(description="vindplaats in de bron", examples=["000 ▸ De belangrijkste maatregel is"])


class CoherenceLine(Wire):
    """One of the seven instruments as it stands: chosen or not, for which phase, and to which factor it belongs."""

    instrument: SteeringInstrument = Field(description="stuurinstrument (N-07)")
    factor: SteeringFactor = Field(description="inrichting, prikkels of begrenzing (N-08)")
    usual_phase: SteeringPhase = Field(description="fase in het groeimodel (A-14.2)")
    value: InstrumentValue | None = Field(description="wat is gekozen; leeg = nog niets")
    phase: SteeringPhase | None = Field(description="gekozen fase")
    valid_from: Day | None = Field(description="vanaf wanneer")


class SteeringCoherence(Wire):
    """The seven instruments beside each other, and what does not fit (D-47)."""

    profile_id: UUID = Field(description="het sturingsprofiel")
    instruments: list[CoherenceLine] = Field(description="de zeven instrumenten")
    warnings: list[CoherenceWarning] = Field(description="onsamenhangendheden")


class RouteIncentive(Wire):
    """An incentive that a form on the way brings: on what it works and which way it pulls."""

    dimension: Dimension
    tendency: Tendency
    note: Annotated[Name | None, Private] = Field(default=None, description="toelichting")


class RouteStep(Wire):
    """A step on the way: a form with its own incentives, from a day on (R-C63)."""

    valid_from: Day = Field(description="eerste dag van de stap")
    name: Name
    form: RouteForm = Field(description="tussenvorm (A-14.20)")
    incentives: list[RouteIncentive] = Field(
        min_length=1, max_length=10, description="prikkels van deze vorm"
    )
    non_financial: list[NonFinancialIncentive] = Field(
        default=[], max_length=10, description="niet-financiële prikkels (N-43)"
    )


class NewTransitionRoute(Wire):
    """Plan the transition of a contract to population funding along route A, B or C (A-14.19)."""

    external_reference: Reference | None = None
    name: Name
    contract_id: UUID | None = Field(default=None, description="contract dat overgaat")
    route: TransitionRouteKind = Field(description="route A, B of C (N-57)")
    approach: TransitionApproach = Field(description="aanpak (N-57)")
    steps: list[RouteStep] = Field(min_length=1, max_length=20, description="stappen op volgorde")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [one.valid_from for one in self.steps]
        if days != sorted(set(days)):
            raise ValueError(_ORDER)
        return self


class TransitionRoute(Resource, NewTransitionRoute):
    """A route to population funding (transitieroute): each form on the way with its own incentives and dates."""


class TimelineStep(Wire):
    """One step as it lies in time."""

    valid_from: Day = Field(description="eerste dag")
    valid_until: Day | None = Field(description="laatste dag; leeg = het eindpunt")
    name: str
    form: RouteForm = Field(description="tussenvorm (A-14.20)")
    incentives: list[RouteIncentive] = Field(description="prikkels van deze vorm")
    current: bool = Field(description="of deze stap vandaag geldt")


class TransitionTimeline(Wire):
    """A route as a timeline, with what to beware of on the way (R-C63)."""

    route_id: UUID = Field(description="de transitieroute")
    letter: str = Field(description="A, B of C", examples=["A"])
    steps: list[TimelineStep] = Field(description="stappen op volgorde")
    remarks: list[BudgetRemark] = Field(description="waarop te letten")


class NewRelationScore(Wire):
    """Score a relation with a provider: how much each matters to the other (A-14.25)."""

    external_reference: Reference | None = None
    provider: Oin
    subject: Name = Field(description="waarover de relatie gaat", examples=["Ambulante jeugdhulp"])
    municipality_score: Score10 = Field(description="strategisch belang voor de gemeente")
    provider_score: Score10 = Field(description="strategisch belang voor de aanbieder")
    choice_of_providers: bool = Field(
        default=True, description="of de gemeente uit meer aanbieders kan kiezen"
    )
    specialised: bool = Field(
        default=False, description="gespecialiseerde zorgbehoefte (zoals autisme, epilepsie)"
    )


class RelationScore(Resource, NewRelationScore):
    """The scores of a relation with the advice that follows: who designs the funding model."""

    advice: RelationAdvice = Field(description="wie de bekostiging ontwerpt")

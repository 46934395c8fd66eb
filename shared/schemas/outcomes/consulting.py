"""Plans of action and traffic lights."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Name, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.schemas.outcomes.measured import IndicatorCode, Quarter
from shared.values.consulting import Light, PlanResult, PlanState
from shared.values.findings import Dimension

Numbered = Annotated[int, Field(ge=1, le=99)]
PrivateNote = Annotated[str, Private]


class NewPlanAction(Wire):
    """What will be done (afspraak), by whom and before when."""

    number: Numbered
    description: Note
    responsible: Oin = Field(description="de partij die het doet")
    due_on: Day


class NewImprovementPlan(Wire):
    """Draw up a plan of action (plan van aanpak) because results lag (R-O20)."""

    external_reference: Reference | None = None
    contract_id: UUID
    indicators: list[IndicatorCode] = Field(
        min_length=1, max_length=99, description="waarvan het resultaat achterblijft"
    )
    quarter: Quarter = Field(description="het kwartaal waarin het achterbleef")
    cause: Note
    actions: list[NewPlanAction] = Field(min_length=1, max_length=99)


class PlanAction(Wire):
    """An agreement of the plan: what, by whom, before when."""

    number: int
    description: PrivateNote
    responsible: Oin
    due_on: Day


class PlanFulfilment(Wire):
    """The day on which an agreement of the plan was kept."""

    number: int
    done_on: Day


class PlanProgress(Wire):
    """What was said of the progress, and when."""

    action_number: int | None
    on: Day
    note: PrivateNote
    told_by: Oin


class ImprovementPlan(Resource):
    """A plan of action (plan van aanpak) with its agreements and its progress (N-152, D-09)."""

    external_reference: Annotated[str | None, Private] = None
    contract_id: UUID
    indicators: list[IndicatorCode]
    quarter: Quarter
    cause: PrivateNote
    actions: list[PlanAction]
    fulfilled: list[PlanFulfilment] = Field(description="welke afspraken zijn nagekomen, en wanneer")
    progress: list[PlanProgress]
    state: PlanState
    proposed_by: Oin
    proposed_on: Day
    agreed_by: Oin | None = Field(description="de andere partij, zodra die akkoord is")
    agreed_on: Day | None
    due_on: Day | None = Field(description="de eerste dag waarop iets af moet zijn dat het niet is")
    result: PlanResult | None
    closed_on: Day | None
    parties: list[Oin]


class NewPlanProgress(Wire):
    """Tell the progress of a plan, of one of its agreements or of the whole."""

    action_number: Numbered | None = None
    note: Note
    done: bool = Field(default=False, description="de afspraak is nagekomen")


class PlanClosure(Wire):
    """Close a plan: what it came to; without a result it is withdrawn."""

    result: PlanResult | None = Field(
        default=None, description="wat het opleverde; leeg = het plan wordt ingetrokken"
    )
    note: Note


class PlanNeed(Wire):
    """An agreement that lags in its newest quarter, and the plan that answers it, or the day before which one must come (R-O20)."""

    contract_id: UUID
    contract_number: str
    indicator: IndicatorCode
    quarter: Quarter
    lagging_quarters: int = Field(description="hoeveel kwartalen achtereen")
    plan_id: UUID | None
    plan_state: PlanState | None
    plan_due_on: Day
    overdue: bool


class NewIncentiveEvaluation(Wire):
    """Give a dimension of a contract its light, with the argument (N-157, D-46)."""

    external_reference: Reference | None = None
    contract_id: UUID
    year: int = Field(ge=2015, le=2100)
    dimension: Dimension
    light: Light
    argument: Note
    given_by: Name = Field(description="hoedanigheid, liefst geen persoonsnaam", examples=["beleidsadviseur"])


class IncentiveEvaluation(Resource):
    """The light that a person gave a dimension of a contract, with the argument (stoplicht, N-157)."""

    external_reference: Annotated[str | None, Private] = None
    contract_id: UUID
    year: int
    dimension: Dimension
    light: Light
    argument: PrivateNote
    given_by: Annotated[str, Private]
    given_on: Day
    parties: list[Oin]


class DimensionLight(Wire):
    """Where a dimension stands: the newest light, or none."""

    dimension: Dimension
    light: Light | None = Field(description="leeg = nog niet gegeven")
    argument: str | None
    given_on: Day | None
    previous: Light | None = Field(description="het laatste stoplicht van een eerder jaar")
    evaluation_id: UUID | None


class IncentiveOverview(Wire):
    """The lights of a contract in a year, one for each dimension (D-46)."""

    contract_id: UUID
    year: int
    dimensions: list[DimensionLight]
    complete: bool

"""In-, through- and outflow, speed, goals, relapse, use and reach; what populations cost (R-O14 … R-O19, R-X10)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import (
    BasisPoints,
    Day,
    Oin,
    Reference,
    Resource,
    Score,
    SignedCents,
    Wire,
    Written,
)
from shared.schemas.outcomes.measured import Quarter, WaitingTimes
from shared.values.flowing import FlowBy, FlowPeriod, FlowRisk, GroupedBy

Number = Annotated[int | None, Field(description="aantal; leeg = te klein om te tonen (F-08)")]
Window = Annotated[
    int,
    Field(
        ge=1, le=120, description="terugval telt binnen zoveel maanden na afsluiten (R-O17)", examples=[12]
    ),
]
WINDOW = 12


class FlowsOf(Wire):
    """Which flows (stromen) are asked: of which contract, for whom, from when until when, per month, quarter or year."""

    contract_id: UUID | None = None
    by: FlowBy = FlowBy.CONTRACT
    period: FlowPeriod = FlowPeriod.QUARTER
    since: Day | None = None
    until: Day | None = None
    window_months: Window = WINDOW


class Speed(Wire):
    """How long something took, in calendar days (snelheid, R-O16)."""

    cases: Number
    mean_days: Score | None = Field(description="gemiddelde, op één decimaal")
    median_days: int | None = Field(description="mediaan")
    ninetieth_percentile_days: int | None = Field(description="90e percentiel")


class Flow(Wire):
    """What happened in one period for one group: begin + inflow + arrived - throughFlow - outflow = end (R-O14)."""

    contract_id: UUID = Field(description="het contract; nullen = zorg buiten een contract")
    provider: Oin | None
    area_code: str | None = Field(description="gebied; leeg = niet per gebied, of niet bekend")
    team: str | None = Field(description="team; leeg = niet per team, of niet bekend")
    period: str = Field(description="2026, 2026-Q1 of 2026-03", examples=["2026-Q1"])
    first_day: Day
    last_day: Day
    open_at_begin: Number
    inflow: Number = Field(description="instroom: zorg die begon, zonder wat elders vandaan kwam")
    arrived: Number = Field(description="overgenomen: zorg die elders begon en hier verder gaat")
    through_flow: Number = Field(description="doorstroom: zorg die elders verder gaat (G-08)")
    outflow: Number = Field(description="uitstroom: zorg die eindigde")
    open_at_end: Number
    inflow_general: Number = Field(description="instroom in algemene voorzieningen (R-O18)")
    inflow_tailor_made: Number = Field(description="instroom in maatwerk (R-O18)")
    until_start: Speed = Field(description="van eerste contact tot start van de zorg (R-O16)")
    until_goal: Speed = Field(description="van start van de zorg tot een doel is bereikt (R-O16)")
    in_care: Speed = Field(description="duur van zorg die eindigde, van de eerste tot en met de laatste dag")
    goals_due: Number = Field(
        description="doelen die zijn beoordeeld of waarvan de termijn voorbij is (R-O15)"
    )
    goals_reached: Number = Field(description="daarvan bereikt")
    goals_not_judgeable: Number = Field(description="niet te beoordelen; tellen niet mee bij goalsDue")
    goals_share_basis_points: BasisPoints | None = Field(description="doelbereik")
    closings: Number = Field(description="inwoners wier laatste zorg eindigde en die terug konden komen")
    relapsed: Number = Field(description="daarvan terug in zorg binnen het venster (R-O17)")
    relapse_share_basis_points: BasisPoints | None = Field(description="terugval")
    relapse_complete: bool = Field(description="het venster is voor de hele periode voorbij")
    referrals: Number = Field(description="verwijzingen in de periode")
    refusals: Number = Field(description="daarvan geweigerd")
    pgb_requested: Number = Field(description="inwoners die een PGB vroegen (R-A41, R-O26)")
    pgb_switched: Number = Field(description="overgestapt naar een PGB")
    pgb_share_basis_points: BasisPoints | None = Field(description="overgestapt gedeeld door cliënten")
    clients: Number = Field(description="verschillende inwoners die in de periode zorg hadden")
    clients_general: Number = Field(description="daarvan in een algemene voorziening")
    clients_tailor_made: Number = Field(description="daarvan in maatwerk; wie beide heeft telt bij beide")
    population: int | None = Field(
        description="omvang van de populatie of van het gebied; leeg = niet bekend"
    )
    population_on: Day | None = Field(description="peildatum van die omvang")
    reach_basis_points: BasisPoints | None = Field(
        description="bereik: cliënten gedeeld door populatie (R-O19)"
    )
    general_per_thousand: Score | None = Field(
        description="gebruik van algemene voorzieningen per 1.000 (R-O18)"
    )
    tailor_made_per_thousand: Score | None = Field(description="gebruik van maatwerk per 1.000 (R-O18)")
    suppressed: bool = Field(description="kleine aantallen zijn weggelaten (F-08)")


class FlowStep(Wire):
    """Why one figure is what it is: the rule, and a sentence in the reader's language."""

    rule: str = Field(description="regel", examples=["R-O14"])
    sentence: str = Field(description="waarom het zo is")


class FlowExplanation(Wire):
    """Why one line of flows says what it says (afleiding)."""

    contract_id: UUID
    provider: Oin | None
    area_code: str | None
    team: str | None
    period: str = Field(description="2026, 2026-Q1 of 2026-03", examples=["2026-Q1"])
    steps: list[FlowStep] = Field(description="een stap per cijfer dat is te tonen")


class FlowExplanations(Wire):
    """Why the lines of a question say what they say (afleiding)."""

    lines: list[FlowExplanation]


class FlowSignal(Wire):
    """What a series points at (E-08, E-09, E-10): a question to ask, no verdict."""

    risk: FlowRisk = Field(
        description="heldLonger: zorg duurt langer en de uitstroom daalt (E-08); reachFalling: er worden minder inwoners bereikt (E-09, E-10)"
    )
    contract_id: UUID
    provider: Oin | None
    area_code: str | None
    team: str | None
    earlier: Score = Field(description="in de eerste helft van de reeks: dagen in zorg, of bereikte cliënten")
    later: Score = Field(description="in de tweede helft")


class Flows(Wire):
    """A series of flows (stromen) for each group, and what it points at."""

    by: FlowBy
    period: FlowPeriod
    window_months: Window
    lines: list[Flow]
    signals: list[FlowSignal]


class NewFlowRebuild(Wire):
    """Count all flows from scratch (herbouw); what was kept otherwise is mended."""

    external_reference: Reference | None = None


class FlowRebuild(Resource):
    """A count from scratch (herbouw), and how many of the kept counts differed from it: 0 when all is well."""

    citizens: int = Field(ge=0, description="aantal inwoners dat is geteld")
    cases: int = Field(ge=0, description="aantal casussen dat is geteld")
    counts: int = Field(ge=0, description="aantal tellingen dat daaruit volgt")
    differing: int = Field(ge=0, description="aantal tellingen dat anders werd bewaard")
    rebuilt_on: Day


class WaitingTimesByGroupOf(Wire):
    """Which waiting times (wachttijden) are asked, and for whom."""

    contract_id: UUID
    quarter: Quarter
    by: GroupedBy


class WaitingTimesByGroup(Wire):
    """The waiting times of a contract in a quarter for each area or team that gave the care (R-O06)."""

    contract_id: UUID
    quarter: Quarter
    by: GroupedBy
    groups: list[WaitingTimes]


class PopulationCostsOf(Wire):
    """Which costs are asked."""

    year: int | None = Field(default=None, ge=2000, le=2199)
    contract_id: UUID | None = None
    population_id: UUID | None = None
    area_code: Written | None = Field(default=None, max_length=40)


class PopulationCost(Wire):
    """What was posted on a contract year, for which population, and per inhabitant (R-X10)."""

    contract_id: UUID
    contract_number: str
    year: int
    population_id: UUID | None
    population_name: str | None
    area_codes: list[str] = Field(description="gebieden van de populatie")
    posted_cents: SignedCents = Field(description="geboekte termijnen van dit contractjaar")
    released_cents: SignedCents = Field(description="vrijgegeven inhouding van dit contractjaar")
    cost_cents: SignedCents = Field(description="samen: de kosten van dit contractjaar tot nu toe")
    inhabitants: int | None = Field(description="omvang van de populatie op de peildatum; leeg = niet bekend")
    inhabitants_on: Day | None
    cost_per_inhabitant_cents: int | None = Field(description="kosten per inwoner, in centen, afgerond")


__all__ = [
    "WINDOW",
    "Flow",
    "FlowExplanation",
    "FlowExplanations",
    "FlowRebuild",
    "FlowSignal",
    "FlowStep",
    "Flows",
    "FlowsOf",
    "NewFlowRebuild",
    "PopulationCost",
    "PopulationCostsOf",
    "Speed",
    "WaitingTimesByGroup",
    "WaitingTimesByGroupOf",
    "Window",
]  # fmt: skip

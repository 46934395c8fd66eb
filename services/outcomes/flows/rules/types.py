"""What flows are made of: the sums that come from the store, and the lines that are told."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import InvalidInput, NotFound, Text
from shared.values.flowing import CareSegment, Figure, FlowBy, FlowPeriod, FlowRisk


class FlowsRefused(InvalidInput):
    """The stretch that is asked is reversed or holds too many periods, or the view needs a contract."""

    code = "flows-refused"
    title = Text("Deze stromen zijn niet te geven", "These flows cannot be given")
    detail = Text("Wat u vraagt past niet; zie errors.", "What you ask does not fit; see errors.")
    mend = Text(
        "Vraag een kortere periode, of noem het contract.", "Ask for a shorter stretch, or name the contract."
    )


class RebuildNotFound(NotFound):
    """There is no such rebuild, or it is not yours."""

    code = "flow-rebuild-not-found"
    title = Text("Herbouw niet gevonden", "Rebuild not found")
    detail = Text("Er is geen herbouw {id}.", "There is no rebuild {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowRebuild:
    """A count from scratch: of how many citizens and cases, how many counts it gave, and how many differed before."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str] = field(default_factory=list)
    citizens: int
    cases: int
    counts: int
    differing: int
    rebuilt_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One sum of counts: for whom, what, at which value, in the period that begins on a day (None: all before the first)."""

    contract_id: UUID
    provider: str
    area_code: str
    team: str
    segment: CareSegment
    figure: Figure
    value: int
    begins: date | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """How long something took, in days: how often, mean to one decimal, median and 90th percentile by nearest rank (R-O16)."""

    cases: int | None
    mean_days: str | None
    median_days: int | None
    ninetieth_percentile_days: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """What happened in one period for one group; None is not known, or left out (F-08). Shares in basis points."""

    contract_id: UUID
    provider: str | None
    area_code: str | None
    team: str | None
    period: str
    first_day: date
    last_day: date
    open_at_begin: int | None
    inflow: int | None
    arrived: int | None
    through_flow: int | None
    outflow: int | None
    open_at_end: int | None
    inflow_general: int | None
    inflow_tailor_made: int | None
    until_start: Speed
    until_goal: Speed
    in_care: Speed
    goals_due: int | None
    goals_reached: int | None
    goals_not_judgeable: int | None
    goals_share_basis_points: int | None
    closings: int | None
    relapsed: int | None
    relapse_share_basis_points: int | None
    relapse_complete: bool
    referrals: int | None
    refusals: int | None
    pgb_requested: int | None
    pgb_switched: int | None
    pgb_share_basis_points: int | None
    clients: int | None
    clients_general: int | None
    clients_tailor_made: int | None
    population: int | None
    population_on: date | None
    reach_basis_points: int | None
    general_per_thousand: str | None
    tailor_made_per_thousand: str | None
    suppressed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowSignal:
    """What the later half of a series shows beside the earlier: mean days in care and outflow, or clients reached."""

    risk: FlowRisk
    contract_id: UUID
    provider: str | None
    area_code: str | None
    team: str | None
    earlier: str
    later: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Flows:
    """A series of flows for each group, with what it points at."""

    by: FlowBy
    period: FlowPeriod
    window_months: int
    lines: list[Flow]
    signals: list[FlowSignal]


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How many people there were on a day."""

    counted_on: date
    inhabitants: int


Whose = tuple[UUID, str, str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowStep:
    """Why one figure is what it is, in the reader's language."""

    rule: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowExplanation:
    """Why one line of flows says what it says."""

    contract_id: UUID
    provider: str | None
    area_code: str | None
    team: str | None
    period: str
    steps: list[FlowStep]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowExplanations:
    """Why the lines of a question say what they say."""

    lines: list[FlowExplanation]

"""Meetings with their cycles, and the agenda that comes next."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Name, Note, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.schemas.outcomes.measured import IndicatorCode, Quarter
from shared.values.consulting import AgendaOrigin, MeetingKind, Rhythm

Numbered = Annotated[int, Field(ge=1, le=99)]
PrivateNote = Annotated[str, Private]


class NewMeetingCycle(Wire):
    """Agree how often a consultation (overleg) is held and what always stands on its agenda (G-07)."""

    external_reference: Reference | None = None
    contract_id: UUID
    kind: MeetingKind
    name: Name
    every: int = Field(ge=1, le=52)
    rhythm: Rhythm
    first_on: Day
    participants: list[Oin] = Field(min_length=1, max_length=50, description="de organisaties die deelnemen")
    standing_items: list[Name] = Field(default=[], max_length=30, examples=[["doorverwijzingen"]])


class MeetingCycleChange(Wire):
    """Change a cycle (JSON Merge Patch): what is left out stays, and so do the meetings that were held."""

    name: Name = "overleg"
    every: int = Field(default=1, ge=1, le=52)
    rhythm: Rhythm = Rhythm.WEEKS
    participants: list[Oin] = Field(default=[], max_length=50)
    standing_items: list[Name] = Field(default=[], max_length=30)


class MeetingCycle(Resource):
    """How often a consultation is held (overlegcyclus)."""

    external_reference: Annotated[str | None, Private] = None
    contract_id: UUID
    kind: MeetingKind
    name: Name
    every: int
    rhythm: Rhythm
    first_on: Day
    participants: list[Oin]
    standing_items: Annotated[list[Name], Private]
    next_on: Day = Field(description="de dag waarop de volgende gehouden hoort te worden")
    parties: list[Oin]


class AgendaItem(Wire):
    """A subject of the agenda, with the figure that it is about."""

    number: Numbered
    subject: Name
    indicator: IndicatorCode | None = None
    quarter: Quarter | None = None
    report_id: UUID | None = Field(default=None, description="het rapport met de cijfers")


class DiscussedCase(Wire):
    """A case that was discussed, without anything that leads to a person (F-07)."""

    theme: Name
    lesson: Note


class ShownCase(Wire):
    """A case that was discussed, without anything that leads to a person (F-07)."""

    theme: Annotated[str, Private]
    lesson: PrivateNote


class NewMeetingAgreement(Wire):
    """What was agreed (afspraak), who does it, before when."""

    number: Numbered
    description: Note
    responsible: Oin
    due_on: Day | None = None
    done_on: Day | None = None


class MeetingAgreement(Wire):
    """What was agreed (afspraak), who does it, before when, and whether it was done."""

    number: int
    description: PrivateNote
    responsible: Oin
    due_on: Day | None
    done_on: Day | None


class NewMeeting(Wire):
    """Record a consultation that was held (N-154): agenda, agreements, cases without names."""

    external_reference: Reference | None = None
    cycle_id: UUID
    held_on: Day
    present: list[Oin] = Field(min_length=1, max_length=50)
    agenda: list[AgendaItem] = Field(default=[], max_length=50)
    agreements: list[NewMeetingAgreement] = Field(default=[], max_length=50)
    cases: list[DiscussedCase] = Field(default=[], max_length=20)


class MeetingChange(Wire):
    """What changes of a meeting's record (JSON Merge Patch): the agreements, as they are done."""

    agreements: list[NewMeetingAgreement] = Field(default=[], max_length=50)


class ShownFigure(Wire):
    """The figure that an item of the agenda was about, as it stood when the meeting was recorded."""

    indicator: IndicatorCode
    quarter: Quarter
    value: str | None = Field(description="leeg = niet gemeten")
    narrative: Annotated[str | None, Private] = None


class Meeting(Resource):
    """A consultation (overleg) that was held."""

    external_reference: Annotated[str | None, Private] = None
    cycle_id: UUID
    contract_id: UUID
    kind: MeetingKind
    held_on: Day
    due_on: Day = Field(description="de dag waarop het gehouden hoorde te worden")
    present: list[Oin]
    agenda: list[AgendaItem]
    figures: list[ShownFigure]
    agreements: list[MeetingAgreement]
    cases: list[ShownCase]
    parties: list[Oin]


class ProposedItem(Wire):
    """An item for the next agenda and why it stands there."""

    subject: str
    origin: AgendaOrigin
    indicator: IndicatorCode | None = None
    quarter: Quarter | None = None
    value: str | None = None
    due_on: Day | None = None
    meeting_id: UUID | None = Field(default=None, description="het overleg waar de afspraak is gemaakt")
    plan_id: UUID | None = None


class ProposedAgenda(Wire):
    """What the next meeting of a cycle should be about: standing items, lagging indicators, open agreements (D-01, D-02, D-58)."""

    cycle_id: UUID
    contract_id: UUID
    next_on: Day
    overdue: bool
    items: list[ProposedItem]

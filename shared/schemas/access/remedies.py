"""Remedies: what a citizen files who disagrees, and what becomes of it (N-137, F-11, F-12, F-26)."""

from typing import Annotated, ClassVar
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Reference, Resource, Wire, Written
from shared.schemas.facts import Private
from shared.values.remedies import RemedyHandler, RemedyKind, RemedyOutcome, RemedyState, RemedySubject

Person = Annotated[Written, Field(min_length=1, max_length=100, description="wie het behandelt")]


class NewRemedy(Wire):
    """File a remedy (rechtsmiddel): late or not, it is taken in."""

    external_reference: Reference | None = None
    kind: RemedyKind
    citizen_id: UUID
    decision_id: UUID | None = Field(
        default=None, description="besluit waarover het gaat; bij bezwaar dit of pgbSwitchId"
    )
    pgb_switch_id: UUID | None = Field(
        default=None,
        description="besluit op een vraag om een PGB waarover het gaat; bij bezwaar dit of decisionId",
    )
    previous_id: UUID | None = Field(
        default=None,
        description="bij beroep: het bezwaar waarop is beslist, of te laat niet is beslist (subject lateDecision)",
    )
    provider: Oin | None = Field(default=None, description="aanbieder over wie het gaat")
    subject: RemedySubject = RemedySubject.DECISION
    filed_on: Day = Field(description="dag van ontvangst")
    posted_on: Day | None = Field(default=None, description="dag van terpostbezorging (Awb 6:9)")
    ground: Note | None = Field(default=None, description="waarom de inwoner het niet eens is")
    handler_kind: RemedyHandler


class Remedy(Resource):
    """A remedy (rechtsmiddel): seen by the role that handles its kind alone, and by the citizen."""

    # Its fact says that there is one, and no more: whoever may not see remedies of this kind hears nothing of the person.
    fleeting: ClassVar[bool] = True

    external_reference: Annotated[str | None, Private] = None
    kind: RemedyKind
    citizen_id: Annotated[UUID | None, Private]
    decision_id: Annotated[UUID | None, Private]
    pgb_switch_id: Annotated[UUID | None, Private] = Field(
        default=None, description="besluit op een vraag om een PGB waarover het gaat"
    )
    previous_id: Annotated[UUID | None, Private]
    provider: Annotated[Oin | None, Private]
    subject: RemedySubject
    filed_on: Day
    posted_on: Day | None
    last_day: Day | None = Field(
        description="laatste dag om in te dienen; leeg = geen termijn, of niet bekend"
    )
    in_time: bool | None = Field(description="op tijd ingediend; leeg = niet te zeggen")
    ground: Annotated[str | None, Private]
    handler_kind: RemedyHandler
    handler: Annotated[str | None, Private]
    state: RemedyState
    due_on: Day | None = Field(
        description="uiterlijk te beslissen (Awb 7:10, 9:11); leeg = geen termijn, of niet bekend"
    )
    extended: bool = Field(description="of de termijn is verdaagd")
    suspended_on: Day | None
    resumed_on: Day | None = Field(description="dag waarop de termijn het laatst weer ging lopen")
    notice_on: Day | None = Field(
        description="dag van de ingebrekestelling op een bezwaar; twee weken later kan beroep (Awb 6:12)"
    )
    suspended_days: int = Field(ge=0, description="dagen dat de termijn stilstond")
    decided_on: Day | None
    outcome: RemedyOutcome | None
    outcome_note: Annotated[str | None, Private]


class RemedyHandling(Wire):
    """Take a remedy up."""

    handler: Person
    handler_kind: RemedyHandler


class RemedyDay(Wire):
    """The day from which a term stands still or goes on, or on which a notice of default came."""

    day: Day


class RemedyDecision(Wire):
    """Decide a remedy."""

    outcome: RemedyOutcome
    decided_on: Day
    outcome_note: Note | None = Field(default=None, description="motivering van de uitkomst")


__all__ = ["NewRemedy", "Remedy", "RemedyDay", "RemedyDecision", "RemedyHandling"]

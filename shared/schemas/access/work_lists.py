"""Work lists: what waits for somebody, list by list, with the most urgent first."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.care import CaseCode
from shared.schemas.common import Day, Oin, Wire
from shared.values.access_policies import TermKind
from shared.values.reviewing import ReviewerRole
from shared.values.signals import SignalSeverity
from shared.values.terms import Law
from shared.values.work_lists import WorkLabel, WorkListGap, WorkListKind

MOST = 50
Count = Annotated[int, Field(ge=0)]


class WorkItem(Wire):
    """One thing to do: what it is, whom it is about, its last day, and where it is read whole."""

    id: UUID
    kind: str = Field(description="wat het is, als code van zijn lijst", examples=["halfYear"])
    state: str | None = Field(description="toestand, als code van de bron")
    law: Law | None
    citizen_id: UUID | None
    request_id: UUID | None
    since: Day | None = Field(description="sinds wanneer het er ligt")
    due_on: Day | None
    days_left: int | None = Field(description="dagen tot de uiterste dag; negatief = te laat")
    next_term: TermKind | None = Field(description="van een melding: de wettelijke termijn van die dag")
    urgency: int | None = Field(ge=1, le=3)
    acute: bool
    label: WorkLabel = Field(description="wat eraan opvalt")
    reviewer_role: ReviewerRole | None
    severity: SignalSeverity | None
    provider: Oin | None
    position: int | None = Field(ge=1, description="plaats onder wie op hetzelfde product wachten")
    used_basis_points: int | None = Field(
        ge=0, description="van een plafond: welk deel is gebruikt, in basispunten"
    )
    href: str = Field(description="waar het in zijn geheel staat", examples=["/v1/reviews/…"])


class WorkList(Wire):
    """One work list: how much there is of it in all, and the first of it in order of urgency."""

    work_list: WorkListKind
    count: Count = Field(description="hoeveel er in het geheel zijn")
    narrowed: bool = Field(description="versmald tot wat met mine en team wordt gevraagd")
    items: list[WorkItem]


class WorkListLeftOut(Wire):
    """A list that this reader does not get, not even its count, and why."""

    work_list: WorkListKind
    reason: WorkListGap


class WorkLists(Wire):
    """Everything that waits for the reader on a day: every list that it may see, and which it may not."""

    on: Day
    until: Day = Field(description="tot en met welke dag er vooruit is gekeken")
    mine: bool = Field(description="alleen wat van de eindgebruiker zelf is")
    team: str | None
    policy_version: int | None
    lists: list[WorkList]
    left_out: list[WorkListLeftOut] = Field(description="lijsten die deze lezer niet krijgt, met de reden")


class WorkListsOf(Wire):
    """Which work lists are asked: of whom, until when, and how much of each."""

    mine: bool = False
    team: CaseCode | None = None
    until: Day | None = None
    limit: Annotated[int, Field(ge=1, le=MOST)] = 10


__all__ = ["MOST", "WorkItem", "WorkList", "WorkListLeftOut", "WorkLists", "WorkListsOf"]

"""Signals: what access found that a person should look at (N-139)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Resource, Wire
from shared.schemas.facts import Private
from shared.values.signals import SignalKind, SignalSeverity, SignalState, SignalSubject


class Signal(Resource):
    """A signal (signaal): what was found, about what, since when, and what a person did about it."""

    kind: SignalKind
    rule: str = Field(description="regel of risico", examples=["R-A42"])
    subject_kind: SignalSubject
    subject: str = Field(description="kenmerk of code van waar het over gaat")
    citizen_id: UUID | None
    provider: Oin | None
    severity: SignalSeverity
    found_on: Day
    facts: dict[str, str | int] = Field(description="cijfers en codes waarop het signaal rust")
    state: SignalState
    acknowledged_on: Day | None
    acknowledged_by: Annotated[str | None, Private]
    closed_on: Day | None
    closed_by: Annotated[str | None, Private]
    action: Annotated[str | None, Private] = Field(
        description="wat ermee is gedaan; conditionEnded: wat het meldde is voorbij, en de dienst sloot het zelf"
    )


class SignalAction(Wire):
    """Close a signal with what was done about it."""

    action: Note = Field(description="wat ermee is gedaan, zonder namen")


class SignalCount(Wire):
    """How many signals of a kind are not closed."""

    kind: SignalKind
    severity: SignalSeverity
    count: int = Field(ge=0, description="aantal dat niet gesloten is")


class SignalCounts(Wire):
    """The signals that are not closed, counted by kind and severity."""

    counts: list[SignalCount] = Field(description="per soort en ernst")


__all__ = ["Signal", "SignalAction", "SignalCount", "SignalCounts"]

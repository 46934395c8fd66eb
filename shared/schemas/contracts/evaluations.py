"""Evaluations of a contract (R-C05, R-C06, D-55), and the contract calendar in which they are due (D-39)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.common import Day, Note, Oin, Reference, Resource, Wire
from shared.schemas.contracts.conditions import ScopeItem
from shared.schemas.facts import Private
from shared.values.life import CalendarKind, EvaluationKind


class NewEvaluation(Wire):
    """Record an evaluation that was held: the evaluation, the scope check after a year, or the yearly check."""

    external_reference: Reference | None = None
    contract_id: UUID
    kind: EvaluationKind
    held_on: Day
    extreme_circumstances: bool = Field(
        default=False, description="zijn er extreme omstandigheden die een ander budget dragen (R-C07)"
    )
    conclusion: Note = Field(description="wat partijen vonden")
    proposal: Note | None = Field(default=None, description="wat partijen voorstellen (D-55)")
    amendment_id: UUID | None = Field(default=None, description="het addendum dat eruit volgde")


class Evaluation(Resource):
    """An evaluation that was held (evaluatie), with what the scope became beside what was tendered (R-C06)."""

    contract_id: UUID
    contract_version: int
    kind: EvaluationKind
    due_on: Day | None = Field(description="wanneer zij verschuldigd was")
    held_on: Day
    added: list[ScopeItem] = Field(description="wel in de opdracht, niet aanbesteed")
    removed: list[ScopeItem] = Field(description="aanbesteed, niet in de opdracht")
    extreme_circumstances: bool = Field(description="er waren extreme omstandigheden (R-C07)")
    conclusion: Annotated[str, Private] = Field(description="wat partijen vonden")
    proposal: Annotated[str | None, Private] = Field(description="wat partijen voorstellen (D-55)")
    amendment_id: UUID | None
    parties: list[Oin]


class CalendarEntry(Wire):
    """Something that a contract manager awaits on a day (contractkalender, D-39)."""

    on: Day = Field(description="de dag waarop het wordt verwacht")
    kind: CalendarKind
    contract_id: UUID
    contract_number: str
    contract_name: str = Field(description="naam van het contract")
    number: int | None = Field(description="het nummer van de optie of van het addendum")
    done_on: Day | None = Field(
        description="wanneer het is gedaan; leeg = nog niet, of er valt niets te doen"
    )
    overdue: bool = Field(description="had gedaan moeten zijn")

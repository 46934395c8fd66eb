"""What a transition cohort is, and why one cannot be (R-C60, D-57)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.errors import NotFound, Refused, Text
from shared.values.allocating import CohortState
from shared.values.terms import Law


class TransitionCohortNotFound(NotFound):
    """There is no such cohort, or it is not yours."""

    code = "transition-cohort-not-found"
    title = Text("Overgang niet gevonden", "Transition cohort not found")
    detail = Text("Er is geen overgang {id}.", "There is no transition cohort {id}.")
    mend = Text("Controleer het kenmerk.", "Check the identifier.")


class TransitionRefused(Refused):
    """The transition cannot be: `errors` has every reason."""

    code = "transition-refused"
    rule = "R-C60"
    title = Text("Zo kan de overgang niet", "The transition cannot be like this")
    detail = Text(
        "Wie in zorg is gaat zonder onderbreking van het oude naar het nieuwe contract.",
        "Who is in care goes from the old contract to the new one without interruption.",
    )
    mend = Text("Los de punten in errors op.", "Clear the points in errors.")


class CohortNotPrepared(Refused):
    """A cohort is carried out or withdrawn once."""

    code = "cohort-not-prepared"
    rule = "R-C60"
    title = Text("Deze overgang is al gedaan of ingetrokken", "This transition was carried out or withdrawn")
    detail = Text("De overgang {id} staat op {state}.", "The transition {id} is {state}.")
    mend = Text("Er is niets meer te doen.", "Nothing is left to do.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderMove:
    """The clients of one provider go to another."""

    from_provider: str
    to_provider: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CohortWarning:
    """What stands out and does not stop the care: how many allocations, of which provider."""

    code: str
    provider: str | None
    count: int


@dataclass(frozen=True, slots=True)
class TransitionCohort:
    """A cohort; `last_day` is the last under the old contract and `start_date` the next, `gap_days` days without care."""

    id: UUID
    version: int
    owner: str
    external_reference: str | None
    parties: list[str]
    from_contract_id: UUID
    to_contract_id: UUID
    last_day: date
    start_date: date
    end_date: date | None
    change_reason: str
    providers: list[ProviderMove]
    state: CohortState = CohortState.PREPARED
    carried_out_on: date | None = None
    clients: int = 0
    allocations: int = 0
    gap_days: int = 0
    warnings: list[CohortWarning] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class TransferLine:
    """One allocation that goes over, and what takes it over once that was done."""

    citizen_id: UUID
    law: Law
    allocation_number: int
    provider: str
    last_day: date
    to_provider: str
    to_number: int | None
    first_day: date
    gap_days: int

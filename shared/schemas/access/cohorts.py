"""Transition cohorts: clients in care who go from an old contract to a new one without a gap (R-C60, D-57)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.allocations import ChangeReason
from shared.schemas.common import Day, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.allocating import CohortState
from shared.values.terms import Law

Many = Annotated[int, Field(ge=0)]


class ProviderMove(Wire):
    """The clients of one provider go to another."""

    from_provider: Oin
    to_provider: Oin


class AskedProviderMove(ProviderMove):
    """The clients of one provider go to another, as it is asked."""


class NewTransitionCohort(Wire):
    """Prepare the move of who is in care on a day from one contract to another."""

    external_reference: Reference | None = None
    from_contract_id: UUID
    to_contract_id: UUID
    last_day: Day | None = Field(
        default=None, description="laatste dag onder het oude contract; leeg = zijn einddatum"
    )
    end_date: Day | None = Field(
        default=None, description="einde van de nieuwe toewijzingen; leeg = dat van de oude"
    )
    change_reason: ChangeReason = "03"
    providers: list[AskedProviderMove] = Field(
        default_factory=list, max_length=500, description="wie naar een andere aanbieder gaat; de rest blijft"
    )


class CohortWarning(Wire):
    """What stands out in a transition and does not stop the care."""

    code: str = Field(description="provider-not-a-member, carried-out-late of overlaps-with-running")
    provider: Oin | None
    count: Many


class TransitionCohort(Resource):
    """A transition cohort (overgang van cliënten), with what it comes to."""

    external_reference: Annotated[str | None, Private] = None
    from_contract_id: UUID
    to_contract_id: UUID
    last_day: Day = Field(description="laatste dag onder het oude contract")
    start_date: Day = Field(description="eerste dag onder het nieuwe contract: de dag erna")
    end_date: Day | None
    change_reason: Annotated[str, Field(pattern=r"^[0-9]{2}$")] = Field(
        json_schema_extra={"x-istandaard": "RedenWijziging"}
    )
    providers: list[ProviderMove]
    state: CohortState
    carried_out_on: Day | None
    clients: Many = Field(description="cliënten die overgaan, of overgingen")
    allocations: Many = Field(description="hun toewijzingen")
    gap_days: Many = Field(description="meeste dagen zonder zorg voor één cliënt")
    warnings: list[CohortWarning]
    parties: Parties


class TransferLine(Wire):
    """One allocation that goes over."""

    citizen_id: UUID
    law: Law
    allocation_number: int
    provider: Oin
    last_day: Day
    to_provider: Oin
    to_number: int | None = Field(description="het nieuwe toewijzingnummer; leeg tot het is gedaan")
    first_day: Day
    gap_days: Many


class TransferList(Wire):
    """Who goes over (overdrachtslijst), one line for each allocation."""

    cohort_id: UUID
    clients: Many
    lines: list[TransferLine]


__all__ = [
    "AskedProviderMove",
    "CohortWarning", "NewTransitionCohort", "ProviderMove", "TransferLine", "TransferList", "TransitionCohort",
]  # fmt: skip

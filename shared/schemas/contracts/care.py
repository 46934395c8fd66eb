"""Clients in care per contract, as access tells of them, and the move of existing clients to another contract."""

from datetime import date
from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import BasisPoints, Day, Reference, Resource, Wire
from shared.schemas.contracts.allocations.base import BudgetRemark
from shared.schemas.facts import Private
from shared.values.care import ContractTransitionState, PlacementOutcome
from shared.values.terms import ProvisionType

Many = Annotated[int, Field(ge=0)]

_TWICE = Text("Noem elke cliënt één keer.", "Name each client once.")
_NO_DAY = Text(
    "Alleen een geplaatste cliënt heeft een eerste dag.", "Only a client who is placed has a first day."
)


class CareCount(Wire):
    """How many clients were in care for one product under a contract."""

    provision_type: ProvisionType
    product_category: str | None = Field(description="productcategorie; leeg bij een algemene voorziening")
    product_code: str | None = Field(description="productcode; leeg als het besluit er geen noemt")
    clients: Many | None = Field(description="aantal; leeg = te klein om te tonen (F-08)")


class ClientsInCare(Wire):
    """How many clients were in care under a contract on a day, or on any day of a period (cliënten in zorg, R-X12).

    Decisions and accepted referrals are counted: a client with two of them counts twice.
    """

    contract_id: UUID
    contract_number: str
    population_id: UUID | None
    on: Day = Field(description="eerste dag waarover is geteld")
    until: Day = Field(description="laatste dag waarover is geteld; gelijk aan `on` bij een peildatum")
    clients: Many | None = Field(
        description="besluiten en aanvaarde verwijzingen samen; leeg = te klein (F-08)"
    )
    counts: list[CareCount] = Field(description="per soort voorziening en product")
    started_general: Many | None = Field(description="in deze dagen begonnen onder een algemene voorziening")
    started_tailor_made: Many | None = Field(description="in deze dagen begonnen met een maatwerkvoorziening")
    general_share_basis_points: BasisPoints | None = Field(
        description="deel van wat begon dat algemeen is: de gerealiseerde substitutie; leeg = niets begonnen of te klein"
    )
    suppressed: bool = Field(description="of kleine aantallen zijn weggelaten (F-08)")


class ClientsInCareOf(Wire):
    """Which days are counted: a reference date, or from it up to and including another."""

    on: Day | None = None
    until: Day | None = None


class TransitionPlacement(Wire):
    """What becomes of one client, where that is otherwise than for the rest."""

    care_id: UUID = Field(description="kenmerk van het besluit of de verwijzing (access)")
    outcome: PlacementOutcome = PlacementOutcome.PLACED
    first_day: Day | None = Field(
        default=None, description="eerste dag onder het nieuwe contract; leeg = die van allen"
    )

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.first_day is not None and self.outcome is not PlacementOutcome.PLACED:
            raise ValueError(_NO_DAY)
        return self


Placements = Annotated[
    list[TransitionPlacement],
    Field(max_length=500, description="cliënten voor wie het anders is dan voor de rest"),
]


def _once(placements: list[TransitionPlacement]) -> None:
    if len({one.care_id for one in placements}) < len(placements):
        raise ValueError(_TWICE)


class NewContractTransition(Wire):
    """Plan the move of the clients in care under one contract to another (overgang bestaande cliënten, R-C60)."""

    external_reference: Reference | None = None
    from_contract_id: UUID = Field(description="het oude contract")
    to_contract_id: UUID = Field(description="het nieuwe contract")
    transition_date: Day = Field(description="eerste dag onder het nieuwe contract")
    placements: Placements = Field(default_factory=list)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _once(self.placements)
        return self


class ContractTransitionChange(Wire):
    """Change a plan (JSON Merge Patch): what is left out stays; its lines are made anew, from who is in care now."""

    to_contract_id: UUID = Field(default_factory=lambda: UUID(int=0))
    transition_date: Day = Field(default_factory=lambda: date(1900, 1, 1))
    placements: Placements = Field(default_factory=list)

    @model_validator(mode="after")
    def _each_once(self) -> Self:
        _once(self.placements)
        return self


class ContractTransition(Resource):
    """A move of existing clients to another contract: how many, and whether nobody is without care (R-C60)."""

    from_contract_id: UUID
    to_contract_id: UUID
    transition_date: Day
    placements: list[TransitionPlacement]
    state: ContractTransitionState
    last_day: Day = Field(description="laatste dag onder het oude contract")
    first_day: Day = Field(
        description="eerste dag onder het nieuwe contract, voor wie geen andere is genoemd"
    )
    clients: Many = Field(description="besluiten en aanvaarde verwijzingen in zorg op de laatste dag")
    placed: Many
    unplaced: Many = Field(description="zonder plaats onder het nieuwe contract")
    care_ending: Many = Field(description="van wie de zorg dan eindigt")
    with_gap: Many = Field(description="met dagen zonder zorg tussen beide contracten")
    largest_gap_days: Many = Field(description="meeste dagen zonder zorg voor één cliënt")
    provider_changes: Many = Field(description="van wie de aanbieder geen partij is bij het nieuwe contract")
    counted_on: Day = Field(description="dag waarop de lijst is gemaakt")
    confirmed_on: Day | None
    confirmed_by: Annotated[str | None, Private]
    remarks: list[BudgetRemark]


class ContractTransitionLine(Resource):
    """One client of a transition, known by the decision or referral alone (R-C60)."""

    transition_id: UUID
    transition_version: int = Field(ge=1, description="versie van de overgang waarbij de regel hoort")
    care_id: UUID = Field(description="kenmerk van het besluit of de verwijzing (access)")
    provision_type: ProvisionType
    product_code: str | None
    outcome: PlacementOutcome
    last_day: Day = Field(description="laatste dag onder het oude contract")
    first_day: Day | None = Field(description="eerste dag onder het nieuwe contract")
    gap_days: Many | None = Field(description="dagen zonder zorg daartussen")
    product_contracted: bool = Field(description="of het nieuwe contract dit product kent")


__all__ = [
    "CareCount", "ClientsInCare", "ClientsInCareOf", "ContractTransition", "ContractTransitionChange", "ContractTransitionLine",
    "NewContractTransition", "TransitionPlacement",
]  # fmt: skip

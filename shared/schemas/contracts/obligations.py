"""What a provider does in return for a guarantee: reciprocal obligations, and how the two stand against each other (R-C50, D-56)."""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from shared.schemas.common import BasisPoints, Cents, Day, Note, Oin, Reference, Resource, Wire
from shared.schemas.contracts.allocations.base import BudgetRemark
from shared.schemas.facts import Private
from shared.values.arrangements import GuaranteeKind
from shared.values.budgets import ObligationKind, ObligationState


class NewReciprocalObligation(Wire):
    """Agree a reciprocal obligation (wederkerige verplichting) under a contract (N-119)."""

    external_reference: Reference | None = None
    contract_id: UUID
    kind: ObligationKind
    party: Oin | None = Field(default=None, description="wie het doet; leeg = de aanbieder of penvoerder")
    description: Annotated[Note, Private]
    due_on: Day = Field(description="uiterlijk op")


class ReciprocalObligation(Resource):
    """A reciprocal obligation (wederkerige verplichting): party, kind, due day and status."""

    contract_id: UUID
    kind: ObligationKind
    party: Oin
    description: Annotated[str | None, Private]
    due_on: Day
    state: ObligationState
    state_on: Day = Field(description="sinds wanneer in deze toestand")
    evidence: Annotated[str | None, Private] = Field(
        description="waaruit het blijkt, of waarom niet meer nodig"
    )


class ObligationStep(Wire):
    """A next state: the party sets underWay, the purchaser fulfilled or waived."""

    state: Literal["underWay", "fulfilled", "waived"]
    evidence: Annotated[Note | None, Private] = Field(
        default=None, description="waaruit het blijkt; bij waived de reden, verplicht"
    )


class GuaranteedAmount(Wire):
    """What is guaranteed in one year of the contract."""

    year: int = Field(description="jaar van het contract; 1 = het eerste")
    basis_points: BasisPoints
    guaranteed_cents: Cents


class ReciprocityLine(Wire):
    """One contract in the reciprocity report: what is guaranteed, what is done in return, and what is missing (D-56)."""

    contract_id: UUID
    number: str
    name: str
    payee: Oin | None
    guarantee_kind: GuaranteeKind | None
    guaranteed: list[GuaranteedAmount]
    obligations: list[ReciprocalObligation]
    open: int = Field(description="nog niet nagekomen")
    overdue: int = Field(description="niet nagekomen en over de datum")
    warnings: list[BudgetRemark]

"""The square of a contract: categories of care with their balances, and transfers between them by consent (R-C20, F-29)."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Checked, Day, Name, Note, Oin, Reference, Resource, SignedCents, Wire
from shared.schemas.facts import Private
from shared.values.budgets import CategoryTransferState

CategoryCode = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$", examples=["ambulant"]), Checked]

_TWICE = Text("Elke categorie komt één keer voor.", "Every category comes once.")


class NewCategorySquare(Wire):
    """Open the square (vierkant) of a signed contract for a year: its categories get the agreed amounts as balance."""

    external_reference: Reference | None = None
    contract_id: UUID
    year: int = Field(ge=1990, le=2199)
    funding_number: int | None = Field(
        default=None, ge=1, le=99, description="welke bekostigingsafspraak; leeg = de enige square"
    )


class SquareCategory(Wire):
    """A category of care: agreed, its balance after booked transfers, what was spent by a day, and what remains."""

    code: CategoryCode
    name: str
    agreed_cents: Cents
    balance_cents: Cents = Field(description="afgesproken plus wat is overgeboekt")
    spent_cents: Cents
    spent_on: Day | None = Field(description="stand van de besteding; leeg = nog niets opgegeven")
    remaining_cents: SignedCents = Field(description="negatief = overschreden (G-75)")


class CategorySquare(Resource):
    """The square of a contract in a year (vierkant): the balances always add up to the agreed total."""

    contract_id: UUID
    funding_number: int
    year: int
    total_cents: Cents
    categories: list[SquareCategory]


class CategorySpent(Wire):
    """What one category has spent."""

    code: CategoryCode
    spent_cents: Cents


class CategorySpending(Wire):
    """What categories have spent this year up to and including a day; a later day replaces an earlier one."""

    spent_on: Day
    categories: list[CategorySpent] = Field(min_length=1, max_length=4)

    @model_validator(mode="after")
    def _once(self) -> Self:
        if len({one.code for one in self.categories}) < len(self.categories):
            raise ValueError(_TWICE)
        return self


class NewCategoryTransfer(Wire):
    """Ask to move budget from one category to another (overheveling); it needs the consent of the municipality (R-C20)."""

    external_reference: Reference | None = None
    square_id: UUID
    from_code: CategoryCode
    to_code: CategoryCode
    amount_cents: int = Field(ge=1, le=10**15, description="bedrag in eurocenten")
    motivation: Annotated[Note, Private]


class CategoryTransfer(Resource):
    """A transfer between categories (overheveling): requested, consented to by the municipality, and booked."""

    square_id: UUID
    contract_id: UUID
    from_code: CategoryCode
    to_code: CategoryCode
    amount_cents: Cents
    motivation: Annotated[str | None, Private]
    state: CategoryTransferState
    requested_by: Oin
    requested_by_user: Annotated[str | None, Private] = Field(description="wie het vroeg")
    requested_on: Day
    decided_on: Day | None = Field(description="dag van toestemming of weigering")
    approver: Annotated[str | None, Private] = Field(description="wie namens de gemeente besliste (F-29)")
    refusal_reason: Annotated[str | None, Private]
    booked_on: Day | None


class TransferConsent(Wire):
    """The municipality consents; who, as it stands under the decision (F-29)."""

    approver: Annotated[Name | None, Private] = Field(
        default=None, description="wie toestemming geeft; leeg = de eindgebruiker"
    )


class TransferRefusal(Wire):
    """The municipality refuses, with the reason."""

    reason: Annotated[Note, Private]

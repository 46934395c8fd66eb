"""An amendment: decided by the purchaser, in force once both sides have signed."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Cents, Day, Note, Oin, Reference, Resource, Score, Wire
from shared.schemas.contracts.terms import Signature
from shared.schemas.facts import Private
from shared.values.terms import AmendmentReason, AmendmentState

_CHANGES_TWICE = Text("Noem elk nummer één keer.", "Name every number once.")


class AgreementChange(Wire):
    """A new norm for one result agreement from the amendment's date of effect (R-C08)."""

    number: int = Field(ge=1, le=99)
    norm: Score


class NewAmendment(Wire):
    """Decide an amendment (addendum) of the budget or of norms (R-C07, R-C08)."""

    external_reference: Reference | None = None
    reason: AmendmentReason | None = Field(
        default=None, description="grond van de wijziging; zonder grond wordt geweigerd (R-C07)"
    )
    motivation: Note
    effective_on: Day
    annual_amount_cents: Cents | None = None
    agreement_changes: list[AgreementChange] = Field(default=[], max_length=99)

    @model_validator(mode="after")
    def _numbers_are_unique(self) -> Self:
        numbers = [change.number for change in self.agreement_changes]
        if len(set(numbers)) < len(numbers):
            raise ValueError(_CHANGES_TWICE)
        return self


class Amendment(Resource):
    """An amendment (addendum): in force once both sides have signed."""

    contract_id: UUID
    number: int
    state: AmendmentState
    reason: AmendmentReason
    motivation: Annotated[str, Private]
    decided_on: Day
    effective_on: Day
    annual_amount_cents: Cents | None
    agreement_changes: list[AgreementChange]
    signatures: list[Signature]
    parties: list[Oin]

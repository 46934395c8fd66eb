"""A mandate: registered for a period, and withdrawn by bringing its last day forward."""

from typing import Annotated, Self

from pydantic import Field, model_validator

from shared.errors import Text
from shared.schemas.common import Day, Reference, Resource, Wire, Written
from shared.values.terms import Law

_PERIOD_REVERSED = Text("De laatste dag ligt voor de eerste.", "The last day lies before the first.")


class NewMandate(Wire):
    """Register who may take access decisions for the municipality (mandaat, R-A03, F-10)."""

    external_reference: Reference | None = None
    holder: Annotated[
        Written, Field(min_length=1, max_length=100, description="gebruiker die beslist, zoals in het token")
    ]
    role: Annotated[Written, Field(min_length=1, max_length=60, examples=["consultant"])]
    law: Law
    valid_from: Day
    valid_until: Day | None = Field(default=None, description="laatste dag van het mandaat")

    @model_validator(mode="after")
    def _period_runs_forward(self) -> Self:
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(_PERIOD_REVERSED)
        return self


class Mandate(Resource, NewMandate):
    """A mandate (mandaat) to take access decisions under a law, during a period."""


class MandateWithdrawal(Wire):
    """Bring the last day of a mandate forward; what was decided before it stays decided."""

    valid_until: Day = Field(description="laatste dag van het mandaat, vandaag of later")

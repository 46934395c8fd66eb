"""A citizen's question, from first contact to first talk."""

from typing import Annotated, Self
from uuid import UUID

from pydantic import Field, model_validator

from shared.schemas.access.citizens import CitizenReference, exactly_one
from shared.schemas.common import Day, Oin, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import Law, RequestState


class NewRequest(Wire):
    """Report a citizen's question (melding): the citizen by surrogate (citizenId) or by one's own reference, one of the two."""

    external_reference: Reference | None = None
    citizen_id: UUID | None = Field(
        default=None, description="de inwoner, als die al is vastgelegd (citizens)"
    )
    citizen_reference: CitizenReference | None = None
    contract_id: UUID | None = Field(
        default=None, description="contract waarvan de bevolking deze inwoner omvat"
    )
    law: Law
    contact_on: Day = Field(description="dag van het eerste contact")
    acute: bool = False

    @model_validator(mode="after")
    def _one_citizen(self) -> Self:
        exactly_one(self, "citizen_reference", "citizen_id")
        return self


class Request(Resource):
    """A citizen's question (melding, aanvraag); the citizen is a surrogate, without personal data."""

    external_reference: Annotated[str | None, Private] = None
    citizen_id: UUID
    contract_id: UUID | None
    law: Law
    contact_on: Day
    first_talk_on: Day | None
    acute: bool
    state: RequestState
    closed_on: Day | None = Field(
        default=None,
        description="dag waarop de melding hier sloot zonder antwoord: de inwoner verhuisde (R-A56)",
    )
    parties: list[Oin]


class FirstTalk(Wire):
    """Record the first talk (eerste gesprek), which ends the waiting time (R-O06)."""

    held_on: Day

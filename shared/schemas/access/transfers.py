"""Moving house: the departure that one municipality records, and the transfer that the next one accepts (R-A56)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.citizens import CitizenReference
from shared.schemas.common import Day, Oin, Resource, Wire
from shared.schemas.facts import Private
from shared.values.terms import PersonalField, TransferState


class NewDeparture(Wire):
    """Record that a citizen moves to another municipality (vertrek)."""

    moved_on: Day = Field(description="eerste dag in de andere gemeente")
    to: Oin = Field(description="de gemeente van vestiging")


class Transfer(Resource):
    """A transfer (overdracht) of a citizen to another municipality, without personal data."""

    external_reference: Annotated[str | None, Private] = None
    to: Oin = Field(description="de gemeente van vestiging")
    moved_on: Day = Field(description="eerste dag in de andere gemeente")
    state: TransferState = Field(description="toestand van de overdracht")
    offered_on: Day = Field(description="dag van het aanbod")
    expires_on: Day = Field(description="laatste dag om aan te nemen")
    answered_on: Day | None = Field(description="dag van aanvaarding, intrekking of verval")
    fields: list[PersonalField] = Field(description="persoonsgegevens die bij aanvaarding overgaan")
    own_citizen_id: Annotated[UUID | None, Private] = Field(
        default=None, description="uw eigen pseudoniem van deze inwoner, nooit dat van de ander"
    )


class TransferAcceptance(Wire):
    """Accept a transfer (overdracht aannemen), under a reference of one's own for the citizen."""

    citizen_reference: CitizenReference

"""The waiting list: who waits for which product, how urgently, since when and why (R-A37, N-136)."""

from typing import Annotated
from uuid import UUID

from pydantic import Field

from shared.schemas.access.choices import ProductCategory, ProductCode, Urgency
from shared.schemas.common import Day, Note, Oin, Parties, Reference, Resource, Wire
from shared.schemas.facts import Private
from shared.values.choosing import (
    BridgingCare,
    ClientDelayReason,
    WaitingCause,
    WaitingState,
    WaitingWithdrawal,
)
from shared.values.terms import Law


class NewWaitingEntry(Wire):
    """Put a citizen on the waiting list (wachtlijst); acute care never waits (R-A37)."""

    external_reference: Reference | None = None
    request_id: UUID = Field(description="de melding")
    product_category: ProductCategory
    product_code: ProductCode | None = None
    provider: Oin | None = Field(
        default=None, description="aanbieder op wie wordt gewacht, als dat er een is"
    )
    urgency: Urgency
    since: Day | None = Field(default=None, description="wacht sinds; leeg = vandaag")
    cause: WaitingCause
    bridging: BridgingCare = BridgingCare.NONE
    note: Note | None = Field(default=None, description="toelichting; blijft bij de gemeente")


class WaitingEntryChange(Wire):
    """Change an entry that waits (JSON Merge Patch): its urgency, its cause, what helps meanwhile."""

    urgency: Urgency = 3
    cause: WaitingCause = WaitingCause.CAPACITY
    bridging: BridgingCare = BridgingCare.NONE


class WaitingEntry(Resource):
    """A place on the waiting list (plaats op de wachtlijst), with its position among who wait for the same product."""

    external_reference: Annotated[str | None, Private] = None
    request_id: UUID
    citizen_id: UUID
    contract_id: UUID | None
    choice_id: UUID | None = Field(
        description="de keuze waaruit deze plaats volgde: alle aanbieders waren vol"
    )
    law: Law
    product_category: str = Field(json_schema_extra={"x-istandaard": "ProductCategorie"})
    product_code: str | None = Field(json_schema_extra={"x-istandaard": "ProductCode"})
    provider: Oin | None
    urgency: int
    since: Day
    cause: WaitingCause
    bridging: BridgingCare
    note: Annotated[str | None, Private] = Field(
        description="toelichting; leeg als de inwoner later is gewist"
    )
    available_from: Day | None = Field(description="de inwoner wil niet eerder dan deze dag (G-61)")
    client_delay_reason: ClientDelayReason | None
    client_delay_days: int = Field(ge=0, description="dagen wachten op eigen verzoek, tot hooguit het einde")
    state: WaitingState
    ended_on: Day | None
    withdrawal_reason: WaitingWithdrawal | None
    placed_with: Oin | None = Field(description="aanbieder die een plaats had")
    passed_over: int | None = Field(description="hoeveel wachtenden eerder aan de beurt waren")
    out_of_order: bool = Field(description="buiten de volgorde geplaatst: signaal (E-75)")
    motive: Annotated[str | None, Private] = Field(description="waarom buiten de volgorde")
    policy_version: int = Field(description="versie van het beleid; 0 = de standaardwaarden")
    parties: Parties


class WaitingPosition(WaitingEntry):
    """A citizen that waits, with its place in the right order as of today (R-A37)."""

    position: int = Field(ge=1, description="plaats onder wie op hetzelfde product wachten")
    waited_days: int = Field(ge=0, description="dagen gewacht tot en met vandaag")
    waited_own_days: int = Field(ge=0, description="dagen gewacht zonder die op eigen verzoek (G-61)")
    maximum_days: int = Field(ge=0, description="maximale wachttijd bij deze urgentie (beleid)")
    overdue: bool = Field(description="wacht langer dan het maximum en gaat daarom voor")
    on_own_wish: bool = Field(description="wacht nu op eigen verzoek, en houdt zijn plaats")
    carried_over: bool = Field(description="wachtte al vóór dit kalenderjaar")


class ClientDelay(Wire):
    """The client asks for a later day (uitstel op verzoek): it keeps its place, and the days count apart (G-61)."""

    available_from: Day = Field(description="vanaf wanneer de inwoner wil")
    reason: ClientDelayReason


class WaitingPlacement(Wire):
    """Give a place to who waits (plaatsing); out of order only with a motive (E-75)."""

    provider: Oin
    placed_on: Day | None = Field(default=None, description="leeg = vandaag")
    motive: Note | None = Field(default=None, description="waarom een ander niet eerder gaat")


class WaitingWithdrawn(Wire):
    """Take somebody from the waiting list without a place (van de wachtlijst halen)."""

    reason: WaitingWithdrawal


__all__ = [
    "ClientDelay",
    "NewWaitingEntry",
    "WaitingEntry",
    "WaitingEntryChange",
    "WaitingPlacement",
    "WaitingPosition",
    "WaitingWithdrawn",
]

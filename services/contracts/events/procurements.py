"""The facts on procurements, bids and catalogues: a bid's are seen by its bidder alone, and hold nothing of it."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.contracts.bids import store as bids
from services.contracts.bids.rules import Bid
from services.contracts.procurements import store as procurements
from services.contracts.procurements.rules import Procurement
from shared.kit.logbook import EventType
from shared.schemas import contracts as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _procurement(
    ctx: "Context", connection: "Connection", procurement_id: UUID, version: int
) -> Procurement:
    """A procurement as the reader may see it."""
    found = await procurements.get_procurement(connection, procurement_id)
    return found.seen_by(ctx.actor.organisations)


async def _bid(ctx: "Context", connection: "Connection", bid_id: UUID, version: int) -> Bid:
    """A bid as the reader may see it."""
    return (await bids.get_bid(connection, ctx.service.secret, bid_id)).seen_by(ctx.actor.organisations)


def _told(
    says: str, english: str, *also: type[schemas.Bid | schemas.Contract | schemas.Catalogue]
) -> EventType:
    return EventType(schemas.Procurement, says, english, since="0.3.0", read=_procurement, also=also)


def _sealed(says: str, english: str) -> EventType:
    return EventType(schemas.Bid, says, english, since="0.3.0", read=_bid)


PROCUREMENTS = {
    "procurement-drafted": _told("Een inkoopprocedure is opgesteld.", "A procurement was drafted."),
    "procurement-redrafted": _told("Een concept is gewijzigd.", "A draft was changed."),
    "procurement-published": _told(
        "Een inkoopprocedure is gepubliceerd en ligt vast (F-30).",
        "A procurement was published and is fixed (F-30).",
    ),
    "procurement-phase-concluded": _told(
        "Een fase van een dialoog is afgesloten (A-13.4).", "A phase of a dialogue was concluded (A-13.4)."
    ),
    "procurement-closed": _told(
        "De inschrijvingen zijn na het sluitingsmoment geopend.",
        "The bids were opened after the closing moment.",
        schemas.Bid,
    ),
    "procurement-ranked": _told(
        "De inschrijvingen zijn beoordeeld; alleen de opdrachtgever hoort dit.",
        "The bids were scored; only the purchaser hears of it.",
        schemas.Bid,
    ),
    "procurement-awarded": _told(
        "De opdracht is gegund; elke winnaar heeft een contract in concept.",
        "The procurement was awarded; every winner has a draft contract.",
        schemas.Bid,
        schemas.Contract,
        schemas.Catalogue,
    ),
    "procurement-withdrawn": _told("Een inkoopprocedure is ingetrokken.", "A procurement was withdrawn."),
    "bid-submitted": _sealed(
        "Een inschrijving is verzegeld; alleen de inschrijver hoort dit.",
        "A bid was sealed; its bidder alone hears of it.",
    ),
    "bid-replaced": _sealed(
        "Een inschrijving is vervangen; alleen de inschrijver hoort dit.",
        "A bid was replaced; its bidder alone hears of it.",
    ),
    "bid-withdrawn": _sealed(
        "Een inschrijving is ingetrokken; alleen de inschrijver hoort dit.",
        "A bid was withdrawn; its bidder alone hears of it.",
    ),
    "catalogue-capacity-changed": EventType(
        schemas.Catalogue,
        "De vrije plaatsen in een catalogus zijn bijgewerkt (R-C43).",
        "The free capacity in a catalogue was brought up to date (R-C43).",
        since="0.3.0",
    ),
}

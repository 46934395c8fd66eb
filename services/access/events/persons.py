"""The facts on citizens and their transfers to another municipality."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import Citizen
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.clock import machine_now
from shared.kit.logbook import EventType
from shared.kit.rights import READ
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection


async def _transfer(ctx: "Context", connection: "Connection", transfer_id: UUID, version: int) -> Transfer:
    """A transfer with the reader's own citizen, whom it sees once more: noted under the reader, not under the other side."""
    found = await transfers.get_transfer(connection, transfer_id)
    if found.own_citizen_id is not None:
        seen = {ctx.actor.organisation: [found.own_citizen_id]}
        ctx.seen.note(ctx.service.rights.of("citizens", READ), "get_transfer", seen, machine_now())
    return found


async def _citizen(ctx: "Context", connection: "Connection", citizen_id: UUID, version: int) -> Citizen:
    """A citizen as it is now: what was recorded of a person before a correction is kept nowhere."""
    return await citizens.get_citizen(connection, citizens.keys_of(ctx), citizen_id)


PERSONS = {
    "citizen-registered": EventType(
        schemas.Citizen,
        "Een inwoner is vastgelegd (F-06).",
        "A citizen was registered (F-06).",
        read=_citizen,
        since="0.2.0",
    ),
    "citizen-corrected": EventType(
        schemas.Citizen,
        "Persoonsgegevens zijn verbeterd, aangevuld of weggehaald (F-38).",
        "Personal data were corrected, added or taken away (F-38).",
        read=_citizen,
        since="0.2.0",
    ),
    "transfer-offered": EventType(
        schemas.Transfer,
        "Een inwoner verhuist; de overdracht is aangeboden (R-A56).",
        "A citizen moves; the transfer was offered (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-accepted": EventType(
        schemas.Transfer,
        "De gemeente van vestiging heeft de overdracht aangenomen (R-A56).",
        "The municipality of arrival accepted the transfer (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-withdrawn": EventType(
        schemas.Transfer,
        "De overdracht is ingetrokken (R-A56).",
        "The transfer was withdrawn (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-expired": EventType(
        schemas.Transfer,
        "De overdracht is gesloten zonder aanname: niet op tijd, of niet meer aan te bieden (R-A56).",
        "The transfer closed without acceptance: not in time, or no longer to be offered (R-A56).",
        read=_transfer,
        since="0.2.0",
    ),
}

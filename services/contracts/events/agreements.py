"""The facts on contracts and amendments."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.contracts.amendments import store as amendments
from services.contracts.contracts import store as contracts
from services.contracts.contracts.rules import Contract
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_AMENDMENT = by_id(amendments.get_amendment)


async def _contract(ctx: "Context", connection: "Connection", contract_id: UUID, version: int) -> Contract:
    """A contract with the signatures that stood in a version and stand still."""
    return await contracts.get_contract_since(connection, contract_id, version)


AGREEMENTS = {
    "contract-drafted": EventType(
        schemas.Contract, "Een contract is opgesteld.", "A contract was drafted.", read=_contract
    ),
    "contract-redrafted": EventType(
        schemas.Contract,
        "Een concept is gewijzigd; handtekeningen vervallen.",
        "A draft was changed; signatures lapse.",
        read=_contract,
    ),
    "contract-offered": EventType(
        schemas.Contract,
        "Een compleet concept is aangeboden aan de andere partij (R-C01).",
        "A complete draft was offered to the other side (R-C01).",
        since="0.3.0",
        read=_contract,
    ),
    "contract-signed": EventType(
        schemas.Contract,
        "Een kant heeft het contract ondertekend.",
        "One side signed the contract.",
        read=_contract,
    ),
    "contract-activated": EventType(
        schemas.Contract,
        "Het contract is in werking getreden (R-C01).",
        "The contract came into force (R-C01).",
        read=_contract,
    ),
    "contract-amended": EventType(
        schemas.Contract,
        "Een addendum heeft het contract gewijzigd (R-C07).",
        "An amendment changed the contract (R-C07).",
        read=_contract,
    ),
    "contract-suspended": EventType(
        schemas.Contract,
        "Een contract is geschorst, of wordt dat op de eerste dag van suspension; state zegt of het al rust.",
        "A contract is suspended, or will be on the first day of suspension; state tells whether it rests already.",
        since="0.3.0",
        read=_contract,
    ),
    "contract-resumed": EventType(
        schemas.Contract,
        "Een schorsing is opgeheven: het contract geldt weer.",
        "A suspension was lifted: the contract holds again.",
        since="0.3.0",
        read=_contract,
    ),
    "contract-extended": EventType(
        schemas.Contract,
        "Een verlengingsoptie is gebruikt (R-C04).",
        "An option to extend was exercised (R-C04).",
        since="0.3.0",
        read=_contract,
    ),
    "contract-terminated": EventType(
        schemas.Contract,
        "Tot beëindiging is besloten; het contract geldt tot en met endDate (R-C10).",
        "The termination was decided on; the contract holds up to and including endDate (R-C10).",
        since="0.3.0",
        read=_contract,
    ),
    "contract-ended": EventType(
        schemas.Contract,
        "De laatste dag is voorbij: afgelopen (ended) of beëindigd (terminated).",
        "The last day is over: ended by time, or terminated.",
        since="0.3.0",
        read=_contract,
    ),
    "amendment-decided": EventType(
        schemas.Amendment,
        "Tot een addendum is besloten (R-C07).",
        "An amendment was decided on (R-C07).",
        read=_AMENDMENT,
    ),
    "amendment-signed": EventType(
        schemas.Amendment,
        "Een kant heeft het addendum ondertekend.",
        "One side signed the amendment.",
        read=_AMENDMENT,
    ),
}

"""The facts that contracts tells: each with the schema of its data (docs/events.md)."""

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


EVENTS = {
    "organisation-registered": EventType(
        schemas.Organisation, "Een organisatie is vastgelegd.", "An organisation was registered."
    ),
    "consortium-registered": EventType(
        schemas.Consortium,
        "Een samenwerkingsverband is vastgelegd (R-C11).",
        "A consortium was registered (R-C11).",
    ),
    "population-registered": EventType(
        schemas.Population, "Een bevolking is vastgelegd.", "A population was registered."
    ),
    "contract-drafted": EventType(
        schemas.Contract, "Een contract is opgesteld.", "A contract was drafted.", read=_contract
    ),
    "contract-redrafted": EventType(
        schemas.Contract,
        "Een concept is gewijzigd; handtekeningen vervallen.",
        "A draft was changed; signatures lapse.",
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
    "mandate-registered": EventType(
        schemas.Mandate, "Een mandaat is vastgelegd (R-A03).", "A mandate was registered (R-A03)."
    ),
    "authorisation-granted": EventType(
        schemas.Authorisation,
        "Een organisatie machtigt een andere; die begint met een momentopname (takeSnapshot).",
        "An organisation authorises another, which begins with a snapshot (takeSnapshot).",
        since="0.2.0",
        between=True,
    ),
    "authorisation-withdrawn": EventType(
        schemas.Authorisation,
        "Een machtiging is ingetrokken: het laatste feit dat de gemachtigde van de gever ziet.",
        "An authorisation was withdrawn: the last fact of the principal that its holder sees.",
        since="0.2.0",
        between=True,
    ),
    "powers-transferred": EventType(
        schemas.PowerTransfer,
        "Een gemeente draagt bevoegdheid over (R-C51).",
        "A municipality transfers its powers (R-C51).",
        since="0.2.0",
    ),
    "power-transfer-withdrawn": EventType(
        schemas.PowerTransfer,
        "Een overdracht van bevoegdheid is ingetrokken of ingekort (R-C51).",
        "A transfer of powers was withdrawn or shortened (R-C51).",
        since="0.2.0",
    ),
    "mandate-withdrawn": EventType(
        schemas.Mandate, "Een mandaat is ingetrokken of ingekort.", "A mandate was withdrawn or shortened."
    ),
}

"""The facts on existing clients who move to another contract."""

from services.contracts.contract_transitions import store as transitions
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_TRANSITION = by_id(transitions.TRANSITIONS.get)

CARE = {
    "transition-planned": EventType(
        schemas.ContractTransition,
        "De overgang van bestaande cliënten naar een ander contract is gepland, of opnieuw (R-C60).",
        "The transition of existing clients to another contract was planned, or planned anew (R-C60).",
        since="0.3.0",
        read=_TRANSITION,
    ),
    "transition-confirmed": EventType(
        schemas.ContractTransition,
        "De opdrachtgever heeft een overgang bevestigd: niemand zit zonder zorg (R-C60).",
        "The purchaser confirmed a transition: nobody is without care (R-C60).",
        since="0.3.0",
        read=_TRANSITION,
    ),
}

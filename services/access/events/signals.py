"""The facts on signals: what persons did with them."""

from services.access.events.readers import alive
from services.access.signals.store import REGISTER
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_SIGNAL = alive(lambda connection, subject, _: REGISTER.get(connection, subject))

SIGNALS = {
    "signal-acknowledged": EventType(
        schemas.Signal,
        "Iemand heeft een signaal gezien (N-139).",
        "A person saw a signal (N-139).",
        read=_SIGNAL,
        since="0.5.0",
    ),
    "signal-closed": EventType(
        schemas.Signal,
        "Een signaal is afgehandeld (N-139).",
        "A signal was closed (N-139).",
        read=_SIGNAL,
        since="0.5.0",
    ),
}

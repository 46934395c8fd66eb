"""The facts on signals: what was found, and what became of it."""

from services.access.events.readers import alive
from services.access.signals.store import REGISTER
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

_SIGNAL = alive(lambda connection, subject, _: REGISTER.get(connection, subject))

SIGNALS = {
    "signal-raised": EventType(
        schemas.Signal,
        "Er is iets gevonden waar een mens naar moet kijken (N-139).",
        "Something was found that a person should look at (N-139).",
        read=_SIGNAL,
        since="0.5.0",
    ),
    "signal-acknowledged": EventType(
        schemas.Signal,
        "Iemand heeft een signaal gezien (N-139).",
        "A person saw a signal (N-139).",
        read=_SIGNAL,
        since="0.5.0",
    ),
    "signal-closed": EventType(
        schemas.Signal,
        "Een signaal is afgehandeld, of wat het meldde is voorbij (conditionEnded; N-139).",
        "A signal was closed, or what it told is over (conditionEnded; N-139).",
        read=_SIGNAL,
        since="0.5.0",
    ),
}

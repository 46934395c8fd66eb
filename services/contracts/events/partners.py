"""The facts on who takes part: recognitions, cooperations of municipalities, keys within a consortium."""

from shared.kit.logbook import EventType
from shared.schemas import contracts as schemas

_SINCE = "0.3.0"
PARTNERS = {
    "recognition-registered": EventType(
        schemas.Recognition,
        "Een erkenning is vastgelegd (R-C58).",
        "A recognition was registered (R-C58).",
        since=_SINCE,
    ),
    "recognition-revised": EventType(
        schemas.Recognition,
        "Een erkenning is verlengd of gewijzigd.",
        "A recognition was extended or changed.",
        since=_SINCE,
    ),
    "cooperation-registered": EventType(
        schemas.Cooperation,
        "Een samenwerking van gemeenten is vastgelegd (N-37).",
        "A cooperation of municipalities was registered (N-37).",
        since=_SINCE,
    ),
    "cooperation-revised": EventType(
        schemas.Cooperation,
        "Een samenwerking van gemeenten is gewijzigd.",
        "A cooperation of municipalities was changed.",
        since=_SINCE,
    ),
    "consortium-key-entered": EventType(
        schemas.ConsortiumKey,
        "De leden van een samenwerkingsverband verdelen een jaar (R-C11).",
        "The members of a consortium divide a year (R-C11).",
        since=_SINCE,
    ),
    "consortium-key-revised": EventType(
        schemas.ConsortiumKey,
        "De leden van een samenwerkingsverband verdelen een jaar anders.",
        "The members of a consortium divide a year otherwise.",
        since=_SINCE,
    ),
}

"""The facts on whom agreements are for: populations, areas with what is told of them, coverage."""

from services.contracts.area_sharings import store as area_sharings
from services.contracts.imports import store as imports
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import contracts as schemas

_IMPORT = by_id(imports.IMPORTS.get)
_SINCE = "0.3.0"
POPULATIONS = {
    "population-revised": EventType(
        schemas.Population,
        "Een populatie is herzien of opnieuw geteld (N-105).",
        "A population was revised or counted anew (N-105).",
        since=_SINCE,
    ),
    "area-registered": EventType(
        schemas.Area, "Een gebied is vastgelegd (N-104).", "An area was registered (N-104).", since=_SINCE
    ),
    "area-revised": EventType(
        schemas.Area,
        "Een gebied is gewijzigd, of zijn grenzen eindigen.",
        "An area was changed, or its borders end.",
        since=_SINCE,
    ),
    "areas-imported": EventType(
        schemas.Import,
        "Gebieden zijn ingelezen.",
        "Areas were imported.",
        read=_IMPORT,
        also=(schemas.Area,),
        since=_SINCE,
    ),
    "characteristic-registered": EventType(
        schemas.Characteristic,
        "Een kenmerk van een gebied is vastgelegd (N-106).",
        "A characteristic of an area was registered (N-106).",
        since=_SINCE,
    ),
    "characteristic-corrected": EventType(
        schemas.Characteristic,
        "Een kenmerk van een gebied is verbeterd.",
        "A characteristic of an area was corrected.",
        since=_SINCE,
    ),
    "characteristics-imported": EventType(
        schemas.Import,
        "Kenmerken van gebieden zijn ingelezen.",
        "Characteristics of areas were imported.",
        read=_IMPORT,
        also=(schemas.Characteristic,),
        since=_SINCE,
    ),
    "provision-registered": EventType(
        schemas.Provision,
        "Een voorziening staat op de sociale kaart (D-17).",
        "A provision was put on the social map (D-17).",
        since=_SINCE,
    ),
    "provision-revised": EventType(
        schemas.Provision, "Een voorziening is gewijzigd.", "A provision was changed.", since=_SINCE
    ),
    "area-profiles-shared": EventType(
        schemas.AreaSharing,
        "Wijkgegevens en sociale kaart zijn gedeeld (D-17).",
        "Neighbourhood data and social map were shared (D-17).",
        read=by_id(area_sharings.AREA_SHARINGS.get),
        since=_SINCE,
    ),
    "coverage-assigned": EventType(
        schemas.Coverage,
        "Een aanbieder is als enige verantwoordelijk voor gebieden (R-C12).",
        "A provider alone is responsible for areas (R-C12).",
        since=_SINCE,
    ),
    "coverage-revised": EventType(
        schemas.Coverage,
        "Een dekking kreeg een andere laatste dag, of andere gebieden voor zij begon.",
        "A coverage was given another last day, or other areas before it began.",
        since=_SINCE,
    ),
    "coverage-withdrawn": EventType(
        schemas.Coverage,
        "Een dekking die nog niet was begonnen is ingetrokken.",
        "A coverage that had not begun was withdrawn.",
        since=_SINCE,
    ),
}

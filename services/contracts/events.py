"""The facts that contracts tells: each with the schema of its data (docs/events.md)."""

from shared.kit.logbook import EventType
from shared.schemas import contracts as schemas

EVENTS = {
    "organisation-registered": EventType(schemas.Organisation, "Een organisatie is vastgelegd."),
    "consortium-registered": EventType(schemas.Consortium, "Een samenwerkingsverband is vastgelegd (R-C11)."),
    "population-registered": EventType(schemas.Population, "Een bevolking is vastgelegd."),
    "contract-drafted": EventType(schemas.Contract, "Een contract is opgesteld."),
    "contract-redrafted": EventType(schemas.Contract, "Een concept is gewijzigd; handtekeningen vervallen."),
    "contract-signed": EventType(schemas.Contract, "Een kant heeft het contract ondertekend."),
    "contract-activated": EventType(schemas.Contract, "Het contract is in werking getreden (R-C01)."),
    "contract-amended": EventType(schemas.Contract, "Een addendum heeft het contract gewijzigd (R-C07)."),
    "amendment-decided": EventType(schemas.Amendment, "Tot een addendum is besloten (R-C07)."),
    "amendment-signed": EventType(schemas.Amendment, "Een kant heeft het addendum ondertekend."),
    "mandate-registered": EventType(schemas.Mandate, "Een mandaat is vastgelegd (R-A03)."),
    "mandate-withdrawn": EventType(schemas.Mandate, "Een mandaat is ingetrokken of ingekort."),
}

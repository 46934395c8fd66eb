"""The facts that outcomes tells: each with the schema of its data (docs/events.md)."""

from shared.kit.logbook import EventType
from shared.schemas import common
from shared.schemas import outcomes as schemas

EVENTS = {
    "indicators-defined": EventType(schemas.ContractIndicators, "De indicatoren van een contract zijn bekend (R-X09)."),
    "indicators-changed": EventType(schemas.ContractIndicators, "De indicatoren van een contract zijn gewijzigd."),
    "measurement-registered": EventType(schemas.Measurement, "Een meting is geregistreerd."),
    "measurements-registered": EventType(common.Batch, "Een bestand met metingen is verwerkt."),
    "verdict-given": EventType(schemas.ContractVerdict, "Het jaaroordeel is gegeven (R-O05)."),
    "audit-statement-registered": EventType(schemas.AuditStatement, "De accountant heeft verklaard (R-O28)."),
}

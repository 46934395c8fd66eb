"""The facts that settlement tells: each with the schema of its data (docs/events.md)."""

from shared.kit.logbook import EventType
from shared.schemas import settlement as schemas

EVENTS = {
    "schedule-planned": EventType(
        schemas.Schedule, "De termijnen van een contractjaar zijn gepland (R-S02)."
    ),
    "schedule-replanned": EventType(schemas.Schedule, "De resterende termijnen zijn herzien (R-S05)."),
    "instalment-posted": EventType(schemas.Schedule, "Een termijn is geboekt."),
    "retention-released": EventType(schemas.Retention, "De inhouding is vrijgegeven (R-S03)."),
    "bank-account-proposed": EventType(schemas.BankAccount, "Een bankrekening is voorgesteld."),
    "bank-account-confirmed": EventType(
        schemas.BankAccount, "Een tweede persoon heeft de bankrekening bevestigd."
    ),
    "bank-account-withdrawn": EventType(schemas.BankAccount, "Een bankrekening is ingetrokken."),
    "payments-ordered": EventType(schemas.PaymentBatch, "Een betaalbestand is gemaakt (pain.001)."),
    "payments-booked": EventType(schemas.BankStatement, "Een rekeningafschrift is verwerkt (camt.053)."),
}

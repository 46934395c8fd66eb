"""The facts that access tells: each with the schema of its data, which holds surrogates and no free text (docs/events.md)."""

from shared.kit.logbook import EventType
from shared.schemas import access as schemas

EVENTS = {
    "request-received": EventType(schemas.Request, "Een melding is ontvangen."),
    "first-talk-held": EventType(schemas.Request, "Het eerste gesprek is gevoerd (R-O06)."),
    "decision-taken": EventType(schemas.Decision, "Een toegangsbesluit is genomen (R-A03)."),
    "referral-made": EventType(schemas.Referral, "De inwoner is naar een aanbieder verwezen (R-A27)."),
    "referral-accepted": EventType(schemas.Referral, "De aanbieder heeft de verwijzing aanvaard."),
    "referral-refused": EventType(schemas.Referral, "De aanbieder heeft de verwijzing geweigerd (R-A36)."),
}

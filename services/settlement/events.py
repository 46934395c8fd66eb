"""The facts that settlement tells: each with the schema of its data (docs/events.md)."""

from services.settlement.ledger import store as ledger
from services.settlement.payments.store import accounts, statements
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import settlement as schemas

_ACCOUNT, _STATEMENT = by_id(accounts.get_account), by_id(statements.get_statement)
_ENTRY, _CLOSING = by_id(ledger.get_entry), by_id(ledger.get_closing)
EVENTS = {
    "schedule-planned": EventType(
        schemas.Schedule,
        "De termijnen van een contractjaar zijn gepland (R-S02).",
        "The instalments of a contract year were planned (R-S02).",
        also=(schemas.Retention, schemas.Entry),
    ),
    "schedule-replanned": EventType(
        schemas.Schedule,
        "De resterende termijnen zijn herzien (R-S05).",
        "The remaining instalments were revised (R-S05).",
        also=(schemas.Retention, schemas.Entry),
    ),
    "instalment-posted": EventType(
        schemas.Schedule,
        "Een termijn is geboekt.",
        "An instalment was posted.",
        also=(schemas.Retention, schemas.Entry),
    ),
    "retention-released": EventType(
        schemas.Retention,
        "De inhouding is vrijgegeven (R-S03).",
        "The retention was released (R-S03).",
        also=(schemas.Entry,),
    ),
    "entry-posted": EventType(
        schemas.Entry,
        "Een post is met de hand geboekt (memoriaal).",
        "An entry was booked by hand (memorial).",
        read=_ENTRY,
    ),
    "entry-reversed": EventType(
        schemas.Entry, "Een post is teruggedraaid.", "An entry was reversed.", read=_ENTRY
    ),
    "books-closed": EventType(
        schemas.Closing,
        "Een periode van de boeken is gesloten.",
        "A period of the books was closed.",
        read=_CLOSING,
    ),
    "books-sealed": EventType(schemas.Seal, "Wat is geboekt, is verzegeld.", "What was booked was sealed."),
    "bank-account-proposed": EventType(
        schemas.BankAccount, "Een bankrekening is voorgesteld.", "A bank account was proposed.", read=_ACCOUNT
    ),
    "bank-account-confirmed": EventType(
        schemas.BankAccount,
        "Een tweede persoon heeft de bankrekening bevestigd.",
        "A second person confirmed the bank account.",
        read=_ACCOUNT,
    ),
    "bank-account-withdrawn": EventType(
        schemas.BankAccount,
        "Een bankrekening is ingetrokken.",
        "A bank account was withdrawn.",
        read=_ACCOUNT,
    ),
    "payments-ordered": EventType(
        schemas.PaymentBatch,
        "Een betaalbestand is gemaakt (pain.001).",
        "A payment file was made (pain.001).",
        also=(schemas.Schedule, schemas.Retention),
    ),
    "payments-booked": EventType(
        schemas.BankStatement,
        "Een rekeningafschrift is verwerkt (camt.053).",
        "A bank statement was processed (camt.053).",
        read=_STATEMENT,
        also=(schemas.PaymentBatch, schemas.Schedule, schemas.Retention, schemas.Entry),
    ),
}

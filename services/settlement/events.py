"""The facts that settlement tells: each with the schema of its data (docs/events.md)."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.settlement.claims import store as claims
from services.settlement.hire_orders import store as hire_orders
from services.settlement.journals import store as journals
from services.settlement.ledger import store as ledger
from services.settlement.openings import store as openings
from services.settlement.payments.store import accounts, statements
from services.settlement.posting_profiles import store as posting_profiles
from services.settlement.receivables import store as receivables
from services.settlement.retentions import store as retentions
from shared.kit import batches
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import common
from shared.schemas import settlement as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_ACCOUNT, _STATEMENT = by_id(accounts.get_account), by_id(statements.get_statement)
_ENTRY, _CLOSING = by_id(ledger.get_entry), by_id(ledger.get_closing)
_OPENING = by_id(openings.get_opening)
_RETENTION = by_id(retentions.get_retention)
_HIRE = by_id(hire_orders.get_order)
_RECEIVABLE = by_id(receivables.get_receivable)
_PROFILE, _JOURNAL = by_id(posting_profiles.get_profile), by_id(journals.get_journal)


async def _batch(ctx: "Context", connection: "Connection", batch_id: UUID, version: int) -> common.Batch:
    """A file as its sender was answered, in the reader's language."""
    return batches.shown(await claims.get_batch(connection, batch_id), ctx.language)


EVENTS = {
    "ceiling-warned": EventType(
        schemas.CeilingUsage,
        "Een plafond is voor het deel verbruikt vanaf waar het waarschuwt (R-X11).",
        "A ceiling is used to the share from which it warns (R-X11).",
        also=(schemas.Claim, schemas.ClaimPayable, schemas.Entry),
    ),
    "claims-judged": EventType(
        common.Batch,
        "Een bestand met declaraties is beoordeeld.",
        "A file of claims was judged.",
        read=_batch,
        also=(schemas.Claim, schemas.ClaimPayable, schemas.Entry),
    ),
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
        "De inhouding is vrijgegeven, geheel of naar rato (R-S03, G-01).",
        "The retention was released, whole or pro rata (R-S03, G-01).",
        read=_RETENTION,
        also=(schemas.Entry,),
    ),
    "retention-forfeited": EventType(
        schemas.Retention,
        "De inhouding is geheel vervallen (R-S03).",
        "The whole retention was forfeited (R-S03).",
        read=_RETENTION,
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
    "books-opened": EventType(
        schemas.Opening,
        "Wat een oude administratie betaalde, is overgenomen.",
        "What an older administration paid was taken over.",
        read=_OPENING,
        also=(schemas.Schedule, schemas.Entry),
    ),
    "opening-reversed": EventType(
        schemas.Opening,
        "Een beginstand is teruggedraaid.",
        "An opening was reversed.",
        read=_OPENING,
        also=(schemas.Schedule, schemas.Entry),
    ),
    "hire-order-placed": EventType(
        schemas.HireOrder,
        "Een kernteam heeft ingehuurd binnen het wijkbudget (R-S55).",
        "A core team hired within the budget of its neighbourhood (R-S55).",
        read=_HIRE,
        also=(schemas.Entry,),
    ),
    "hire-order-withdrawn": EventType(
        schemas.HireOrder,
        "Een inhuuropdracht is ingetrokken.",
        "A hire order was withdrawn.",
        read=_HIRE,
        also=(schemas.Entry,),
    ),
    "receivable-raised": EventType(
        schemas.Receivable,
        "Wat te veel is geboekt, wordt teruggevraagd (Awb 4:87).",
        "What was posted too much is asked back (Awb 4:87).",
        read=_RECEIVABLE,
    ),
    "write-off-proposed": EventType(
        schemas.Receivable,
        "Voorgesteld is een vordering af te boeken.",
        "It was proposed to write a receivable off.",
        read=_RECEIVABLE,
    ),
    "receivable-written-off": EventType(
        schemas.Receivable,
        "Een tweede persoon boekte een vordering af.",
        "A second person wrote a receivable off.",
        read=_RECEIVABLE,
        also=(schemas.Entry,),
    ),
    "posting-profile-added": EventType(
        schemas.PostingProfile,
        "Een boekingsprofiel is vastgelegd.",
        "A posting profile was added.",
        read=_PROFILE,
    ),
    "posting-profile-ended": EventType(
        schemas.PostingProfile,
        "Een boekingsprofiel is beëindigd.",
        "A posting profile was ended.",
        read=_PROFILE,
    ),
    "journal-made": EventType(
        schemas.Journal,
        "Een journaal voor de eigen administratie is gemaakt.",
        "A journal for the municipality's own books was made.",
        read=_JOURNAL,
    ),
    "payments-booked": EventType(
        schemas.BankStatement,
        "Een rekeningafschrift is verwerkt (camt.053).",
        "A bank statement was processed (camt.053).",
        read=_STATEMENT,
        also=(schemas.PaymentBatch, schemas.Schedule, schemas.Retention, schemas.Entry),
    ),
}

"""The facts on keeping, destroying and erasing."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.access.destructions import store as destructions
from services.access.erasures import store as erasures
from services.access.events.readers import alive
from services.access.legal_holds import store as legal_holds
from services.access.retention_terms import store as retention_terms
from services.access.retention_terms.rules import RetentionTerm
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_HOLD = alive(lambda connection, subject, _: legal_holds.get_hold(connection, subject))
_LIST = by_id(destructions.get_list)


async def _term(ctx: "Context", connection: "Connection", term_id: UUID, version: int) -> RetentionTerm:
    """A retention term, by the id that a municipality's term of that category always has."""
    terms = await retention_terms.list_terms(connection, ctx.actor.organisation)
    return next(term for term in terms if term.id == term_id)


RETENTION = {
    "retention-term-set": EventType(
        schemas.RetentionTerm,
        "Een bewaartermijn is verlengd, of terug naar de wet (F-37).",
        "A retention term was lengthened, or brought back to the law's (F-37).",
        read=_term,
        resource="retention_terms",
        at="/retention-terms",
        since="0.2.0",
    ),
    "legal-hold-placed": EventType(
        schemas.LegalHold,
        "Op een dossier ligt een vernietigingsstop (F-37).",
        "A legal hold was placed on a file (F-37).",
        read=_HOLD,
        since="0.2.0",
    ),
    "legal-hold-released": EventType(
        schemas.LegalHold,
        "Een vernietigingsstop is opgeheven (F-37).",
        "A legal hold was released (F-37).",
        read=_HOLD,
        since="0.2.0",
    ),
    "citizen-erased": EventType(
        schemas.Erasure,
        "Een inwoner is gewist: het pseudoniem is dood (F-38).",
        "A citizen was erased: the surrogate is dead (F-38).",
        read=by_id(erasures.get_erasure),
        also=(
            schemas.Citizen,
            schemas.Request,
            schemas.Decision,
            schemas.Referral,
            schemas.LegalHold,
            schemas.CareStart,
            schemas.CareStop,
            schemas.DesiredResult,
            schemas.PgbSwitch,
            schemas.ProviderChoice,
            schemas.WaitingEntry,
        ),
        since="0.2.0",
    ),
    "destruction-proposed": EventType(
        schemas.DestructionList,
        "Een vernietigingslijst is voorgesteld (F-37).",
        "A destruction list was proposed (F-37).",
        read=_LIST,
        since="0.2.0",
    ),
    "destruction-approved": EventType(
        schemas.DestructionList,
        "Een tweede persoon keurde een vernietigingslijst goed (F-28).",
        "A second person approved a destruction list (F-28).",
        read=_LIST,
        since="0.2.0",
    ),
    "files-destroyed": EventType(
        schemas.DestructionList,
        "Een vernietigingslijst is uitgevoerd: de pseudoniemen op haar regels zijn dood (F-37).",
        "A destruction list was executed: the surrogates on its lines are dead (F-37).",
        read=_LIST,
        also=(
            schemas.Citizen,
            schemas.Request,
            schemas.Decision,
            schemas.Referral,
            schemas.LegalHold,
            schemas.CareStart,
            schemas.CareStop,
            schemas.DesiredResult,
            schemas.PgbSwitch,
            schemas.ProviderChoice,
            schemas.WaitingEntry,
            schemas.Erasure,
        ),
        since="0.2.0",
    ),
}

"""The facts that access tells: each with the schema of its data, which holds surrogates and no free text (docs/events.md)."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import Citizen
from services.access.decisions import store as decisions
from services.access.destructions import store as destructions
from services.access.erasures import store as erasures
from services.access.legal_holds import store as legal_holds
from services.access.referrals import store as referrals
from services.access.referrals.rules import Referral
from services.access.requests import store as requests
from services.access.retention_terms import store as retention_terms
from services.access.retention_terms.rules import RetentionTerm
from services.access.transfers import store as transfers
from services.access.transfers.rules import Transfer
from shared.kit.clock import machine_now
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.kit.rights import READ
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.kit.logbook import Reader


async def _referral(connection: "Connection", referral_id: UUID, version: int) -> Referral:
    """A referral; before its last version nobody had refused it."""
    found = await referrals.get_referral(connection, referral_id)
    return found if version == found.version else replace(found, refusal_reason=None)


def _alive(get: Callable[["Connection", UUID, int], Awaitable[Any]]) -> "Reader":
    """The reading of something about a citizen: once the citizen is erased a retry is answered 410 (CitizenErased)."""

    async def read(ctx: "Context", connection: "Connection", subject: UUID, version: int) -> Any:
        found = await get(connection, subject, version)
        if found.owner in ctx.actor.organisations:
            await citizens.check_alive(connection, found.owner, found.citizen_id)
        return found

    return read


async def _transfer(ctx: "Context", connection: "Connection", transfer_id: UUID, version: int) -> Transfer:
    """A transfer with the reader's own citizen, whom it sees once more: noted under the reader, not under the other side."""
    found = await transfers.get_transfer(connection, transfer_id)
    if found.own_citizen_id is not None:
        seen = {ctx.actor.organisation: [found.own_citizen_id]}
        ctx.seen.note(ctx.service.rights.of("citizens", READ), "get_transfer", seen, machine_now())
    return found


async def _citizen(ctx: "Context", connection: "Connection", citizen_id: UUID, version: int) -> Citizen:
    """A citizen as it is now: what was recorded of a person before a correction is kept nowhere."""
    return await citizens.get_citizen(connection, citizens.keys_of(ctx), citizen_id)


_REQUEST = _alive(lambda connection, subject, _: requests.get_request(connection, subject))
_DECISION = _alive(lambda connection, subject, _: decisions.get_decision(connection, subject))
_REFERRAL = _alive(_referral)
_HOLD = _alive(lambda connection, subject, _: legal_holds.get_hold(connection, subject))
_LIST = by_id(destructions.get_list)


async def _term(ctx: "Context", connection: "Connection", term_id: UUID, version: int) -> RetentionTerm:
    """A retention term, by the id that a municipality's term of that category always has."""
    terms = await retention_terms.list_terms(connection, ctx.actor.organisation)
    return next(term for term in terms if term.id == term_id)


EVENTS = {
    "citizen-registered": EventType(
        schemas.Citizen,
        "Een inwoner is vastgelegd (F-06).",
        "A citizen was registered (F-06).",
        read=_citizen,
        since="0.2.0",
    ),
    "citizen-corrected": EventType(
        schemas.Citizen,
        "Persoonsgegevens zijn verbeterd, aangevuld of weggehaald (F-38).",
        "Personal data were corrected, added or taken away (F-38).",
        read=_citizen,
        since="0.2.0",
    ),
    "transfer-offered": EventType(
        schemas.Transfer,
        "Een inwoner verhuist; de overdracht is aangeboden (R-A56).",
        "A citizen moves; the transfer was offered (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-accepted": EventType(
        schemas.Transfer,
        "De gemeente van vestiging heeft de overdracht aangenomen (R-A56).",
        "The municipality of arrival accepted the transfer (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-withdrawn": EventType(
        schemas.Transfer,
        "De overdracht is ingetrokken (R-A56).",
        "The transfer was withdrawn (R-A56).",
        read=_transfer,
        also=(schemas.Citizen,),
        since="0.2.0",
    ),
    "transfer-expired": EventType(
        schemas.Transfer,
        "De overdracht is gesloten zonder aanname: niet op tijd, of niet meer aan te bieden (R-A56).",
        "The transfer closed without acceptance: not in time, or no longer to be offered (R-A56).",
        read=_transfer,
        since="0.2.0",
    ),
    "request-moved": EventType(
        schemas.Request,
        "De melding gaat in een andere gemeente verder (R-A56).",
        "The request goes on in another municipality (R-A56).",
        read=_REQUEST,
        since="0.2.0",
    ),
    "decision-ended": EventType(
        schemas.Decision,
        "De toewijzing eindigt omdat de inwoner verhuist (R-A56).",
        "The allocation ends because the citizen moves (R-A56).",
        read=_DECISION,
        since="0.2.0",
    ),
    "request-received": EventType(
        schemas.Request,
        "Een melding is ontvangen.",
        "A request for support was received.",
        read=_REQUEST,
        also=(schemas.Citizen,),
    ),
    "first-talk-held": EventType(
        schemas.Request,
        "Het eerste gesprek is gevoerd (R-O06).",
        "The first talk was held (R-O06).",
        read=_REQUEST,
    ),
    "decision-taken": EventType(
        schemas.Decision,
        "Een toegangsbesluit is genomen (R-A03).",
        "A decision on access was taken (R-A03).",
        read=_DECISION,
        also=(schemas.Request,),
    ),
    "referral-made": EventType(
        schemas.Referral,
        "De inwoner is naar een aanbieder verwezen (R-A27).",
        "The citizen was referred to a provider (R-A27).",
        read=_REFERRAL,
        also=(schemas.Request,),
    ),
    "referral-accepted": EventType(
        schemas.Referral,
        "De aanbieder heeft de verwijzing aanvaard.",
        "The provider accepted the referral.",
        read=_REFERRAL,
    ),
    "referral-refused": EventType(
        schemas.Referral,
        "De aanbieder heeft de verwijzing geweigerd (R-A36).",
        "The provider refused the referral (R-A36).",
        read=_REFERRAL,
    ),
    "referral-closed": EventType(
        schemas.Referral,
        "De verwijzing is zonder antwoord gesloten omdat de inwoner verhuist (R-A56).",
        "The referral was closed without an answer because the citizen moves (R-A56).",
        read=_REFERRAL,
        since="0.2.0",
    ),
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
            schemas.Erasure,
        ),
        since="0.2.0",
    ),
}

"""The facts on what citizens ask, and to whom they are referred."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.events.readers import alive
from services.access.referrals import store as referrals
from services.access.referrals.rules import Referral
from services.access.requests import store as requests
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.database import Connection


async def read_referral(connection: "Connection", referral_id: UUID, version: int) -> Referral:
    """A referral; before the version in which it was answered nobody had refused it."""
    found = await referrals.get_referral(connection, referral_id)
    return (
        found if version >= (found.answered_version or found.version) else replace(found, refusal_reason=None)
    )


_REQUEST = alive(lambda connection, subject, _: requests.get_request(connection, subject))
_REFERRAL = alive(read_referral)

CASES = {
    "request-moved": EventType(
        schemas.Request,
        "De melding gaat in een andere gemeente verder (R-A56).",
        "The request goes on in another municipality (R-A56).",
        read=_REQUEST,
        since="0.2.0",
    ),
    "request-received": EventType(
        schemas.Request,
        "Een melding is ontvangen.",
        "A request for support was received.",
        read=_REQUEST,
        also=(schemas.Citizen, schemas.StatutoryTerm),
    ),
    "first-talk-held": EventType(
        schemas.Request,
        "Het eerste gesprek is gevoerd (R-O06).",
        "The first talk was held (R-O06).",
        read=_REQUEST,
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
    "referral-ended": EventType(
        schemas.Referral,
        "De aangenomen verwijzing eindigt omdat de inwoner verhuist (R-A56).",
        "The accepted referral ends because the citizen moves (R-A56).",
        read=_REFERRAL,
        since="0.5.0",
    ),
}

"""The facts on questions on their way to an answer: requests, clarifications, plans, pilot flames, files taken over."""

from typing import TYPE_CHECKING
from uuid import UUID

from pydantic import BaseModel

from services.access.clarifications.store import REGISTER as CLARIFICATIONS
from services.access.events.readers import alive
from services.access.file_takeovers.store import get_takeover
from services.access.household_plans.store import REGISTER as PLANS
from services.access.pilot_flames.store import REGISTER as FLAMES
from services.access.requests import store as requests
from shared.kit import batches
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import access as schemas
from shared.schemas import common

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_REQUEST = alive(lambda connection, subject, _: requests.get_request(connection, subject))
_FLAME = alive(lambda connection, subject, _: FLAMES.get(connection, subject))
_PLAN = by_id(PLANS.get)


async def _batch(ctx: "Context", connection: "Connection", batch_id: UUID, version: int) -> common.Batch:
    """A file as it is answered, in the reader's language."""
    return batches.shown(await get_takeover(connection, batch_id), ctx.language)


def _of_plan(nl: str, en: str) -> EventType:
    return EventType(schemas.HouseholdPlan, nl, en, read=_PLAN, since="0.5.0")


def _of_flame(nl: str, en: str, *also: type[BaseModel]) -> EventType:
    return EventType(schemas.PilotFlame, nl, en, read=_FLAME, also=also, since="0.5.0")


_CLARIFICATION = alive(lambda connection, subject, _: CLARIFICATIONS.get(connection, subject))


def _of_request(nl: str, en: str, *also: type[BaseModel]) -> EventType:
    return EventType(schemas.Request, nl, en, read=_REQUEST, also=also, since="0.5.0")


QUESTIONS = {
    "request-applied": _of_request(
        "De aanvraag op een melding is gedaan (R-A55).",
        "A request was applied for (R-A55).",
        schemas.StatutoryTerm,
    ),
    "request-changed": _of_request(
        "Een melding is aangevuld (N-126).",
        "A request was completed (N-126).",
        schemas.WaitingEntry,
        schemas.Referral,
        schemas.Signal,
    ),
    "responsible-municipality-determined": _of_request(
        "De verantwoordelijke gemeente van een melding is bepaald (R-A56).",
        "The municipality responsible for a request was determined (R-A56).",
    ),
    "request-withdrawn": _of_request(
        "De inwoner trok een melding in (N-126).",
        "The citizen withdrew a request (N-126).",
        schemas.StatutoryTerm,
    ),
    "request-closed": _of_request(
        "Een melding is gesloten zonder besluit (N-126).",
        "A request was closed without a decision (N-126).",
    ),
    "clarification-recorded": EventType(
        schemas.Clarification,
        "Een vraag is verhelderd (N-127).",
        "A question was clarified (N-127).",
        read=_CLARIFICATION,
        also=(schemas.Request, schemas.StatutoryTerm),
        since="0.5.0",
    ),
    "household-plan-made": _of_plan(
        "Er is een plan voor een huishouden (R-A23).", "There is a plan for a household (R-A23)."
    ),
    "household-plan-changed": _of_plan(
        "Een plan voor een huishouden is gewijzigd (R-A23).", "A plan for a household was changed (R-A23)."
    ),
    "household-plan-ended": _of_plan(
        "Een plan voor een huishouden is beëindigd (R-A23).", "A plan for a household ended (R-A23)."
    ),
    "pilot-flame-lit": _of_flame(
        "Een zaak is gesloten met licht contact (R-A51).",
        "A case was closed with light contact (R-A51).",
        schemas.Request,
    ),
    "pilot-flame-contacted": _of_flame("Er was licht contact (R-A51).", "There was light contact (R-A51)."),
    "pilot-flame-due": _of_flame(
        "Een licht contact is aan de beurt (R-A51).", "A light contact is due (R-A51)."
    ),
    "pilot-flame-reentered": _of_flame("De inwoner kwam terug (R-A51).", "The citizen came back (R-A51)."),
    "pilot-flame-ended": _of_flame("Een waakvlam ging uit (R-A51).", "A pilot flame went out (R-A51)."),
    "requests-taken-over": EventType(
        common.Batch,
        "Open meldingen zijn overgenomen uit een ander systeem (R-A56).",
        "Open requests were taken over from another system (R-A56).",
        read=_batch,
        also=(schemas.Citizen, schemas.Request, schemas.StatutoryTerm),
        since="0.5.0",
    ),
}

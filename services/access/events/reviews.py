"""The facts on what keeps decisions right: reviews, the samples that pick some, advice of experts."""

from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from services.access.events.readers import alive
from services.access.expert_advices.store import REGISTER as ADVICES
from services.access.reviews.rules import Review
from services.access.reviews.store import REGISTER
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.database import Connection


async def _review(connection: "Connection", review_id: UUID, version: int) -> Review:
    """A review; in its first version nobody was to do it, and nothing was found before it was completed."""
    found = await REGISTER.get(connection, review_id)
    if version < found.version - (found.feedback_sent_on is not None):
        found = replace(found, advice=None, deviation_reason=None)
    return found if version > 1 else replace(found, reviewer=None)


_REVIEW = alive(_review)
_ADVICE = alive(lambda connection, subject, _: ADVICES.get(connection, subject))

REVIEWS = {
    "review-opened": EventType(
        schemas.Review,
        "Een toets is geopend (R-A06 … R-A12).",
        "A review was opened (R-A06 … R-A12).",
        read=_REVIEW,
        also=(schemas.Allocation,),
        since="0.5.0",
    ),
    "review-assigned": EventType(
        schemas.Review,
        "Een toetser is aangewezen, die niet de consulent is (R-A07).",
        "A reviewer was assigned, who is not the consultant (R-A07).",
        read=_REVIEW,
        since="0.5.0",
    ),
    "review-contacted": EventType(
        schemas.Review,
        "Er was contact met aanbieder of inwoner over de toets (R-A12).",
        "Provider or citizen was contacted about the review (R-A12).",
        read=_REVIEW,
        since="0.5.0",
    ),
    "review-completed": EventType(
        schemas.Review,
        "Een toets is afgerond, met haar uitkomst (R-A07 … R-A13).",
        "A review was completed, with its outcome (R-A07 … R-A13).",
        read=_REVIEW,
        since="0.5.0",
    ),
    "review-cancelled": EventType(
        schemas.Review,
        "Een toets is vervallen omdat haar onderwerp er niet meer is.",
        "A review was cancelled because its subject is no longer there.",
        read=_REVIEW,
        since="0.5.0",
    ),
    "review-feedback-sent": EventType(
        schemas.Review,
        "De consulent heeft de uitkomst van de toets gehoord (R-A49).",
        "The consultant heard of the review's outcome (R-A49).",
        read=_REVIEW,
        since="0.5.0",
    ),
    "review-sample-committed": EventType(
        schemas.ReviewSample,
        "Voor een maand is een geheim getrokken en zijn SHA-256 getoond (R-A09, F-34).",
        "A secret was drawn for a month and its SHA-256 shown (R-A09, F-34).",
        since="0.5.0",
    ),
    "review-sample-drawn": EventType(
        schemas.ReviewSample,
        "De steekproef van een maand is getrokken; van elk gekozen besluit is een toets geopend (R-A09, F-34).",
        "The sample of a month was drawn; a review was opened of each chosen decision (R-A09, F-34).",
        also=(schemas.Review,),
        since="0.5.0",
    ),
    "expert-advised": EventType(
        schemas.ExpertAdvice,
        "Een of meer experts adviseerden over een besluit in concept (R-A21, R-A22).",
        "One or more experts advised on a draft decision (R-A21, R-A22).",
        read=_ADVICE,
        since="0.5.0",
    ),
    "decision-ratified": EventType(
        schemas.ExpertAdvice,
        "Een derde oordeelde over de bekrachtiging van een besluit in concept (R-A20, F-28).",
        "A third judged the ratification of a draft decision (R-A20, F-28).",
        read=_ADVICE,
        since="0.5.0",
    ),
}

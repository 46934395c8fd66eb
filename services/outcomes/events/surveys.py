"""The facts about surveys."""

from services.outcomes.surveys.store import SURVEYS
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

SURVEYED = {
    "survey-registered": EventType(
        schemas.Survey,
        "Een ervaringsonderzoek is geregistreerd (N-153).",
        "A survey was registered (N-153).",
        since="0.4.0",
        read=by_id(SURVEYS.get),
        # What is shown of a part depends on all surveys beside it, and on who reads (F-08).
        also=(schemas.Survey,),
    ),
}

"""The facts on client results: each evaluator's opinion, and the verdict when all have judged."""

from services.outcomes.client_results import store
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

_SINCE = "0.4.0"

CLIENT_RESULTS = {
    "result-opinion-given": EventType(
        schemas.ResultOpinion,
        "Een beoordelaar oordeelde over een gewenst resultaat (R-O24).",
        "An evaluator judged a desired result (R-O24).",
        also=(schemas.ClientResult,),
        since=_SINCE,
        read=by_id(store.OPINIONS.get),
    ),
    "client-result-evaluated": EventType(
        schemas.ClientResult,
        "Alle beoordelaars oordeelden over een gewenst resultaat: er is een oordeel (R-O24, R-O25).",
        "All evaluators judged a desired result: there is a verdict (R-O24, R-O25).",
        since=_SINCE,
        read=by_id(store.RESULTS.get),
    ),
}

"""Who may do what with client results: the evaluators whom the contract names judge, each for itself (R-O24)."""

from services.outcomes.rights.base import DUE, READERS, R, W
from shared.kit.rights import PURCHASERS, READ, Right
from shared.values.terms import ActorKind, ProcessingEvent

_RESULTS = "client-results"
_JUDGING = PURCHASERS | {ActorKind.PROVIDER}
_SEARCH = ProcessingEvent.SEARCH

CLIENT_RESULTS = (
    Right("client_results", READ, R, _JUDGING, _RESULTS),
    Right("client_results", "list_results", R, _JUDGING, _RESULTS, _SEARCH),
    Right("client_results", "list_opinions", R, _JUDGING, _RESULTS, _SEARCH),
    Right("client_results", "list_tasks", R, _JUDGING, _RESULTS, _SEARCH),
    Right("client_results", "get_counts", R, READERS),
    Right(
        "client_results",
        "register_opinion",
        W,
        _JUDGING,
        _RESULTS,
        ProcessingEvent.CREATE,
        "an evaluator whom the contract names; the municipality for itself and the citizen, a provider for itself (R-O24)",
    ),
    Right("client_results", "apply_desired_result", None, DUE),
)

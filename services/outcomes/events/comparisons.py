"""The facts about outcomes of clients, case-mix models, comparisons and rankings."""

from typing import TYPE_CHECKING
from uuid import UUID

from services.outcomes.comparisons import store
from shared.kit import batches
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import common
from shared.schemas import outcomes as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_SINCE = "0.4.0"


async def _batch(ctx: "Context", connection: "Connection", batch_id: UUID, version: int) -> common.Batch:
    """A file with its first faults, in the language of who asks again."""
    return batches.shown(await store.get_batch(connection, batch_id), ctx.language)


def _model(says: str, english: str) -> EventType:
    return EventType(schemas.CaseMixModel, says, english, since=_SINCE, read=by_id(store.MODELS.get))


COMPARISONS = {
    "client-outcome-registered": EventType(
        schemas.ClientOutcome,
        "Een uitkomst per cliënt is geregistreerd, zonder de cliënt.",
        "A client's outcome was registered, without the client.",
        since=_SINCE,
        read=by_id(store.OUTCOMES.get),
    ),
    "client-outcomes-registered": EventType(
        common.Batch,
        "Een bestand met uitkomsten per cliënt is verwerkt.",
        "A file of clients' outcomes was processed.",
        since=_SINCE,
        read=_batch,
        also=(schemas.ClientOutcome,),
    ),
    "case-mix-model-requested": _model(
        "Een zorgzwaartemodel is gevraagd (R-O09).", "A case-mix model was asked for (R-O09)."
    ),
    "case-mix-model-fitted": _model(
        "Een zorgzwaartemodel is geschat en bevroren.", "A case-mix model was fitted and frozen."
    ),
    "case-mix-model-failed": _model(
        "Uit deze cliënten volgt geen zorgzwaartemodel.", "No case-mix model follows from these clients."
    ),
    "comparison-made": EventType(
        schemas.Comparison,
        "Een vergelijking is gemaakt (R-O10).",
        "A comparison was made (R-O10).",
        since=_SINCE,
        read=by_id(store.COMPARISONS.get),
        also=(schemas.ComparisonUnit,),
    ),
    "ranking-published": EventType(
        schemas.Ranking,
        "Een ranglijst is gepubliceerd: alleen wie te onderscheiden is (R-O34).",
        "A ranking was published: only who is distinguishable (R-O34).",
        since=_SINCE,
        read=by_id(store.RANKINGS.get),
    ),
    "ranking-withdrawn": EventType(
        schemas.Ranking,
        "Een ranglijst is ingetrokken: zij noemt niemand meer (R-O34).",
        "A ranking was withdrawn: it names nobody any more (R-O34).",
        since=_SINCE,
        read=by_id(store.RANKINGS.get),
    ),
}

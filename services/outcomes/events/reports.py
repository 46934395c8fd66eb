"""The facts on accountability reports; their figures and stories are read at the report."""

from services.outcomes.reports import store
from shared.kit.logbook import EventType
from shared.kit.replays import by_id
from shared.schemas import outcomes as schemas

_SINCE = "0.4.0"


def _report(says: str, english: str) -> EventType:
    return EventType(schemas.Report, says, english, since=_SINCE, read=by_id(store.REPORTS.get))


REPORTS = {
    "report-drafted": _report(
        "Een rapportage is in concept opgesteld (N-155).", "A report was drafted (N-155)."
    ),
    "report-changed": _report("Een concept van een rapportage is gewijzigd.", "A draft of a report changed."),
    "report-submitted": _report(
        "Een rapportage is ingediend en verzegeld (R-O27).", "A report was submitted and sealed (R-O27)."
    ),
}

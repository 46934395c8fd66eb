"""The facts that outcomes tells: each with the schema of its data (docs/events.md)."""

from services.outcomes.events.assessments import ASSESSMENTS
from services.outcomes.events.client_results import CLIENT_RESULTS
from services.outcomes.events.comparisons import COMPARISONS
from services.outcomes.events.consulting import CONSULTING
from services.outcomes.events.definitions import DEFINITIONS
from services.outcomes.events.flows import FLOWS
from services.outcomes.events.measured import MEASURED
from services.outcomes.events.pilots import PILOTS
from services.outcomes.events.reports import REPORTS
from services.outcomes.events.surveys import SURVEYED
from services.outcomes.events.uploads import UPLOADED

EVENTS = {
    **MEASURED,
    **FLOWS,
    **PILOTS,
    **UPLOADED,
    **SURVEYED,
    **DEFINITIONS,
    **CONSULTING,
    **REPORTS,
    **ASSESSMENTS,
    **CLIENT_RESULTS,
    **COMPARISONS,
}

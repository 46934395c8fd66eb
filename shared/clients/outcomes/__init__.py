"""The outcomes service, typed; one module per group of features."""

from shared.clients.outcomes.assessments import AssessmentsClient
from shared.clients.outcomes.client_results import ClientResultsClient
from shared.clients.outcomes.comparisons import ComparisonsClient
from shared.clients.outcomes.consulting import ConsultingClient
from shared.clients.outcomes.definitions import DefinitionsClient
from shared.clients.outcomes.flows import FlowsClient
from shared.clients.outcomes.measured import CSV, NDJSON, MeasuredClient
from shared.clients.outcomes.pilots import PilotsClient
from shared.clients.outcomes.reports import ReportsClient
from shared.clients.outcomes.surveys import SurveysClient
from shared.clients.outcomes.uploads import UploadsClient


class OutcomesClient(
    MeasuredClient,
    FlowsClient,
    PilotsClient,
    UploadsClient,
    SurveysClient,
    DefinitionsClient,
    ConsultingClient,
    ReportsClient,
    AssessmentsClient,
    ClientResultsClient,
    ComparisonsClient,
):
    """Outcomes over HTTP; every method raises Refusal for a problem answer."""


__all__ = ["CSV", "NDJSON", "OutcomesClient"]

"""The outcomes service, typed; one module per group of features."""

from shared.clients.outcomes.measured import CSV, NDJSON, MeasuredClient


class OutcomesClient(
    MeasuredClient,
):
    """Outcomes over HTTP; every method raises Refusal for a problem answer."""


__all__ = ["CSV", "NDJSON", "OutcomesClient"]

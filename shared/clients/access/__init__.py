"""The access service, typed; one module per group of features."""

from shared.clients.access.care import CareClient
from shared.clients.access.cases import CasesClient
from shared.clients.retention import RetentionClient


class AccessClient(CasesClient, CareClient, RetentionClient):
    """Access over HTTP; every method raises Refusal for a problem answer."""


__all__ = ["AccessClient"]

"""The contracts service, typed; one module per group of features."""

from shared.clients.contracts.agreements import AgreementsClient
from shared.clients.contracts.budgets import BudgetsClient
from shared.clients.contracts.care import CareClient
from shared.clients.contracts.demands import DemandsClient
from shared.clients.contracts.findings import FindingsClient
from shared.clients.contracts.life import LifeClient
from shared.clients.contracts.parties import PartiesClient
from shared.clients.contracts.partners import PartnersClient
from shared.clients.contracts.populations import PopulationsClient
from shared.clients.contracts.powers import PowersClient
from shared.clients.contracts.pricing import PricingClient
from shared.clients.contracts.procurements import ProcurementsClient
from shared.clients.contracts.results import ResultsClient
from shared.clients.contracts.steering import SteeringClient
from shared.clients.contracts.subsidies import SubsidiesClient


class ContractsClient(
    AgreementsClient,
    LifeClient,
    PartiesClient,
    PowersClient,
    PopulationsClient,
    PartnersClient,
    BudgetsClient,
    FindingsClient,
    DemandsClient,
    ProcurementsClient,
    PricingClient,
    SubsidiesClient,
    SteeringClient,
    ResultsClient,
    CareClient,
):
    """Contracts over HTTP; every method raises Refusal with the problem, or Unreachable.

    `key` is the idempotency key of a write; without it each call is a write of its own. Filters are named as in the
    query (`externalReference`, `startDateFrom`).
    """


__all__ = ["ContractsClient"]

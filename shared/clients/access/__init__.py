"""The access service, typed; one module per group of features."""

from shared.clients.access.allocations import AllocationsClient, AskingClient
from shared.clients.access.care import CareClient
from shared.clients.access.cases import CasesClient
from shared.clients.access.choices import ChoicesClient
from shared.clients.access.decisions import DecisionsClient
from shared.clients.access.findings import FindingsClient
from shared.clients.access.legal import LegalClient
from shared.clients.access.policies import PoliciesClient
from shared.clients.access.questions import QuestionsClient
from shared.clients.access.referral_rates import ReferralRatesClient
from shared.clients.access.remedies import RemediesClient
from shared.clients.access.reports import ReportsClient
from shared.clients.access.reviews import ReviewsClient
from shared.clients.access.signals import SignalsClient
from shared.clients.access.spending import SpendingClient
from shared.clients.access.terms import TermsClient
from shared.clients.access.work_lists import WorkListsClient
from shared.clients.retention import RetentionClient


class AccessClient(
    CasesClient,
    QuestionsClient,
    ChoicesClient,
    DecisionsClient,
    CareClient,
    AllocationsClient,
    AskingClient,
    SignalsClient,
    FindingsClient,
    ReferralRatesClient,
    RemediesClient,
    ReviewsClient,
    ReportsClient,
    SpendingClient,
    LegalClient,
    PoliciesClient,
    TermsClient,
    WorkListsClient,
    RetentionClient,
):
    """Access over HTTP; every method raises Refusal for a problem answer."""


__all__ = ["AccessClient"]

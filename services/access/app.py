"""The access service on one page: whom it follows, what it offers."""

import strawberry

from services.access.contract_terms import operations as contract_terms
from services.access.decisions import rest as decisions_rest
from services.access.decisions.graphql import DecisionMutation, DecisionQuery
from services.access.events import EVENTS
from services.access.mandates import operations as mandates
from services.access.referrals import rest as referrals_rest
from services.access.referrals.graphql import ReferralMutation, ReferralQuery
from services.access.requests import rest as requests_rest
from services.access.requests.graphql import RequestMutation, RequestQuery
from services.access.rights import RIGHTS
from services.access.settings import Settings
from shared.clients.contracts import ContractsClient
from shared.kit.application import application
from shared.kit.http import Surface
from shared.kit.service import Service

ABOUT = (
    "De vraag van een inwoner, het besluit erop of de verwijzing naar een aanbieder. Kent geen BSN, alleen pseudoniemen;"
    " betaalt en meet niet."
)
FOLLOWS = {
    "contracts": {
        "contract-activated": contract_terms.apply_contract,
        "contract-amended": contract_terms.apply_contract,
        "mandate-registered": mandates.apply_mandate,
        "mandate-withdrawn": mandates.apply_mandate,
    },
}


@strawberry.type
class Query(RequestQuery, DecisionQuery, ReferralQuery):
    """What can be read."""


@strawberry.type
class Mutation(RequestMutation, DecisionMutation, ReferralMutation):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    service = Service(
        settings, rights=RIGHTS, events=EVENTS, clients={"contracts": ContractsClient}, follows=FOLLOWS
    )
    routers = [requests_rest.router, decisions_rest.router, referrals_rest.router]
    return application(service, routers, Query, Mutation, about=ABOUT)

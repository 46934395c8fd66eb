"""The access service on one page: whom it follows, what it offers."""

# The queries and mutations of plain resources are made at run time (shared/kit/plain_graph.py).
# mypy: disallow-subclassing-any=False

import strawberry

from services.access.activities import ACTIVITIES
from services.access.care_starts import rest as care_starts_rest
from services.access.care_starts.graphql import CareStartActs, CareStartMutation, CareStartQuery
from services.access.care_stops import operations as care_stops
from services.access.care_stops import rest as care_stops_rest
from services.access.care_stops.graphql import CareStopActs, CareStopMutation, CareStopQuery
from services.access.citizens import rest as citizens_rest
from services.access.citizens.graphql import CitizenQuery
from services.access.contract_terms import operations as contract_terms
from services.access.decisions import operations as decisions
from services.access.decisions import rest as decisions_rest
from services.access.decisions.graphql import DecisionMutation, DecisionQuery
from services.access.desired_results import operations as desired_results
from services.access.desired_results import rest as desired_results_rest
from services.access.desired_results.graphql import (
    DesiredResultActs,
    DesiredResultMutation,
    DesiredResultQuery,
)
from services.access.destructions import rest as destructions_rest
from services.access.dossiers import rest as dossiers_rest
from services.access.erasures import rest as erasures_rest
from services.access.evaluated_decisions import rest as evaluated_decisions_rest
from services.access.evaluated_decisions.graphql import EvaluatedDecisionQuery
from services.access.events import EVENTS
from services.access.legal_holds import rest as legal_holds_rest
from services.access.mandates import operations as mandates
from services.access.pgb_switches import operations as pgb_switches
from services.access.pgb_switches import rest as pgb_switches_rest
from services.access.pgb_switches.graphql import (
    PgbSwitchActs,
    PgbSwitchCounting,
    PgbSwitchMutation,
    PgbSwitchQuery,
)
from services.access.provider_rankings import operations as provider_rankings
from services.access.provider_rankings import rest as provider_rankings_rest
from services.access.provider_rankings.graphql import ProviderRankingQuery
from services.access.referrals import operations as referrals
from services.access.referrals import rest as referrals_rest
from services.access.referrals.graphql import ReferralMutation, ReferralQuery
from services.access.requests import operations as requests
from services.access.requests import rest as requests_rest
from services.access.requests.graphql import RequestMutation, RequestQuery
from services.access.retention_terms import rest as retention_terms_rest
from services.access.rights import RIGHTS
from services.access.settings import Settings
from services.access.subjects import SUBJECTS
from services.access.transfers import operations as transfers
from services.access.transfers import rest as transfers_rest
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.kit.application import application
from shared.kit.http import Surface
from shared.kit.service import Service
from shared.kit.work import Duty

ABOUT = (
    "De vraag van een inwoner, het besluit erop of de verwijzing naar een aanbieder, de zorg die begint en stopt, en wat ermee"
    " bereikt moet worden. Alleen hier staan persoonsgegevens, verzegeld en elk met een doel; overal elders heet de inwoner naar"
    " een pseudoniem. Betaalt en meet niet."
)
FOLLOWS = {
    "contracts": {
        "contract-activated": contract_terms.apply_contract,
        "contract-amended": contract_terms.apply_contract,
        "contract-suspended": contract_terms.apply_contract,
        "contract-resumed": contract_terms.apply_contract,
        "contract-extended": contract_terms.apply_contract,
        "contract-terminated": contract_terms.apply_contract,
        "contract-ended": contract_terms.apply_contract,
        "mandate-registered": mandates.apply_mandate,
        "mandate-withdrawn": mandates.apply_mandate,
    },
    "outcomes": {
        "client-result-evaluated": desired_results.apply_evaluation,
        "ranking-published": provider_rankings.apply_ranking,
    },
}
DUTIES = (
    Duty("end-decisions", decisions.due_endings, decisions.end_decision),
    Duty("close-referrals", referrals.due_closings, referrals.close_referral),
    Duty("move-requests", requests.due_moves, requests.move_request),
    Duty("stop-care", care_stops.due_departed, care_stops.stop_departed),
    Duty("withdraw-desired-results", desired_results.due_departed, desired_results.withdraw_departed),
    Duty("close-pgb-switches", pgb_switches.due_departed, pgb_switches.close_departed),
    Duty("expire-transfers", transfers.due_expired, transfers.expire_transfer),
)


@strawberry.type
class Query(
    CitizenQuery,
    RequestQuery,
    DecisionQuery,
    ReferralQuery,
    CareStartQuery,
    CareStopQuery,
    DesiredResultQuery,
    EvaluatedDecisionQuery,
    PgbSwitchQuery,
    PgbSwitchCounting,
    ProviderRankingQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    RequestMutation,
    DecisionMutation,
    ReferralMutation,
    CareStartMutation,
    CareStartActs,
    CareStopMutation,
    CareStopActs,
    DesiredResultMutation,
    DesiredResultActs,
    PgbSwitchMutation,
    PgbSwitchActs,
):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    # Contracts and outcomes are followed; all three are asked for one thing only: what they keep of a person, for a dossier.
    clients = {"contracts": ContractsClient, "settlement": SettlementClient, "outcomes": OutcomesClient}
    service = Service(
        settings,
        rights=RIGHTS,
        events=EVENTS,
        activities=ACTIVITIES,
        subjects=SUBJECTS,
        clients=clients,
        follows=FOLLOWS,
        duties=DUTIES,
    )
    routers = [
        citizens_rest.router,
        transfers_rest.router,
        requests_rest.router,
        decisions_rest.router,
        referrals_rest.router,
        care_starts_rest.router,
        care_stops_rest.router,
        desired_results_rest.router,
        evaluated_decisions_rest.router,
        pgb_switches_rest.router,
        provider_rankings_rest.router,
        dossiers_rest.router,
        erasures_rest.router,
        legal_holds_rest.router,
        retention_terms_rest.router,
        destructions_rest.router,
    ]
    return application(service, routers, Query, Mutation, about=ABOUT)

"""The access service on one page: what it offers; graph.py has its graph, work.py what it follows and does by itself."""

from services.access.access_ceilings import rest as access_ceilings_rest
from services.access.access_routes import rest as access_routes_rest
from services.access.activities import ACTIVITIES
from services.access.allocation_requests import rest as allocation_requests_rest
from services.access.allocations import rest as allocations_rest
from services.access.care_orders import rest as care_orders_rest
from services.access.care_stacking import rest as care_stacking_rest
from services.access.care_starts import rest as care_starts_rest
from services.access.care_stops import rest as care_stops_rest
from services.access.catalogues import rest as catalogues_rest
from services.access.change_requests import rest as change_requests_rest
from services.access.citizens import rest as citizens_rest
from services.access.clarifications import rest as clarifications_rest
from services.access.costly_clients import rest as costly_clients_rest
from services.access.decisions import rest as decisions_rest
from services.access.desired_results import rest as desired_results_rest
from services.access.destructions import rest as destructions_rest
from services.access.dossiers import rest as dossiers_rest
from services.access.equated_days import rest as equated_days_rest
from services.access.erasures import rest as erasures_rest
from services.access.evaluated_decisions import rest as evaluated_decisions_rest
from services.access.events import EVENTS
from services.access.expert_advices import rest as expert_advices_rest
from services.access.file_takeovers import rest as file_takeovers_rest
from services.access.findings import rest as findings_rest
from services.access.gradings import rest as gradings_rest
from services.access.graph import Mutation, Query
from services.access.household_plans import rest as household_plans_rest
from services.access.legal_checks import rest as legal_checks_rest
from services.access.legal_holds import rest as legal_holds_rest
from services.access.majority_signals import rest as majority_signals_rest
from services.access.nurse_contacts import rest as nurse_contacts_rest
from services.access.own_contributions import rest as own_contributions_rest
from services.access.pgb_switches import rest as pgb_switches_rest
from services.access.pilot_flames import rest as pilot_flames_rest
from services.access.policies import rest as policies_rest
from services.access.products import rest as products_rest
from services.access.provider_choices import rest as provider_choices_rest
from services.access.provider_rankings import rest as provider_rankings_rest
from services.access.referral_rates import rest as referral_rates_rest
from services.access.referrals import rest as referrals_rest
from services.access.remedies import rest as remedies_rest
from services.access.requests import rest as requests_rest
from services.access.result_budgets import rest as result_budgets_rest
from services.access.retention_terms import rest as retention_terms_rest
from services.access.review_samples import rest as review_samples_rest
from services.access.reviews import rest as reviews_rest
from services.access.rights import RIGHTS
from services.access.settings import Settings
from services.access.signals import rest as signals_rest
from services.access.statutory_terms import rest as statutory_terms_rest
from services.access.subjects import SUBJECTS
from services.access.substitutions import rest as substitutions_rest
from services.access.teams import rest as teams_rest
from services.access.transfers import rest as transfers_rest
from services.access.transition_cohorts import rest as transition_cohorts_rest
from services.access.waiting_list import rest as waiting_list_rest
from services.access.work import DUTIES, FOLLOWS
from services.access.work_lists import rest as work_lists_rest
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.clients.settlement import SettlementClient
from shared.kit.application import application
from shared.kit.http import Surface
from shared.kit.service import Service

ABOUT = (
    "De vraag van een inwoner, het besluit erop of de verwijzing naar een aanbieder, de zorg die begint en stopt, en wat ermee"
    " bereikt moet worden. Alleen hier staan persoonsgegevens, verzegeld en elk met een doel; overal elders heet de inwoner naar"
    " een pseudoniem. Betaalt en meet niet."
)

ROUTERS = [
    citizens_rest.router,
    transfers_rest.router,
    requests_rest.router,
    requests_rest.residence_router,
    clarifications_rest.request_router,
    clarifications_rest.router,
    pilot_flames_rest.request_router,
    pilot_flames_rest.router,
    household_plans_rest.router,
    file_takeovers_rest.router,
    decisions_rest.router,
    referrals_rest.router,
    referral_rates_rest.router,
    provider_choices_rest.router,
    catalogues_rest.router,
    waiting_list_rest.order_router,
    waiting_list_rest.router,
    nurse_contacts_rest.router,
    allocations_rest.router,
    care_orders_rest.router,
    allocation_requests_rest.router,
    change_requests_rest.router,
    transition_cohorts_rest.router,
    care_starts_rest.router,
    care_stops_rest.router,
    desired_results_rest.router,
    evaluated_decisions_rest.router,
    pgb_switches_rest.router,
    provider_rankings_rest.router,
    policies_rest.router,
    products_rest.router,
    access_routes_rest.router,
    access_routes_rest.steps_router,
    teams_rest.router,
    statutory_terms_rest.router,
    equated_days_rest.router,
    access_ceilings_rest.router,
    reviews_rest.router,
    review_samples_rest.router,
    expert_advices_rest.router,
    signals_rest.router,
    findings_rest.router,
    care_stacking_rest.router,
    costly_clients_rest.router,
    substitutions_rest.router,
    remedies_rest.router,
    work_lists_rest.router,
    legal_checks_rest.router,
    majority_signals_rest.router,
    own_contributions_rest.router,
    result_budgets_rest.router,
    gradings_rest.router,
    dossiers_rest.router,
    erasures_rest.router,
    legal_holds_rest.router,
    retention_terms_rest.router,
    destructions_rest.router,
]


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
    return application(service, ROUTERS, Query, Mutation, about=ABOUT)

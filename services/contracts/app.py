"""The contracts service on one page: whom it follows, what it offers and does by itself."""

# The queries and mutations of plain resources are made at run time (shared/kit/plain_graph.py).
# mypy: disallow-subclassing-any=False

import strawberry

from services.contracts.activities import ACTIVITIES
from services.contracts.amendments import rest as amendments_rest
from services.contracts.amendments.graphql import AmendmentMutation, AmendmentQuery
from services.contracts.area_sharings import rest as area_sharings_rest
from services.contracts.area_sharings.graphql import AreaSharingQuery
from services.contracts.areas import rest as areas_rest
from services.contracts.areas.graphql import AreaMutation, AreaQuery
from services.contracts.authorisations import rest as authorisations_rest
from services.contracts.authorisations.graphql import AuthorisationMutation, AuthorisationQuery
from services.contracts.bids import rest as bids_rest
from services.contracts.bids.graphql import BidMutation, BidQuery
from services.contracts.budget_allocations import rest as budget_allocations_rest
from services.contracts.budget_allocations.graphql import BudgetAllocationMutation, BudgetAllocationQuery
from services.contracts.catalogues import rest as catalogues_rest
from services.contracts.catalogues.graphql import CatalogueMutation, CatalogueQuery
from services.contracts.categories import rest as categories_rest
from services.contracts.categories.graphql import CategoryMutation, CategoryQuery
from services.contracts.ceilings import rest as ceilings_rest
from services.contracts.ceilings.graphql import CeilingMutation, CeilingQuery
from services.contracts.characteristics import rest as characteristics_rest
from services.contracts.characteristics.graphql import CharacteristicMutation, CharacteristicQuery
from services.contracts.clients_in_care import operations as clients_in_care
from services.contracts.clients_in_care import rest as clients_in_care_rest
from services.contracts.clients_in_care.graphql import ClientsInCareQuery
from services.contracts.consortia import rest as consortia_rest
from services.contracts.consortia.graphql import ConsortiumMutation, ConsortiumQuery
from services.contracts.consortium_keys import rest as consortium_keys_rest
from services.contracts.consortium_keys.graphql import ConsortiumKeyMutation, ConsortiumKeyQuery
from services.contracts.contract_calendar import rest as contract_calendar_rest
from services.contracts.contract_calendar.graphql import CalendarQuery
from services.contracts.contract_documents import rest as contract_documents_rest
from services.contracts.contract_documents.graphql import DocumentMutation, DocumentQuery
from services.contracts.contract_results import operations as contract_results
from services.contracts.contract_results import rest as contract_results_rest
from services.contracts.contract_results.graphql import ContractResultQuery
from services.contracts.contract_transitions import rest as contract_transitions_rest
from services.contracts.contract_transitions.graphql import (
    ContractTransitionMutation,
    ContractTransitionQuery,
)
from services.contracts.contracts import operations as contracts
from services.contracts.contracts import rest as contracts_rest
from services.contracts.contracts.graphql import ContractMutation, ContractQuery
from services.contracts.cooperations import rest as cooperations_rest
from services.contracts.cooperations.graphql import CooperationMutation, CooperationQuery
from services.contracts.coverages import rest as coverages_rest
from services.contracts.coverages.graphql import CoverageMutation, CoverageQuery
from services.contracts.evaluations import rest as evaluations_rest
from services.contracts.evaluations.graphql import EvaluationMutation, EvaluationQuery
from services.contracts.events import EVENTS
from services.contracts.findings import rest as findings_rest
from services.contracts.findings.graphql.queries import FindingMutation, FindingQuery
from services.contracts.findings.graphql.regional import AreaIncentivesQuery
from services.contracts.imports import rest as imports_rest
from services.contracts.imports.graphql import ImportQuery
from services.contracts.mandates import rest as mandates_rest
from services.contracts.mandates.graphql import MandateMutation, MandateQuery
from services.contracts.measures import rest as measures_rest
from services.contracts.measures.graphql import MeasureMutation, MeasureQuery
from services.contracts.obligations import rest as obligations_rest
from services.contracts.obligations.graphql import ObligationMutation, ObligationQuery
from services.contracts.organisations import operations as organisations
from services.contracts.organisations import rest as organisations_rest
from services.contracts.organisations.graphql import OrganisationMutation, OrganisationQuery
from services.contracts.pilots import rest as pilots_rest
from services.contracts.pilots.graphql import PilotMutation, PilotQuery
from services.contracts.populations import rest as populations_rest
from services.contracts.populations.graphql import PopulationMutation, PopulationQuery
from services.contracts.power_transfers import rest as power_transfers_rest
from services.contracts.power_transfers.graphql import PowerTransferMutation, PowerTransferQuery
from services.contracts.procurements import rest as procurements_rest
from services.contracts.procurements.graphql import ProcurementMutation, ProcurementQuery
from services.contracts.products import rest as products_rest
from services.contracts.products.graphql import ProductMutation, ProductQuery
from services.contracts.provisions import rest as provisions_rest
from services.contracts.provisions.graphql import ProvisionMutation, ProvisionQuery
from services.contracts.quality_deliveries import rest as quality_deliveries_rest
from services.contracts.quality_deliveries.graphql import QualityDeliveryMutation, QualityDeliveryQuery
from services.contracts.readiness_items import rest as readiness_items_rest
from services.contracts.readiness_items.graphql import ReadinessItemMutation, ReadinessItemQuery
from services.contracts.recognitions import rest as recognitions_rest
from services.contracts.recognitions.graphql import RecognitionMutation, RecognitionQuery
from services.contracts.reference_lists import rest as reference_lists_rest
from services.contracts.reference_lists.graphql import ReferenceListQuery
from services.contracts.relation_scores import rest as relation_scores_rest
from services.contracts.relation_scores.graphql import RelationScoreMutation, RelationScoreQuery
from services.contracts.rights import RIGHTS
from services.contracts.risk_pools import rest as risk_pools_rest
from services.contracts.risk_pools.graphql import PoolMembershipMutation, RiskPoolMutation, RiskPoolQuery
from services.contracts.settings import Settings
from services.contracts.shared_savings_agreements import rest as shared_savings_agreements_rest
from services.contracts.shared_savings_agreements.graphql import (
    SharedSavingsAgreementMutation,
    SharedSavingsAgreementQuery,
)
from services.contracts.social_returns import rest as social_returns_rest
from services.contracts.social_returns.graphql import SocialReturnMutation, SocialReturnQuery
from services.contracts.steering_profiles import rest as steering_profiles_rest
from services.contracts.steering_profiles.graphql import SteeringProfileMutation, SteeringProfileQuery
from services.contracts.subjects import SUBJECTS
from services.contracts.subsidies import rest as subsidies_rest
from services.contracts.subsidies.graphql import SubsidyMutation, SubsidyQuery
from services.contracts.tariffs import rest as tariffs_rest
from services.contracts.tariffs.graphql import TariffMutation, TariffQuery
from services.contracts.transition_routes import rest as transition_routes_rest
from services.contracts.transition_routes.graphql import TransitionRouteMutation, TransitionRouteQuery
from shared.clients.access import AccessClient
from shared.clients.outcomes import OutcomesClient
from shared.kit.application import application
from shared.kit.context import Context
from shared.kit.followers import Handler
from shared.kit.http import Surface
from shared.kit.service import Service
from shared.kit.work import Duty
from shared.schemas.common import NewSandboxTenant
from shared.schemas.contracts import NewOrganisation
from shared.values.terms import OrganisationKind

ABOUT = (
    "Wie wat met wie afspreekt: organisaties, samenwerkingsverbanden, populaties, contracten, addenda, mandaten, machtigingen"
    " en overgedragen bevoegdheden. Betaalt, meet en kent niets toe: de andere diensten volgen zijn feed, en hij volgt die van"
    " uitkomsten en toegang."
)

FOLLOWS: dict[str, dict[str, Handler]] = {
    "outcomes": {
        "verdict-given": contract_results.apply_verdict,
        "audit-statement-registered": contract_results.apply_statement,
    },
    "access": {
        "decision-taken": clients_in_care.apply_decision,
        "decision-ended": clients_in_care.apply_decision,
        "allocation-granted": clients_in_care.apply_allocation,
        "allocation-changed": clients_in_care.apply_allocation,
        "referral-accepted": clients_in_care.apply_referral,
        "referral-ended": clients_in_care.apply_referral,
    },
}

DUTIES = (Duty("move-contracts", contracts.due_moves, contracts.move_contract),)


@strawberry.type
class Query(
    OrganisationQuery,
    ConsortiumQuery,
    PopulationQuery,
    AreaQuery,
    CharacteristicQuery,
    ImportQuery,
    AreaSharingQuery,
    ProvisionQuery,
    CoverageQuery,
    RecognitionQuery,
    CooperationQuery,
    ConsortiumKeyQuery,
    ContractQuery,
    AmendmentQuery,
    EvaluationQuery,
    CalendarQuery,
    DocumentQuery,
    ContractResultQuery,
    MandateQuery,
    FindingQuery,
    AreaIncentivesQuery,
    AuthorisationQuery,
    BudgetAllocationQuery,
    CategoryQuery,
    CeilingQuery,
    ObligationQuery,
    SocialReturnQuery,
    QualityDeliveryQuery,
    PowerTransferQuery,
    ProductQuery,
    TariffQuery,
    ProcurementQuery,
    BidQuery,
    CatalogueQuery,
    SubsidyQuery,
    RiskPoolQuery,
    SharedSavingsAgreementQuery,
    SteeringProfileQuery,
    MeasureQuery,
    PilotQuery,
    TransitionRouteQuery,
    ClientsInCareQuery,
    ContractTransitionQuery,
    RelationScoreQuery,
    ReadinessItemQuery,
    ReferenceListQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    OrganisationMutation,
    ConsortiumMutation,
    PopulationMutation,
    AreaMutation,
    CharacteristicMutation,
    ProvisionMutation,
    CoverageMutation,
    RecognitionMutation,
    CooperationMutation,
    ConsortiumKeyMutation,
    ContractMutation,
    AmendmentMutation,
    EvaluationMutation,
    DocumentMutation,
    MandateMutation,
    FindingMutation,
    AuthorisationMutation,
    BudgetAllocationMutation,
    CategoryMutation,
    CeilingMutation,
    ObligationMutation,
    SocialReturnMutation,
    QualityDeliveryMutation,
    PowerTransferMutation,
    ProductMutation,
    TariffMutation,
    ProcurementMutation,
    BidMutation,
    CatalogueMutation,
    SubsidyMutation,
    RiskPoolMutation,
    PoolMembershipMutation,
    SharedSavingsAgreementMutation,
    SteeringProfileMutation,
    MeasureMutation,
    PilotMutation,
    TransitionRouteMutation,
    ContractTransitionMutation,
    RelationScoreMutation,
    ReadinessItemMutation,
):
    """What can be done."""


async def seed(ctx: Context, asked: NewSandboxTenant) -> None:
    """Register the invented organisations of a sandbox."""
    named = {asked.owner: (OrganisationKind.MUNICIPALITY, "Zandbakgemeente")}
    for number, oin in enumerate(asked.organisations, 1):
        kind = OrganisationKind.AUDITOR if oin in asked.auditors else OrganisationKind.PROVIDER
        named[oin] = (kind, f"Zandbak{'accountant' if oin in asked.auditors else 'aanbieder'} {number}")
    for oin, (kind, name) in named.items():
        new = NewOrganisation(oin=oin, kind=kind, name=name)
        await organisations.seed_organisation(ctx.acting_for(asked.owner), new)


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    clients = {"outcomes": OutcomesClient, "access": AccessClient}
    routers = [
        organisations_rest.router, consortia_rest.router, populations_rest.router,
        populations_rest.frameworks_router, areas_rest.router, characteristics_rest.router,
        imports_rest.router, area_sharings_rest.router, provisions_rest.router, provisions_rest.profiles_router, coverages_rest.router,
        recognitions_rest.router, cooperations_rest.router, consortium_keys_rest.router,
        contracts_rest.router, amendments_rest.router, evaluations_rest.router, contract_calendar_rest.router,
        contract_documents_rest.router, contract_results_rest.router, mandates_rest.router,
        *findings_rest.ROUTERS, authorisations_rest.router, budget_allocations_rest.router,
        categories_rest.router, ceilings_rest.router, obligations_rest.router, *social_returns_rest.ROUTERS,
        *quality_deliveries_rest.ROUTERS, power_transfers_rest.router, products_rest.router,
        tariffs_rest.router, tariffs_rest.index_router, tariffs_rest.real_price_router,
        procurements_rest.router, bids_rest.router, catalogues_rest.router, subsidies_rest.router,
        risk_pools_rest.router, shared_savings_agreements_rest.router, steering_profiles_rest.router,
        measures_rest.router, pilots_rest.router, transition_routes_rest.router, clients_in_care_rest.router,
        contract_transitions_rest.router, relation_scores_rest.router, readiness_items_rest.router,
        reference_lists_rest.router,
    ]  # fmt: skip
    service = Service(
        settings, rights=RIGHTS, events=EVENTS, activities=ACTIVITIES, subjects=SUBJECTS, clients=clients,
        follows=FOLLOWS, duties=DUTIES, seed=seed,
    )  # fmt: skip
    return application(service, routers, Query, Mutation, about=ABOUT)

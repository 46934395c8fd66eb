"""What can be read and done in the graph of access: every feature's queries and mutations."""

# The queries and mutations of plain resources are made at run time (shared/kit/plain_graph.py).
# mypy: disallow-subclassing-any=False

import strawberry

from services.access.access_ceilings.graphql import (
    AccessCeilingCounting,
    AccessCeilingMutation,
    AccessCeilingQuery,
)
from services.access.access_routes.graphql import AccessRouteQuery
from services.access.allocation_requests.graphql import (
    AllocationRequestActs,
    AllocationRequestMutation,
    AllocationRequestQuery,
)
from services.access.allocations.graphql import AllocationActs, AllocationHistory, AllocationQuery
from services.access.care_orders.graphql import (
    CareOrderActs,
    CareOrderExposure,
    CareOrderMutation,
    CareOrderQuery,
)
from services.access.care_stacking.graphql import CareStackingQuery
from services.access.care_starts.graphql import CareStartActs, CareStartMutation, CareStartQuery
from services.access.care_stops.graphql import CareStopActs, CareStopMutation, CareStopQuery
from services.access.catalogues.graphql import ProviderCatalogueQuery
from services.access.change_requests.graphql import (
    ChangeRequestActs,
    ChangeRequestMutation,
    ChangeRequestQuery,
)
from services.access.citizens.graphql import CitizenQuery
from services.access.clarifications.graphql import ClarificationActs, ClarificationQuery
from services.access.costly_clients.graphql import CostlyClientsQuery
from services.access.decisions.graphql import DecisionActs, DecisionMutation, DecisionQuery
from services.access.desired_results.graphql import (
    DesiredResultActs,
    DesiredResultMutation,
    DesiredResultQuery,
)
from services.access.equated_days.graphql import EquatedDayMutation, EquatedDayQuery
from services.access.evaluated_decisions.graphql import EvaluatedDecisionQuery
from services.access.expert_advices.graphql import (
    ExpertAdviceCounting,
    ExpertAdviceMutation,
    ExpertAdviceQuery,
)
from services.access.findings.graphql import TrendFindingQuery
from services.access.gradings.graphql import GradingActs, GradingComparing, GradingMutation, GradingQuery
from services.access.household_plans.graphql import (
    HouseholdPlanActs,
    HouseholdPlanMutation,
    HouseholdPlanQuery,
)
from services.access.legal_checks.graphql import (
    LegalCheckActs,
    LegalCheckMutation,
    LegalCheckQuery,
    LegalJudging,
)
from services.access.majority_signals.graphql import MajoritySignalQuery
from services.access.nurse_contacts.graphql import NurseContactsMutation, NurseContactsQuery, NurseEffectQuery
from services.access.own_contributions.graphql import OwnContributionMutation, OwnContributionQuery
from services.access.pgb_switches.graphql import (
    PgbSwitchActs,
    PgbSwitchCounting,
    PgbSwitchMutation,
    PgbSwitchQuery,
)
from services.access.pilot_flames.graphql import PilotFlameActs, PilotFlameQuery
from services.access.policies.graphql import PolicyActs, PolicyMutation, PolicyQuery, PolicyReading
from services.access.products.graphql import ProductQuery
from services.access.provider_choices.graphql import (
    ProviderChoiceActs,
    ProviderChoiceMutation,
    ProviderChoiceQuery,
)
from services.access.provider_rankings.graphql import ProviderRankingQuery
from services.access.referral_rates.graphql import ReferralRateQuery
from services.access.referrals.graphql import ReferralMutation, ReferralQuery
from services.access.remedies.graphql import RemedyActs, RemedyMutation, RemedyQuery, RemedyReporting
from services.access.requests.graphql import RequestActs, RequestMutation, RequestQuery, ResidenceQuery
from services.access.result_budgets.graphql import (
    ResultBudgetActs,
    ResultBudgetMutation,
    ResultBudgetQuery,
    ResultBudgetSums,
)
from services.access.review_samples.graphql import (
    ReviewSampleMutation,
    ReviewSampleProving,
    ReviewSampleQuery,
)
from services.access.reviews.graphql import ReviewActs, ReviewCounting, ReviewMutation, ReviewQuery
from services.access.signals.graphql import SignalActs, SignalCounting, SignalQuery
from services.access.statutory_terms.graphql import (
    StatutoryTermActs,
    StatutoryTermQuery,
    StatutoryTermReading,
)
from services.access.substitutions.graphql import SubstitutionQuery
from services.access.teams.graphql import TeamMutation, TeamQuery
from services.access.transition_cohorts.graphql import (
    TransitionCohortActs,
    TransitionCohortListing,
    TransitionCohortMutation,
    TransitionCohortQuery,
)
from services.access.waiting_list.graphql import (
    WaitingEntryMutation,
    WaitingEntryQuery,
    WaitingListActs,
    WaitingListQuery,
)
from services.access.work_lists.graphql import WorkListsQuery


@strawberry.type
class Query(
    CitizenQuery,
    RequestQuery,
    ResidenceQuery,
    ClarificationQuery,
    HouseholdPlanQuery,
    PilotFlameQuery,
    DecisionQuery,
    ReferralQuery,
    ReferralRateQuery,
    AllocationQuery,
    AllocationHistory,
    CareOrderQuery,
    CareOrderExposure,
    AllocationRequestQuery,
    ChangeRequestQuery,
    TransitionCohortQuery,
    TransitionCohortListing,
    CareStartQuery,
    CareStopQuery,
    DesiredResultQuery,
    EvaluatedDecisionQuery,
    PgbSwitchQuery,
    PgbSwitchCounting,
    ProviderRankingQuery,
    ProviderCatalogueQuery,
    ProviderChoiceQuery,
    WaitingEntryQuery,
    WaitingListQuery,
    NurseContactsQuery,
    NurseEffectQuery,
    PolicyQuery,
    PolicyReading,
    ProductQuery,
    AccessRouteQuery,
    TeamQuery,
    StatutoryTermQuery,
    StatutoryTermReading,
    EquatedDayQuery,
    AccessCeilingQuery,
    AccessCeilingCounting,
    LegalCheckQuery,
    LegalJudging,
    MajoritySignalQuery,
    OwnContributionQuery,
    ResultBudgetQuery,
    ResultBudgetSums,
    GradingQuery,
    GradingComparing,
    ReviewQuery,
    ReviewCounting,
    ReviewSampleQuery,
    ReviewSampleProving,
    ExpertAdviceQuery,
    ExpertAdviceCounting,
    SignalQuery,
    RemedyQuery,
    RemedyReporting,
    SignalCounting,
    TrendFindingQuery,
    CareStackingQuery,
    CostlyClientsQuery,
    SubstitutionQuery,
    WorkListsQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    PolicyMutation,
    PolicyActs,
    TeamMutation,
    StatutoryTermActs,
    EquatedDayMutation,
    AccessCeilingMutation,
    RequestMutation,
    RequestActs,
    ClarificationActs,
    HouseholdPlanMutation,
    HouseholdPlanActs,
    PilotFlameActs,
    DecisionMutation,
    DecisionActs,
    ReferralMutation,
    ProviderChoiceMutation,
    ProviderChoiceActs,
    WaitingEntryMutation,
    WaitingListActs,
    NurseContactsMutation,
    AllocationActs,
    CareOrderMutation,
    CareOrderActs,
    AllocationRequestMutation,
    AllocationRequestActs,
    ChangeRequestMutation,
    ChangeRequestActs,
    TransitionCohortMutation,
    TransitionCohortActs,
    CareStartMutation,
    CareStartActs,
    CareStopMutation,
    CareStopActs,
    DesiredResultMutation,
    DesiredResultActs,
    PgbSwitchMutation,
    PgbSwitchActs,
    LegalCheckMutation,
    LegalCheckActs,
    OwnContributionMutation,
    ResultBudgetMutation,
    ResultBudgetActs,
    GradingMutation,
    GradingActs,
    ReviewMutation,
    ReviewActs,
    ReviewSampleMutation,
    ExpertAdviceMutation,
    SignalActs,
    RemedyMutation,
    RemedyActs,
):
    """What can be done."""

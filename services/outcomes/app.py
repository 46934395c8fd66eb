"""The outcomes service on one page: whom it follows and what it offers."""

# The graph's classes of plain resources are made, so they have no type of their own.
# mypy: disallow-subclassing-any=False

import strawberry

from services.outcomes.activities import ACTIVITIES
from services.outcomes.assessments import rest as assessments_rest
from services.outcomes.assessments.graphql import AssessmentMutation, AssessmentQuery
from services.outcomes.audits import rest as audits_rest
from services.outcomes.audits.graphql import AuditMutation, AuditQuery
from services.outcomes.cases import operations as cases
from services.outcomes.cases import rest as cases_rest
from services.outcomes.cases.graphql import CaseQuery
from services.outcomes.client_results import operations as client_results
from services.outcomes.client_results import rest as client_results_rest
from services.outcomes.client_results.graphql import ClientResultMutation, ClientResultQuery
from services.outcomes.comparisons import rest as comparisons_rest
from services.outcomes.comparisons.graphql import (
    CaseMixModelMutation,
    CaseMixModelQuery,
    ClientOutcomeMutation,
    ClientOutcomeQuery,
    ComparisonMutation,
    ComparisonQuery,
    ComparisonUnitQuery,
    ControlChartQuery,
    RankingMutation,
    RankingQuery,
)
from services.outcomes.comparisons.operations import case_mix_models
from services.outcomes.completeness import rest as completeness_rest
from services.outcomes.completeness.graphql import CompletenessQuery
from services.outcomes.definitions import rest as definitions_rest
from services.outcomes.definitions.graphql import DefinitionMutation, DefinitionQuery
from services.outcomes.events import EVENTS
from services.outcomes.findings import rest as findings_rest
from services.outcomes.findings.graphql import IndicatorFindingMutation, IndicatorFindingQuery
from services.outcomes.flows import rest as flows_rest
from services.outcomes.flows.graphql import FlowQuery, FlowRebuildMutation, FlowRebuildQuery
from services.outcomes.improvement_plans import rest as improvement_plans_rest
from services.outcomes.improvement_plans.graphql import ImprovementPlanMutation, ImprovementPlanQuery
from services.outcomes.incentive_evaluations import rest as incentive_evaluations_rest
from services.outcomes.incentive_evaluations.graphql import (
    IncentiveEvaluationMutation,
    IncentiveEvaluationQuery,
)
from services.outcomes.indicators import operations as indicators
from services.outcomes.indicators import rest as indicators_rest
from services.outcomes.indicators.graphql import IndicatorQuery
from services.outcomes.measurements import operations as measurements
from services.outcomes.measurements import rest as measurements_rest
from services.outcomes.measurements.graphql import MeasurementMutation, MeasurementQuery
from services.outcomes.measurements.rules import ContractChanged
from services.outcomes.meetings import rest as meetings_rest
from services.outcomes.meetings.graphql import (
    MeetingCycleMutation,
    MeetingCycleQuery,
    MeetingMutation,
    MeetingQuery,
)
from services.outcomes.pilot_evaluations import rest as pilot_evaluations_rest
from services.outcomes.pilot_evaluations.graphql import PilotEvaluationMutation, PilotEvaluationQuery
from services.outcomes.population_costs import operations as population_costs
from services.outcomes.population_costs import rest as population_costs_rest
from services.outcomes.population_costs.graphql import PopulationCostQuery
from services.outcomes.reports import rest as reports_rest
from services.outcomes.reports.graphql import ReportMutation, ReportQuery
from services.outcomes.rights import RIGHTS
from services.outcomes.settings import Settings
from services.outcomes.subjects import SUBJECTS
from services.outcomes.surveys import rest as surveys_rest
from services.outcomes.surveys.graphql import SurveyMutation, SurveyQuery
from services.outcomes.triple_aims import rest as triple_aims_rest
from services.outcomes.triple_aims.graphql import TripleAimMutation, TripleAimQuery
from services.outcomes.uploads import operations as uploads
from services.outcomes.uploads import rest as uploads_rest
from services.outcomes.uploads.store import SORT as MEASUREMENT_UPLOAD
from services.outcomes.verdicts import operations as verdicts
from services.outcomes.verdicts import rest as verdicts_rest
from services.outcomes.verdicts.graphql import VerdictQuery
from services.outcomes.waiting_times import operations as waiting_times
from services.outcomes.waiting_times import rest as waiting_times_rest
from services.outcomes.waiting_times.graphql import WaitingTimesQuery
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.settlement import SettlementClient
from shared.kit.application import application
from shared.kit.batches.upload_processing import Processing
from shared.kit.http import Surface
from shared.kit.jobs import Handler
from shared.kit.service import Service
from shared.kit.work import Duty

ABOUT = (
    "Wat wordt gemeten, hoe het tegen zijn norm staat en wat de accountant ervan zegt. Beslist nooit over geld: de"
    " afrekening vraagt hier om een oordeel."
)
FOLLOWS = {
    "contracts": {
        "contract-activated": indicators.apply_contract,
        "contract-amended": indicators.apply_contract,
        "contract-suspended": indicators.apply_contract,
        "contract-resumed": indicators.apply_contract,
        "contract-extended": indicators.apply_contract,
        "contract-terminated": indicators.apply_contract,
        "contract-ended": indicators.apply_contract,
        "population-registered": population_costs.apply_population,
        "population-revised": population_costs.apply_population,
        "characteristic-registered": population_costs.apply_characteristic,
        "characteristic-corrected": population_costs.apply_characteristic,
        "characteristics-imported": population_costs.apply_import,
    },
    "access": {
        "request-received": waiting_times.apply_request,
        "first-talk-held": waiting_times.apply_request,
        "request-moved": waiting_times.apply_request,
        "referral-made": cases.apply_referral,
        "referral-accepted": cases.apply_referral,
        "referral-refused": cases.apply_referral,
        "referral-closed": cases.apply_referral,
        "decision-taken": cases.apply_decision,
        "decision-ended": cases.apply_decision,
        "allocation-changed": cases.apply_allocation,
        "care-started": cases.apply_care_start,
        "care-start-corrected": cases.apply_care_start,
        "care-start-withdrawn": cases.apply_care_start,
        "care-stopped": cases.apply_care_stop,
        "care-stop-corrected": cases.apply_care_stop,
        "care-stop-withdrawn": cases.apply_care_stop,
        "citizen-erased": cases.apply_erasure,
        "pgb-switch-requested": cases.apply_switch,
        "pgb-switched": cases.apply_switch,
        "pgb-switch-refused": cases.apply_switch,
        "pgb-switch-withdrawn": cases.apply_switch,
        "desired-result-set": client_results.apply_desired_result,
        "desired-result-changed": client_results.apply_desired_result,
        "desired-result-evaluated": client_results.apply_desired_result,
        "desired-result-withdrawn": client_results.apply_desired_result,
    },
    "settlement": {
        "instalment-posted": population_costs.apply_schedule,
        "retention-released": population_costs.apply_retention,
    },
}
DUTIES = (
    Duty("announce-verdicts", verdicts.due_verdicts, verdicts.announce_verdict),
    Duty("forget-uploads", uploads.due_uploads, uploads.forget_upload),
)
# What outlives a request; a file that came in pieces is read and entered as one in a single request is.
JOBS: dict[str, Handler] = {
    case_mix_models.JOB: case_mix_models.Fitting(),
    MEASUREMENT_UPLOAD.name: Processing(
        measurements.read_file, measurements.register_file, again=(ContractChanged,)
    ),
}


@strawberry.type
class Query(
    ClientOutcomeQuery,
    CaseMixModelQuery,
    ComparisonQuery,
    ComparisonUnitQuery,
    RankingQuery,
    ControlChartQuery,
    IndicatorQuery,
    DefinitionQuery,
    IndicatorFindingQuery,
    MeasurementQuery,
    VerdictQuery,
    AuditQuery,
    CompletenessQuery,
    SurveyQuery,
    WaitingTimesQuery,
    AssessmentQuery,
    ClientResultQuery,
    CaseQuery,
    FlowQuery,
    FlowRebuildQuery,
    PopulationCostQuery,
    TripleAimQuery,
    PilotEvaluationQuery,
    ImprovementPlanQuery,
    MeetingCycleQuery,
    MeetingQuery,
    IncentiveEvaluationQuery,
    ReportQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    ClientOutcomeMutation,
    CaseMixModelMutation,
    ComparisonMutation,
    RankingMutation,
    FlowRebuildMutation,
    TripleAimMutation,
    PilotEvaluationMutation,
    DefinitionMutation,
    IndicatorFindingMutation,
    MeasurementMutation,
    AuditMutation,
    AssessmentMutation,
    ClientResultMutation,
    SurveyMutation,
    ImprovementPlanMutation,
    MeetingCycleMutation,
    MeetingMutation,
    IncentiveEvaluationMutation,
    ReportMutation,
):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    clients = {"contracts": ContractsClient, "access": AccessClient, "settlement": SettlementClient}
    service = Service(
        settings,
        rights=RIGHTS,
        events=EVENTS,
        activities=ACTIVITIES,
        subjects=SUBJECTS,
        clients=clients,
        follows=FOLLOWS,
        duties=DUTIES,
        jobs=JOBS,
    )
    routers = [
        indicators_rest.router,
        *definitions_rest.routers,
        findings_rest.router,
        measurements_rest.router,
        measurements_rest.batches_router,
        uploads_rest.router,
        verdicts_rest.router,
        audits_rest.router,
        audits_rest.overview_router,
        completeness_rest.router,
        surveys_rest.router,
        waiting_times_rest.router,
        *assessments_rest.routers,
        client_results_rest.opinions_router,
        client_results_rest.router,
        cases_rest.router,
        flows_rest.router,
        flows_rest.rebuilds_router,
        population_costs_rest.router,
        triple_aims_rest.router,
        pilot_evaluations_rest.router,
        improvement_plans_rest.router,
        meetings_rest.cycles_router,
        meetings_rest.router,
        incentive_evaluations_rest.router,
        reports_rest.router,
        *comparisons_rest.routers,
    ]
    return application(service, routers, Query, Mutation, about=ABOUT)

"""The outcomes service on one page: whom it follows and what it offers."""

import strawberry

from services.outcomes.activities import ACTIVITIES
from services.outcomes.audits import rest as audits_rest
from services.outcomes.audits.graphql import AuditMutation, AuditQuery
from services.outcomes.events import EVENTS
from services.outcomes.indicators import operations as indicators
from services.outcomes.indicators import rest as indicators_rest
from services.outcomes.indicators.graphql import IndicatorQuery
from services.outcomes.measurements import rest as measurements_rest
from services.outcomes.measurements.graphql import MeasurementMutation, MeasurementQuery
from services.outcomes.rights import RIGHTS
from services.outcomes.settings import Settings
from services.outcomes.subjects import SUBJECTS
from services.outcomes.verdicts import operations as verdicts
from services.outcomes.verdicts import rest as verdicts_rest
from services.outcomes.verdicts.graphql import VerdictQuery
from services.outcomes.waiting_times import operations as waiting_times
from services.outcomes.waiting_times import rest as waiting_times_rest
from services.outcomes.waiting_times.graphql import WaitingTimesQuery
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.kit.application import application
from shared.kit.http import Surface
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
    },
    "access": {
        "request-received": waiting_times.apply_request,
        "first-talk-held": waiting_times.apply_request,
        "request-moved": waiting_times.apply_request,
        "referral-made": waiting_times.apply_handing,
        "decision-taken": waiting_times.apply_handing,
        "citizen-erased": waiting_times.apply_erasure,
    },
}
DUTIES = (Duty("announce-verdicts", verdicts.due_verdicts, verdicts.announce_verdict),)


@strawberry.type
class Query(IndicatorQuery, MeasurementQuery, VerdictQuery, AuditQuery, WaitingTimesQuery):
    """What can be read."""


@strawberry.type
class Mutation(MeasurementMutation, AuditMutation):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    clients = {"contracts": ContractsClient, "access": AccessClient}
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
        indicators_rest.router,
        measurements_rest.router,
        measurements_rest.batches_router,
        verdicts_rest.router,
        audits_rest.router,
        waiting_times_rest.router,
    ]
    return application(service, routers, Query, Mutation, about=ABOUT)

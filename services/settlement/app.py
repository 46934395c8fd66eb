"""The settlement service on one page: whom it follows and asks, what it does by itself, what it offers."""

import strawberry

from services.settlement.retentions import rest as retentions_rest
from services.settlement.retentions.graphql import RetentionMutation, RetentionQuery
from services.settlement.schedules import operations as schedules
from services.settlement.schedules import rest as schedules_rest
from services.settlement.schedules.graphql import ScheduleQuery
from services.settlement.settings import Settings
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.kit.application import application
from shared.kit.http import Surface
from shared.kit.service import Service
from shared.kit.work import Duty

DUTIES = (
    Duty("plan-years", schedules.due_years, schedules.plan_year),
    Duty("replan", schedules.due_replans, schedules.replan_schedule),
    Duty("post-instalments", schedules.due_instalments, schedules.post_instalment),
)
FOLLOWS = {
    "contracts": {
        "contract-activated": schedules.apply_contract,
        "contract-amended": schedules.apply_contract,
    },
}


@strawberry.type
class Query(RetentionQuery, ScheduleQuery):
    """What can be read."""


@strawberry.type
class Mutation(RetentionMutation):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    clients = {"contracts": ContractsClient, "outcomes": OutcomesClient}
    service = Service(settings, clients=clients, follows=FOLLOWS, duties=DUTIES)
    routers = [schedules_rest.router, retentions_rest.router]
    return application(service, routers, Query, Mutation)

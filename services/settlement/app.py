"""The settlement service on one page: whom it follows and asks, what it does by itself, what it offers."""

import strawberry

from services.settlement.activities import ACTIVITIES
from services.settlement.agreements import operations as agreements
from services.settlement.agreements import rest as agreements_rest
from services.settlement.agreements.graphql import AgreementQuery
from services.settlement.allocations import operations as allocations
from services.settlement.allocations import rest as allocations_rest
from services.settlement.allocations.graphql import AllocationQuery
from services.settlement.ceilings import operations as ceilings
from services.settlement.ceilings import rest as ceilings_rest
from services.settlement.ceilings.graphql import CeilingUsageQuery
from services.settlement.claims import rest as claims_rest
from services.settlement.claims.graphql import ClaimQuery
from services.settlement.events import EVENTS
from services.settlement.hire_orders import rest as hire_orders_rest
from services.settlement.hire_orders.graphql import HireOrderMutation, HireOrderQuery
from services.settlement.journals import rest as journals_rest
from services.settlement.journals.graphql import JournalMutation, JournalQuery
from services.settlement.ledger import rest as ledger_rest
from services.settlement.ledger.graphql import LedgerMutation, LedgerQuery
from services.settlement.ledger.operations import sealing
from services.settlement.obligations import rest as obligations_rest
from services.settlement.obligations.graphql import ObligationQuery
from services.settlement.openings import rest as openings_rest
from services.settlement.openings.graphql import OpeningMutation, OpeningQuery
from services.settlement.payments import rest as payments_rest
from services.settlement.payments.graphql import PaymentMutation, PaymentQuery
from services.settlement.posting_profiles import rest as posting_profiles_rest
from services.settlement.posting_profiles.graphql import PostingProfileMutation, PostingProfileQuery
from services.settlement.receivables import operations as receivables
from services.settlement.receivables import rest as receivables_rest
from services.settlement.receivables.graphql import ReceivableMutation, ReceivableQuery
from services.settlement.retentions import rest as retentions_rest
from services.settlement.retentions.graphql import RetentionMutation, RetentionQuery
from services.settlement.rights import RIGHTS
from services.settlement.schedules import rest as schedules_rest
from services.settlement.schedules.graphql import ScheduleQuery
from services.settlement.schedules.operations import planning, posting
from services.settlement.settings import Settings
from services.settlement.subjects import SUBJECTS
from shared.clients.access import AccessClient
from shared.clients.contracts import ContractsClient
from shared.clients.outcomes import OutcomesClient
from shared.kit.application import application
from shared.kit.http import Surface
from shared.kit.service import Service
from shared.kit.work import Duty

ABOUT = (
    "Plant wat een contract betaalt, boekt het in posten die kloppen, betaalt het, en houdt in wat resultaten moeten verdienen."
    " Beslist niet wat is afgesproken en niet of het is gehaald."
)
DUTIES = (
    Duty("plan-years", planning.due_years, planning.plan_years),
    Duty("replan", planning.due_replans, planning.replan_schedule),
    Duty("post-instalments", posting.due_instalments, posting.post_instalments),
    Duty("raise-receivables", receivables.due_receivables, receivables.raise_receivables),
    Duty("seal-books", sealing.due_seals, sealing.seal_books),
)
FOLLOWS = {
    "contracts": {
        "contract-activated": planning.apply_contract,
        "contract-amended": planning.apply_contract,
        "contract-suspended": planning.apply_contract,
        "contract-resumed": planning.apply_contract,
        "contract-extended": planning.apply_contract,
        "contract-terminated": planning.apply_contract,
        "contract-ended": planning.apply_contract,
        "ceiling-agreed": ceilings.apply_ceiling,
        "ceiling-revised": ceilings.apply_ceiling,
        "ceiling-shifted": ceilings.apply_ceiling,
        "tariff-agreed": agreements.apply_tariff,
        "tariff-changed": agreements.apply_tariff,
        "tariff-indexed": agreements.apply_tariff,
    },
    "access": {
        "decision-taken": allocations.apply_decision,
        "decision-ended": allocations.apply_decision,
        "decision-extended": allocations.apply_decision,
        "allocation-granted": allocations.apply_allocation,
        "allocation-changed": allocations.apply_allocation,
        "care-order-sent": allocations.apply_care_order,
        "care-order-withdrawn": allocations.apply_care_order,
        "referral-accepted": allocations.apply_referral,
        "referral-ended": allocations.apply_referral,
    },
}


@strawberry.type
class Query(
    RetentionQuery,
    ScheduleQuery,
    LedgerQuery,
    PaymentQuery,
    AllocationQuery,
    AgreementQuery,
    ObligationQuery,
    HireOrderQuery,
    ClaimQuery,
    CeilingUsageQuery,
    PostingProfileQuery,
    JournalQuery,
    OpeningQuery,
    ReceivableQuery,
):
    """What can be read."""


@strawberry.type
class Mutation(
    RetentionMutation,
    PaymentMutation,
    LedgerMutation,
    HireOrderMutation,
    PostingProfileMutation,
    JournalMutation,
    OpeningMutation,
    ReceivableMutation,
):
    """What can be done."""


def create_app(settings: Settings) -> Surface:
    """The whole service."""
    clients = {"contracts": ContractsClient, "access": AccessClient, "outcomes": OutcomesClient}
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
        schedules_rest.router,
        retentions_rest.router,
        ledger_rest.router,
        payments_rest.router,
        allocations_rest.router,
        agreements_rest.router,
        obligations_rest.router,
        hire_orders_rest.router,
        claims_rest.router,
        ceilings_rest.router,
        claims_rest.batches_router,
        posting_profiles_rest.router,
        journals_rest.router,
        openings_rest.router,
        receivables_rest.router,
    ]
    return application(service, routers, Query, Mutation, about=ABOUT)

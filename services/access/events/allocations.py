"""The facts on allocating support: allocations that change, care orders, what providers ask, transition cohorts."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from services.access.allocation_requests.store import REGISTER as ASKED_REGISTER
from services.access.allocations.store import REGISTER as ALLOCATIONS_REGISTER
from services.access.care_orders.store import REGISTER as ORDERS
from services.access.change_requests.store import REGISTER as CHANGES
from services.access.events.readers import alive
from services.access.transition_cohorts.store import REGISTER as COHORTS
from shared.kit.logbook import EventType
from shared.schemas import access as schemas

if TYPE_CHECKING:
    from shared.kit.context import Context
    from shared.kit.database import Connection

_ALLOCATION = alive(lambda connection, subject, _: ALLOCATIONS_REGISTER.get(connection, subject))
_ORDER = alive(lambda connection, subject, _: ORDERS.get(connection, subject))
_ASKED = alive(lambda connection, subject, _: ASKED_REGISTER.get(connection, subject))
_CHANGE = alive(lambda connection, subject, _: CHANGES.get(connection, subject))


async def _cohort(ctx: "Context", connection: "Connection", subject: UUID, version: int) -> Any:
    return await COHORTS.get(connection, subject)


ALLOCATIONS = {
    "allocation-granted": EventType(
        schemas.Allocation,
        "Er is toegewezen buiten een besluit om: op verzoek van de aanbieder, door opschalen, in een overgang of overgenomen uit een ander systeem (N-131).",
        "Support was allocated apart from a decision: on a provider's request, by scaling, in a transition or taken over from another system (N-131).",
        read=_ALLOCATION,
        since="0.5.0",
    ),
    "allocation-changed": EventType(
        schemas.Allocation,
        "Een toewijzing heeft een nieuwe versie: een ander einde, andere omvang of ander budget, of verwijderd (N-131, R-A35).",
        "An allocation has a new version: another end, size or budget, or deleted (N-131, R-A35).",
        read=_ALLOCATION,
        since="0.5.0",
    ),
    "care-order-sent": EventType(
        schemas.CareOrder,
        "De gemeente verzond een zorgopdracht; levering vóór earliestDeliveryOn is niet geldig (R-A05, R-A48).",
        "The municipality sent a care order; delivery before earliestDeliveryOn is not valid (R-A05, R-A48).",
        read=_ORDER,
        since="0.5.0",
    ),
    "care-order-decided": EventType(
        schemas.CareOrder,
        "Op de acute zorg van een zorgopdracht is besloten; wat tot dan open stond staat erbij (R-A48).",
        "The acute care of a care order was decided on, with what was exposed until then (R-A48).",
        read=_ORDER,
        since="0.5.0",
    ),
    "care-order-withdrawn": EventType(
        schemas.CareOrder,
        "Een zorgopdracht is ingetrokken (R-A05).",
        "A care order was withdrawn (R-A05).",
        read=_ORDER,
        since="0.5.0",
    ),
    "allocation-requested": EventType(
        schemas.AllocationRequest,
        "Een aanbieder vraagt een toewijzing (315, R-A04).",
        "A provider asks for an allocation (315, R-A04).",
        read=_ASKED,
        since="0.5.0",
    ),
    "allocation-request-investigated": EventType(
        schemas.AllocationRequest,
        "Een verzoek om toewijzing is in onderzoek (319 code 2).",
        "A request for allocation is under investigation (319 code 2).",
        read=_ASKED,
        since="0.5.0",
    ),
    "allocation-request-rejected": EventType(
        schemas.AllocationRequest,
        "Een verzoek om toewijzing is afgewezen (319 code 1).",
        "A request for allocation was rejected (319 code 1).",
        read=_ASKED,
        since="0.5.0",
    ),
    "allocation-request-granted": EventType(
        schemas.AllocationRequest,
        "Een verzoek om toewijzing is ingewilligd met een toewijzing (301).",
        "A request for allocation was granted with an allocation (301).",
        read=_ASKED,
        also=(schemas.Allocation,),
        since="0.5.0",
    ),
    "allocation-request-withdrawn": EventType(
        schemas.AllocationRequest,
        "Een aanbieder trok een verzoek om toewijzing in.",
        "A provider withdrew a request for allocation.",
        read=_ASKED,
        since="0.5.0",
    ),
    "change-requested": EventType(
        schemas.ChangeRequest,
        "Een aanbieder vraagt te wijzigen wat er loopt (317).",
        "A provider asks to change what runs (317).",
        read=_CHANGE,
        since="0.5.0",
    ),
    "change-request-investigated": EventType(
        schemas.ChangeRequest,
        "Een verzoek om wijziging is in onderzoek (319 code 2).",
        "A request for change is under investigation (319 code 2).",
        read=_CHANGE,
        since="0.5.0",
    ),
    "change-request-rejected": EventType(
        schemas.ChangeRequest,
        "Een verzoek om wijziging is afgewezen (319 code 1).",
        "A request for change was rejected (319 code 1).",
        read=_CHANGE,
        since="0.5.0",
    ),
    "change-request-granted": EventType(
        schemas.ChangeRequest,
        "Een verzoek om wijziging is in zijn geheel ingewilligd (301).",
        "A request for change was granted as a whole (301).",
        read=_CHANGE,
        also=(schemas.Allocation,),
        since="0.5.0",
    ),
    "change-request-withdrawn": EventType(
        schemas.ChangeRequest,
        "Een aanbieder trok een verzoek om wijziging in.",
        "A provider withdrew a request for change.",
        read=_CHANGE,
        since="0.5.0",
    ),
    "transition-cohort-prepared": EventType(
        schemas.TransitionCohort,
        "Een overgang van cliënten naar een ander contract is voorbereid (R-C60).",
        "A transition of clients to another contract was prepared (R-C60).",
        read=_cohort,
        since="0.5.0",
    ),
    "transition-cohort-carried-out": EventType(
        schemas.TransitionCohort,
        "Cliënten gingen zonder onderbreking over naar een ander contract (R-C60).",
        "Clients went to another contract without interruption (R-C60).",
        read=_cohort,
        also=(schemas.Allocation,),
        since="0.5.0",
    ),
    "transition-cohort-withdrawn": EventType(
        schemas.TransitionCohort,
        "Een overgang van cliënten gaat niet door (R-C60).",
        "A transition of clients does not take place (R-C60).",
        read=_cohort,
        since="0.5.0",
    ),
}

"""Meetings and their cycles over REST: plain resources (shared/kit/plain.py), and the agenda that comes next."""

from typing import Any
from uuid import UUID

from starlette.responses import Response

from services.outcomes.improvement_plans.rules import NotASideOfThePlan
from services.outcomes.indicators.rules import ContractNotFound
from services.outcomes.meetings import operations, rules
from shared.kit.http import Ctx, Router, answer
from shared.kit.plain_rest import Words, plain_routes
from shared.schemas.outcomes import ProposedAgenda
from shared.values.terms import Scope

cycles_router = Router(prefix="/meeting-cycles", tags=["meetings"])
router = Router(prefix="/meetings", tags=["meetings"])
CYCLE_EXAMPLE: dict[str, Any] = {
    "contractId": "01990000-0000-7000-8000-000000000001",
    "kind": "steeringGroup",
    "name": "Stuurgroep jeugd en sociaal",
    "every": 6,
    "rhythm": "weeks",
    "firstOn": "2026-01-14",
    "participants": ["00000099000000000484", "00000099000000001001"],
    "standingItems": ["doorverwijzingen naar aanvullende zorg"],
}
EXAMPLE: dict[str, Any] = {
    "cycleId": "01990000-0000-7000-8000-000000000002",
    "heldOn": "2026-04-08",
    "present": ["00000099000000000484", "00000099000000001001"],
    "agenda": [
        {"number": 1, "subject": "doorverwijzingen naar aanvullende zorg"},
        {
            "number": 2,
            "subject": "klanttevredenheid",
            "indicator": "client-satisfaction",
            "quarter": "2026-Q1",
        },
    ],
    "agreements": [
        {
            "number": 1,
            "description": "Per wijkteam de drie grootste redenen van doorverwijzen.",
            "responsible": "00000099000000001001",
            "dueOn": "2026-05-20",
        }
    ],
    "cases": [
        {"theme": "schulden en opvoeding", "lesson": "Eén plan voor het gezin scheelde een verwijzing."}
    ],
}
_FILTERS = {"contract_id": "Alleen van dit contract."}
_LAST = {"kind": "Alleen van deze soort.", "reference": "Alleen met dit eigen kenmerk."}

plain_routes(
    cycles_router,
    operations.CYCLES,
    operations,
    Words(
        about="Hoe vaak partijen overleggen en wat altijd op de agenda staat (G-07).",
        example=CYCLE_EXAMPLE,
        filters=_FILTERS | _LAST,
        problems=[ContractNotFound, rules.MeetingRefused],
        change_example={"every": 1, "rhythm": "months"},
    ),
)
plain_routes(
    router,
    operations.MEETINGS,
    operations,
    Words(
        about="Een overleg dat is gehouden: agenda met cijfers, afspraken, casussen zonder namen (N-154, F-07).",
        example=EXAMPLE,
        filters=_FILTERS | {"cycle_id": "Alleen uit deze overlegcyclus."} | _LAST,
        problems=[rules.CycleNotFound, NotASideOfThePlan, rules.MeetingRefused],
        change_example={"agreements": [{**EXAMPLE["agreements"][0], "doneOn": "2026-05-18"}]},
    ),
)


@cycles_router.get(
    "/{meeting_cycle_id}/agenda",
    scope=Scope.OUTCOMES_READ,
    summary="Stel de volgende agenda voor (agenda)",
    description=(
        "Wat altijd op de agenda staat, wat achterblijft met zijn cijfer, en wat is afgesproken en nog open staat"
        " (D-01, D-02, D-58)."
    ),
    answer=ProposedAgenda,
    problems=[rules.CycleNotFound],
)
async def propose_agenda(ctx: Ctx, meeting_cycle_id: UUID) -> Response:
    """What the next meeting should be about."""
    return answer(ctx, ProposedAgenda, await operations.propose_agenda(ctx, meeting_cycle_id))

"""What can be done with a clarification: record it on a request, read it and the earlier ones."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens import store as citizens
from services.access.citizens.rules import refuse_bsn
from services.access.clarifications import rules, store
from services.access.clarifications.rules import Clarification, ClarificationNotFound
from services.access.clarifications.store import REGISTER
from services.access.policies.store import policy_on
from services.access.requests import store as requests
from services.access.requests.rules import check_purchaser, clarified
from services.access.statutory_terms import store as statutory_terms
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.ownership import give_known
from shared.kit.plain import Plain
from shared.kit.problems import PreconditionFailed
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.schemas.common import Day
from shared.values.access_policies import TermKind
from shared.values.terms import Scope

PLAIN = Plain(
    one="clarification",
    many="clarifications",
    dutch="vraagverheldering",
    dutch_many="vraagverhelderingen",
    model=schemas.Clarification,
    new=None,
    missing=ClarificationNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)
_GIVEN = (
    "held_on",
    "method",
    "edition",
    "carer_hours",
    "support_offered_on",
    "learning_only",
    "permanent_need",
)


@operation
async def get_clarification(ctx: Context, clarification_id: UUID) -> Clarification:
    """One clarification. Raises ClarificationNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, clarification_id)


@operation
async def list_clarifications(
    ctx: Context,
    page: PageRequest,
    *,
    request_id: UUID | None = None,
    citizen_id: UUID | None = None,
    method: str | None = None,
    held_on: Day | None = None,
    reference: str | None = None,
) -> Slice[Clarification]:
    """A page of clarifications; of a request the last one counts. Raises BsnRefused for a reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (method, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(
            connection, page, request_id=request_id, citizen_id=citizen_id, method=method, held_on=held_on,
            external_reference=reference,
        )  # fmt: skip


@operation
async def record_clarification(
    ctx: Context, request_id: UUID, new: schemas.NewClarification
) -> Clarification:
    """Record how a question was made clear, under the policy of the day (N-127); with it the inquiry is ready (R-A55).

    The same client, reference and contents give the clarification that is there (Replayed). Raises RequestNotFound, PurchaserOnly,
    CitizenErased, ClarificationRefused, ReferenceUsed, PreconditionFailed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    worker, actor, reference = ctx.require_end_user(), ctx.actor, new.external_reference
    async with ctx.begin() as connection:
        request = await requests.lock_request(connection, request_id)
        check_purchaser(actor.organisations, request.owner, purchaser=actor.purchaser)
        await citizens.check_alive(connection, request.owner, request.citizen_id)
        known = await REGISTER.find_by_reference(connection, request.owner, actor.client_id, reference)
        if known is not None and reference is not None:
            given = {name: getattr(new, name) for name in _GIVEN}
            given |= {"request_id": request_id, "domains": sorted(new.domains)}
            give_known(schemas.Clarification, known, reference, given)
        if ctx.must_exist:  # If-Match asks for one that is there, whatever the question is
            raise PreconditionFailed()
        policy = await policy_on(connection, request.owner, ctx.today)
        made, why = rules.clarify(request, rules.told(new, worker), policy, ctx.today)
        await store.add_clarification(connection, made, actor.client_id)
        clear = clarified(request)
        if clear is not request:
            await requests.save_request(connection, clear)
        await statutory_terms.close_term(
            connection, request.owner, request.id, TermKind.INQUIRY, made.held_on,
            application_on=request.application_on,
        )  # fmt: skip
        await logbook.record(ctx, connection, "clarification-recorded", schemas.Clarification, made, why)
    return made

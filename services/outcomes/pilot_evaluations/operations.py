"""What a purchaser can do with a pilot afterwards: evaluate it, decide on its roll-out, find it; participants read."""

from __future__ import annotations

from uuid import UUID

from services.outcomes.indicators import store as indicators
from services.outcomes.pilot_evaluations import rules, store
from services.outcomes.pilot_evaluations.rules import PilotComparison, PilotEvaluation
from services.outcomes.triple_aims import store as triple_aims
from services.outcomes.triple_aims.rules import Stretch, TripleAimNotFound
from shared.errors import PurchaserOnly
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.flowing import PilotVerdict
from shared.values.terms import Scope

_GIVEN = (
    "pilot_id", "name", "contract_id", "area_code", "control_area_code", "letter_of_intent_on", "participants",
    "triple_aim_id", "before", "after", "cost_cents", "stated_saving_cents", "compared",
)  # fmt: skip
_DECIDED = (*schemas.PilotEvaluationChange.model_fields, "decided_on")
PLAIN = Plain(
    "pilot_evaluation",
    "pilot_evaluations",
    "pilotevaluatie",
    "pilotevaluaties",
    schemas.PilotEvaluation,
    schemas.NewPilotEvaluation,
    rules.PilotEvaluationNotFound,
    change=schemas.PilotEvaluationChange,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_pilot_evaluation(ctx: Context, pilot_evaluation_id: UUID) -> PilotEvaluation:
    """One evaluation, for its owner and its participants. Raises PilotEvaluationNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.PILOT_EVALUATIONS.get(connection, pilot_evaluation_id)


@operation
async def list_pilot_evaluations(
    ctx: Context,
    page: PageRequest,
    *,
    pilot_id: UUID | None = None,
    contract_id: UUID | None = None,
    verdict: PilotVerdict | None = None,
    reference: str | None = None,
) -> Slice[PilotEvaluation]:
    """A page of evaluations, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.PILOT_EVALUATIONS.page(
            connection,
            page,
            pilot_id=pilot_id,
            contract_id=contract_id,
            verdict=verdict,
            external_reference=reference,
        )


@operation
async def register_pilot_evaluation(ctx: Context, new: schemas.NewPilotEvaluation) -> PilotEvaluation:
    """Evaluate a pilot (R-O31).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    TripleAimNotFound, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    given = PilotEvaluation(
        id=new_id(), version=1, owner=owner, external_reference=new.external_reference, parties=[],
        pilot_id=new.pilot_id, name=new.name, contract_id=new.contract_id, area_code=new.area_code,
        control_area_code=new.control_area_code, letter_of_intent_on=new.letter_of_intent_on,
        participants=new.participants, triple_aim_id=new.triple_aim_id,
        before=made(Stretch, new.before), after=made(Stretch, new.after), cost_cents=new.cost_cents,
        stated_saving_cents=new.saving_cents,
        compared=made(PilotComparison, new.compared) if new.compared is not None else None, roll_out_areas=[],
    )  # fmt: skip
    evaluated, why = rules.evaluate(given)
    async with ctx.begin() as connection:
        if new.contract_id is not None:
            await indicators.get_contract(connection, new.contract_id)
        if new.triple_aim_id is not None:
            judged = await triple_aims.TRIPLE_AIMS.get(connection, new.triple_aim_id)
            if judged.owner != owner:
                raise TripleAimNotFound(id=new.triple_aim_id)
        return await store.PILOT_EVALUATIONS.enter(
            ctx, connection, evaluated, "pilot-evaluated", why, given=_GIVEN
        )


@operation
async def change_pilot_evaluation(
    ctx: Context, pilot_evaluation_id: UUID, change: schemas.PilotEvaluationChange
) -> PilotEvaluation:
    """Decide on the roll-out, today (D-37).

    Raises PilotEvaluationNotFound, PurchaserOnly, PreconditionFailed, PilotEvaluationRefused.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        before = await store.PILOT_EVALUATIONS.get(connection, pilot_evaluation_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        asked = merged(before, change)
        after, why = rules.decide(
            before, asked.decision, asked.decision_reason, asked.roll_out_areas, ctx.today
        )
        changes = {name: getattr(after, name) for name in _DECIDED}
        return await store.PILOT_EVALUATIONS.revise(
            ctx, connection, before, "pilot-roll-out-decided", why, **changes
        )

"""What a purchaser can do with the triple aim: judge the three results of a population, and find them; participants read."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from services.outcomes.indicators import store as indicators
from services.outcomes.measurements import store as measurements
from services.outcomes.measurements.rules import MeasurementNotFound
from services.outcomes.triple_aims import rules, store
from services.outcomes.triple_aims.rules import Aim, AimCost, Said, Stretch, TripleAim
from shared.kit.context import Context, operation
from shared.kit.database import Connection
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import outcomes as schemas
from shared.values import new_id
from shared.values.flowing import TripleAimVerdict
from shared.values.terms import Scope

_GIVEN = (
    "name", "contract_id", "pilot_id", "area_code", "participants", "before", "after", "quality", "health", "cost",
)  # fmt: skip
PLAIN = Plain(
    "triple_aim",
    "triple_aims",
    "oordeel over drie doelen",
    "oordelen over drie doelen",
    schemas.TripleAim,
    schemas.NewTripleAim,
    rules.TripleAimNotFound,
    derivation=True,
    read=Scope.OUTCOMES_READ,
    write=Scope.OUTCOMES_WRITE,
)


@operation
async def get_triple_aim(ctx: Context, triple_aim_id: UUID) -> TripleAim:
    """One judgement, for its owner and its participants. Raises TripleAimNotFound."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.TRIPLE_AIMS.get(connection, triple_aim_id)


@operation
async def list_triple_aims(
    ctx: Context,
    page: PageRequest,
    *,
    contract_id: UUID | None = None,
    pilot_id: UUID | None = None,
    verdict: TripleAimVerdict | None = None,
    reference: str | None = None,
) -> Slice[TripleAim]:
    """A page of judgements, filtered when asked."""
    ctx.require(Scope.OUTCOMES_READ)
    async with ctx.read() as connection:
        return await store.TRIPLE_AIMS.page(
            connection,
            page,
            contract_id=contract_id,
            pilot_id=pilot_id,
            verdict=verdict,
            external_reference=reference,
        )


@operation
async def register_triple_aim(ctx: Context, new: schemas.NewTripleAim) -> TripleAim:
    """Judge the three aims of a population (R-O07).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, ContractNotFound,
    TripleAimRefused, ReferenceUsed.
    """
    ctx.require(Scope.OUTCOMES_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        if new.contract_id is not None:
            await indicators.get_contract(connection, new.contract_id)
        quality, health = await _aims(connection, new)
        given = TripleAim(
            id=new_id(), version=1, owner=owner, external_reference=new.external_reference, parties=[], name=new.name,
            contract_id=new.contract_id, pilot_id=new.pilot_id, area_code=new.area_code, participants=new.participants,
            before=Stretch(first_day=new.before.first_day, last_day=new.before.last_day),
            after=Stretch(first_day=new.after.first_day, last_day=new.after.last_day),
            quality=quality, health=health,
            cost=AimCost(
                before_cents=new.cost.before_cents, after_cents=new.cost.after_cents,
                deviation_cents=new.cost.deviation_cents,
            ),
        )  # fmt: skip
        judged, why = rules.judge(given)
        return await store.TRIPLE_AIMS.enter(ctx, connection, judged, "triple-aim-judged", why, given=_GIVEN)


async def _aims(connection: Connection, new: schemas.NewTripleAim) -> tuple[Aim, Aim]:
    """Quality and health with the values that were given or that their measurements say. Raises TripleAimRefused."""
    said = []
    for name, aim in (("quality", new.quality), ("health", new.health)):
        for moment, told in (("before", aim.before), ("after", aim.after)):
            one = Said(place=f"#/{name}/{moment}", value=told.value, measurement_id=told.measurement_id)
            said.append(await _measured(connection, one))
    values = rules.values_of(said)
    first, second = (
        Aim(
            before=values[at], after=values[at + 1], before_measurement_id=aim.before.measurement_id,
            after_measurement_id=aim.after.measurement_id, better=aim.better, deviation=aim.deviation,
        )
        for at, aim in ((0, new.quality), (2, new.health))
    )  # fmt: skip
    return first, second


async def _measured(connection: Connection, said: Said) -> Said:
    if said.measurement_id is None:
        return said
    try:
        found = await measurements.get_measurement(connection, said.measurement_id)
    except MeasurementNotFound:
        return said
    return replace(said, known=True, measured=found.value)

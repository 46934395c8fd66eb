"""What a municipality can do with its teams: register and change them, and ask which one handles a question."""

from __future__ import annotations

from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.teams import rules, store
from services.access.teams.rules import Team
from services.access.teams.store import REGISTER
from shared.errors import PurchaserOnly
from shared.kit import logbook
from shared.kit.context import Context, operation
from shared.kit.merging import made, merged
from shared.kit.ownership import give_known, require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.kit.steps import steps_of
from shared.schemas.access import routes as schemas
from shared.values import new_id
from shared.values.access_policies import TeamKind
from shared.values.terms import Scope

_GIVEN = ("code", "kind", "name", "areas", "valid_from", "valid_until")
_CHANGED = ("name", "areas", "valid_until")
PLAIN = Plain(
    one="team",
    many="teams",
    dutch="team",
    dutch_many="teams",
    model=schemas.Team,
    new=schemas.NewTeam,
    missing=rules.TeamNotFound,
    change=schemas.TeamChange,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_team(ctx: Context, team_id: UUID) -> Team:
    """One team. Raises TeamNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, team_id)


@operation
async def list_teams(
    ctx: Context,
    page: PageRequest,
    *,
    kind: TeamKind | None = None,
    code: str | None = None,
    reference: str | None = None,
) -> Slice[Team]:
    """A page of teams. Raises BsnRefused for a code that holds one."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(code)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, kind=kind, code=code, external_reference=reference)


@operation
async def register_team(ctx: Context, new: schemas.NewTeam) -> Team:
    """Register a team with its areas (R-A50).

    The same client, reference and contents give what is there (Replayed). Raises PurchaserOnly, TeamRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner, client_id, reference = require_purchaser(ctx), ctx.actor.client_id, new.external_reference
    team = made(Team, new, id=new_id(), version=1, owner=owner, parties=[])
    async with ctx.begin() as connection:
        others = await store.lock_teams(connection, owner)
        known = await REGISTER.find_by_reference(connection, owner, client_id, reference)
        if known is not None and reference is not None:
            give_known(schemas.Team, known, reference, {name: getattr(team, name) for name in _GIVEN})
        rules.check(team, others)
        await REGISTER.add(connection, team, client_id)
        await logbook.record(ctx, connection, "team-registered", schemas.Team, team)
    return team


@operation
async def change_team(ctx: Context, team_id: UUID, change: schemas.TeamChange) -> Team:
    """Change a team's name, areas or last day. Raises TeamNotFound, PurchaserOnly, PreconditionFailed, TeamRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        others = await store.lock_teams(connection, require_purchaser(ctx))
        before = await REGISTER.get(connection, team_id, lock=True)
        if before.owner not in ctx.actor.organisations:
            raise PurchaserOnly()
        ctx.expect(before.version)
        after = rules.check(merged(before, change), others)
        changes = {name: getattr(after, name) for name in _CHANGED}
        return await REGISTER.revise(ctx, connection, before, "team-changed", **changes)


@operation
async def find_assigned_team(ctx: Context, asked: schemas.TeamQuestion) -> schemas.TeamAssigned:
    """Which team handles a question (R-A50); nothing is kept, nobody is named. Raises PurchaserOnly."""
    ctx.require(Scope.ACCESS_READ)
    owner = require_purchaser(ctx)
    async with ctx.read() as connection:
        today = await ctx.read_clock(connection)
        teams = await store.list_teams_of(connection, owner)
    found = rules.team_of(
        teams, born_on=asked.born_on, area=asked.area, law=asked.law, on=asked.on or today,
        own_question=asked.own_question,
    )  # fmt: skip
    team = None if found.team is None else schemas.Team.model_validate(found.team, from_attributes=True)
    return schemas.TeamAssigned(kind=found.kind, team=team, steps=steps_of(ctx, found.why))

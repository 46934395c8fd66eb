"""What a municipality can do with a citizen: register, read, search, correct; and how a portal learns who logged in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from pydantic import BaseModel

from services.access.citizens import rules, store
from services.access.citizens.rules import Citizen, PersonalData, Stated
from shared.kit import logbook
from shared.kit.context import Answer, Context, Replayed, operation
from shared.kit.database import Connection
from shared.kit.rights import RoleNotAllowed
from shared.kit.rows import PageRequest, Slice
from shared.kit.wire import encode
from shared.schemas import access as schemas
from shared.values.terms import ActorKind, PersonalField, Scope

RESOURCE, SEARCH = "citizens", "search_citizens"


@dataclass(frozen=True, slots=True)
class Found:
    """A citizen that was found: the surrogate, and nothing else of the person."""

    id: UUID
    owner: str

    @property
    def citizen_id(self) -> UUID:
        """Who was found, for the processing log."""
        return self.id


@operation
async def get_citizen(ctx: Context, citizen_id: UUID) -> Citizen:
    """One citizen. Raises CitizenNotFound, CitizenErased."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.get_citizen(connection, store.keys_of(ctx), citizen_id)


@operation
async def get_personal_data(ctx: Context, citizen_id: UUID) -> PersonalData:
    """A citizen's data in the clear, the BSN too (F-06). Raises CitizenNotFound, CitizenErased."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return rules.personal_data(await store.get_citizen(connection, store.keys_of(ctx), citizen_id))


@operation
async def list_citizens(ctx: Context, page: PageRequest) -> Slice[Citizen]:
    """A page of the municipality's citizens."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        return await store.list_citizens(connection, store.keys_of(ctx), page)


@operation
async def list_citizens_by_id(ctx: Context, ids: list[UUID]) -> Mapping[UUID, Citizen]:
    """Many citizens at once, for a loader; those that are not visible or were erased are left out."""
    ctx.require(Scope.PERSONS_READ)
    async with ctx.read() as connection:
        found = await store.list_citizens_by_id(connection, store.keys_of(ctx), ids)
        return {citizen.id: citizen for citizen in found}


@operation
async def search_citizens(ctx: Context, asked: schemas.CitizenSearch) -> Slice[Found]:
    """The surrogate of the citizen with this BSN or reference, if there is one.

    A portal asks by the BSN of who logged in, and gets the surrogate to name in its next token. Raises
    PersonalDataRefused, RoleNotAllowed for a portal that asks by reference.
    """
    ctx.require(Scope.PERSONS_READ)
    keys, owner = store.keys_of(ctx), ctx.actor.organisation
    if asked.bsn is not None:
        rules.check_bsn(asked.bsn)
        async with _for_who_logs_in(ctx).read() as connection:
            surrogate = await store.find_surrogate(connection, keys, owner, asked.bsn)
    else:
        if ctx.actor.kind is ActorKind.PORTAL:
            raise RoleNotAllowed(role=str(ctx.actor.kind), operation=SEARCH, resource=RESOURCE)
        async with ctx.read() as connection:
            known = await store.list_known(connection, keys, owner, asked.citizen_reference, None)
        surrogate = known[0].id if known else None
    return Slice([] if surrogate is None else [Found(surrogate, owner)])


def _for_who_logs_in(ctx: Context) -> Context:
    """The context in which a portal finds who logged in: its token names nobody yet, so it would see no row at all.

    It serves for the one statement that gives a surrogate. A token that names a citizen keeps its limit: that portal
    finds its own citizen and nobody else.
    """
    if ctx.actor.kind is ActorKind.PORTAL and ctx.actor.citizens == ():
        return replace(ctx, actor=replace(ctx.actor, citizens=None))
    return ctx


@operation
async def register_citizen(ctx: Context, new: schemas.NewCitizen) -> Citizen:
    """Record a citizen with the personal data that are needed, each for its purpose (F-01, F-02).

    The same person with the same data is the citizen who is there (Replayed). Raises PersonalDataRefused, CitizenKnown.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    owner, client_id, keys = ctx.actor.organisation, ctx.actor.client_id, store.keys_of(ctx)
    personal = {field: stated for field, stated in _stated(new).items() if stated is not None}
    async with ctx.begin() as connection:
        citizen = rules.register(owner, new.citizen_reference, personal, ctx.today)
        if citizen.bsn is not None:
            await store.lock_person(connection, keys, owner, citizen.bsn)
        await _answer_known(ctx, connection, citizen)
        await store.add_person(connection, keys, citizen, client_id)
        await logbook.record(ctx, connection, "citizen-registered", schemas.Citizen, citizen)
    return citizen


async def _answer_known(ctx: Context, connection: Connection, new: Citizen) -> None:
    """Leave with the citizen who is known as just this."""
    assert new.citizen_reference is not None
    known = await store.list_known(connection, store.keys_of(ctx), new.owner, new.citizen_reference, new.bsn)
    same = rules.find_same(known, new.citizen_reference, new.personal)
    if same is not None:
        raise Replayed(Answer(200, encode(schemas.Citizen, same), same.version, same.id))


@operation
async def correct_personal_data(
    ctx: Context, citizen_id: UUID, change: schemas.PersonalDataChange
) -> Citizen:
    """Correct, add or take away personal data of a citizen (F-38).

    Under a legal hold what is filled stays as it is. Raises CitizenNotFound, CitizenErased, PreconditionFailed,
    PersonalDataRefused, FileHeld, CitizenKnown.
    """
    ctx.require(Scope.PERSONS_WRITE)
    ctx.require_end_user()
    keys = store.keys_of(ctx)
    changes = {
        field: stated
        for field, stated in _stated(change).items()
        if field.name.lower() in change.model_fields_set
    }
    bsn = changes.get(PersonalField.BSN)
    async with ctx.begin() as connection:
        citizen = await store.lock_citizen(connection, keys, citizen_id)
        ctx.expect(citizen.version)
        known: list[Citizen] = []
        if bsn is not None:
            await store.lock_person(connection, keys, citizen.owner, bsn.value)
            known = await store.list_known(connection, keys, citizen.owner, None, bsn.value)
        held = await store.is_held(connection, citizen.owner, citizen.id, ctx.today)
        citizen = rules.correct(citizen, changes, known, ctx.today, held=held)
        await store.save_person(connection, keys, citizen)
        await logbook.record(ctx, connection, "citizen-corrected", schemas.Citizen, citizen)
    return citizen


def _stated(given: BaseModel) -> dict[PersonalField, Stated | None]:
    """The personal data in a body, as JSON values with their purposes; None where nothing is given."""
    found: dict[PersonalField, Stated | None] = {}
    for field in PersonalField:
        one = getattr(given, field.name.lower())
        found[field] = (
            None if one is None else Stated(one.model_dump(mode="json", by_alias=True)["value"], one.purpose)
        )
    return found

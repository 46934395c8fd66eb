"""What a municipality can do with contacts of the nurse at the practice: count, correct and compare them."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from services.access.citizens.rules import refuse_bsn
from services.access.nurse_contacts import rules, store
from services.access.nurse_contacts.rules import (
    NurseContacts,
    NurseContactsNotFound,
    NurseEffect,
    ReferredOn,
)
from services.access.nurse_contacts.store import REGISTER
from services.access.referrals.store import count_by_referrer
from services.access.requests.rules import check_purchaser
from shared.kit.context import Context, operation
from shared.kit.ownership import require_purchaser
from shared.kit.plain import Plain
from shared.kit.rows import PageRequest, Slice
from shared.schemas import access as schemas
from shared.values.terms import Scope

_GIVEN = ("practice", "first_day", "last_day", "contacts", "handled", "referred")

PLAIN = Plain(
    one="nurse_contact",
    many="nurse_contacts",
    dutch="telling van contacten POH-GGZ",
    dutch_many="contacten POH-GGZ",
    model=schemas.NurseContacts,
    new=schemas.NewNurseContacts,
    change=schemas.NurseContactsChange,
    missing=NurseContactsNotFound,
    derivation=True,
    read=Scope.ACCESS_READ,
    write=Scope.ACCESS_WRITE,
)


@operation
async def get_nurse_contact(ctx: Context, contacts_id: UUID) -> NurseContacts:
    """One count. Raises NurseContactsNotFound."""
    ctx.require(Scope.ACCESS_READ)
    async with ctx.read() as connection:
        return await REGISTER.get(connection, contacts_id)


@operation
async def list_nurse_contacts(
    ctx: Context, page: PageRequest, *, practice: str | None = None, reference: str | None = None
) -> Slice[NurseContacts]:
    """A page of counts. Raises BsnRefused for a code or reference that holds one."""
    ctx.require(Scope.ACCESS_READ)
    for text in (practice, reference):
        refuse_bsn(text)
    async with ctx.read() as connection:
        return await REGISTER.page(connection, page, practice=practice, external_reference=reference)


@operation
async def get_nurse_effect(
    ctx: Context, first_day: date, last_day: date, practice: str | None = None
) -> NurseEffect:
    """What the nurses did in a period beside the period before it, per practice (R-A47, E-51, D-36)."""
    ctx.require(Scope.ACCESS_READ)
    refuse_bsn(practice)
    earlier = rules.period_before(first_day, last_day)
    async with ctx.read() as connection:
        now = await store.list_between(connection, first_day, last_day, practice)
        before = await store.list_between(connection, *earlier, practice)
        made = await count_by_referrer(connection, first_day, last_day)
        made_before = await count_by_referrer(connection, *earlier)
    return rules.effect(first_day, last_day, now, before, made, made_before)


@operation
async def register_nurse_contact(ctx: Context, new: schemas.NewNurseContacts) -> NurseContacts:
    """Record a count; the same client, reference and contents give the count that is there (Replayed).

    Raises PurchaserOnly, NurseContactsRefused, ReferenceUsed.
    """
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    owner = require_purchaser(ctx)
    async with ctx.begin() as connection:
        made, why = rules.count(
            owner, practice=new.practice, first_day=new.first_day, last_day=new.last_day, contacts=new.contacts,
            handled=new.handled, referred=[ReferredOn(one.layer, one.count) for one in new.referred],
            external_reference=new.external_reference, today=ctx.today,
        )  # fmt: skip
        return await REGISTER.enter(ctx, connection, made, "nurse-contacts-registered", why, given=_GIVEN)


@operation
async def change_nurse_contact(
    ctx: Context, contacts_id: UUID, change: schemas.NurseContactsChange
) -> NurseContacts:
    """Correct a count. Raises NurseContactsNotFound, PreconditionFailed, PurchaserOnly, NurseContactsRefused."""
    ctx.require(Scope.ACCESS_WRITE)
    ctx.require_end_user()
    async with ctx.begin() as connection:
        known = await REGISTER.get(connection, contacts_id, lock=True)
        ctx.expect(known.version)
        check_purchaser(ctx.actor.organisations, known.owner, purchaser=ctx.actor.purchaser)
        given = {name: getattr(change, name) for name in change.model_fields_set}
        if "referred" in given:
            given["referred"] = [ReferredOn(one.layer, one.count) for one in change.referred]
        after, why = rules.correct(known, given, ctx.today)
        changes = {name: getattr(after, name) for name in (*given, "referred_count")}
        return await REGISTER.revise(ctx, connection, known, "nurse-contacts-changed", why, **changes)

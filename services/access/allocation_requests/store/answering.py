"""What every request of a provider goes through, for allocation (315) and for change (317): it comes once, and is answered once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from services.access.allocation_requests import rules
from services.access.allocation_requests.store.asking import speaking_for
from services.access.citizens.store.erasing import lock_alive
from services.access.equated_days.store import calendar_of
from services.access.requests.rules import check_purchaser
from shared.kit import logbook
from shared.kit.ownership import give_known
from shared.values import Derivation

if TYPE_CHECKING:
    from uuid import UUID

    from shared.kit.context import Context
    from shared.kit.database import Connection
    from shared.kit.registers import Register
    from shared.schemas import access as schemas

Made = TypeVar("Made", bound=rules.Asked)


async def new_asked(
    ctx: Context, connection: Connection, register: Register[Made], new: Any, given: tuple[str, ...]
) -> None:
    """A new request is of a citizen who is there; the same client, reference and contents (`given`) give what stands.

    Raises CitizenNotFound, CitizenErased, Replayed, ReferenceUsed.
    """
    await lock_alive(connection, new.owner, new.citizen_id)
    known = await register.find_by_reference(
        connection, new.owner, ctx.actor.client_id, new.external_reference
    )
    if known is not None:
        values = {name: getattr(new, name) for name in given}
        give_known(register.model, known, new.external_reference, values)


async def locked(
    ctx: Context, connection: Connection, register: Register[Made], asked_id: UUID
) -> tuple[Made, Derivation]:
    """A request with what explains it so far, locked, in the version that was seen, for the municipality that answers.

    Raises the register's NotFound, PurchaserOnly, CitizenErased.
    """
    seen = await register.get(connection, asked_id)
    check_purchaser(ctx.actor.organisations, seen.owner, purchaser=ctx.actor.purchaser)
    await lock_alive(connection, seen.owner, seen.citizen_id)
    known = await register.get(connection, asked_id, lock=True)
    ctx.expect(known.version)
    return known, await _told(connection, asked_id)


async def _told(connection: Connection, asked_id: UUID) -> Derivation:
    found = await logbook.get_derivation(connection, asked_id)
    return found[1] if found else Derivation()


async def investigate(
    ctx: Context, connection: Connection, register: Register[Made], asked_id: UUID
) -> tuple[Made, Derivation]:
    """Take up to eight weeks to answer, at most once (319 code 2). Raises as `locked`, and AskingAnswered."""
    known, told = await locked(ctx, connection, register, asked_id)
    calendar = await calendar_of(connection, known.owner)
    after, why = rules.investigate(known, ctx.today, told, calendar)
    await register.save(connection, after)
    return after, why


async def reject(
    ctx: Context,
    connection: Connection,
    register: Register[Made],
    asked_id: UUID,
    given: schemas.AskingRejection,
) -> tuple[Made, Derivation]:
    """Reject with a reason (319 code 1). Raises as `locked`, and AskingAnswered, RejectionRefused."""
    known, told = await locked(ctx, connection, register, asked_id)
    after, why = rules.reject(known, given.rejection_reason, given.responsible_municipality, ctx.today, told)
    await register.save(connection, after)
    return after, why


async def withdraw(
    ctx: Context, connection: Connection, register: Register[Made], asked_id: UUID
) -> tuple[Made, Derivation]:
    """The provider asks no longer. Raises the register's NotFound, AskerOnly, AskingAnswered."""
    known = await register.get(connection, asked_id, lock=True)
    ctx.expect(known.version)
    speaking_for(ctx, known.owner, known.provider)
    after, why = rules.withdraw(known, ctx.today, await _told(connection, asked_id))
    await register.save(connection, after)
    return after, why


__all__ = ["investigate", "locked", "new_asked", "reject", "withdraw"]

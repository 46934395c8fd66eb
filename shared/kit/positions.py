"""The statements behind a follower: where it stands in a sibling's feed, and which facts wait."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Text, bindparam, func, select
from sqlalchemy.dialects.postgresql import distinct_on, insert
from sqlalchemy.sql.base import Executable

from shared.kit.database import statement
from shared.kit.logbook import CLOCKS, TABLES

FOLLOWERS = TABLES["followers"]
PARKED = TABLES["parked"]
_THIS = FOLLOWERS.c.feed == bindparam("feed")
_WAITING = (PARKED.c.feed == bindparam("feed"), PARKED.c.done_at.is_(None))
_ONE = PARKED.c.id == bindparam("parked_id", type_=BigInteger)


@statement
def state() -> Executable:
    """Where the follower stands, how many facts wait, and for how many of those somebody must come."""
    waiting = select(func.count()).where(PARKED.c.feed == FOLLOWERS.c.feed, PARKED.c.done_at.is_(None))
    alarms = waiting.where(PARKED.c.alarm).scalar_subquery().label("alarms")
    return select(FOLLOWERS, waiting.scalar_subquery().label("parked"), alarms).where(_THIS)


@statement
def begin() -> Executable:
    """The first page of a feed never followed before."""
    first = {"feed": bindparam("feed"), "epoch": bindparam("epoch"), "position": 0, "applied": 0}
    return insert(FOLLOWERS).values(first).on_conflict_do_nothing().inline()


@statement
def advance() -> Executable:
    """A fact took effect; touches no row when the follower stands there already."""
    position = bindparam("position", type_=BigInteger)
    return (
        FOLLOWERS.update()
        .where(_THIS, FOLLOWERS.c.position < position)
        .values(position=position, applied=FOLLOWERS.c.applied + 1)
    )


@statement
def count() -> Executable:
    """A parked fact took effect: the position stays."""
    return FOLLOWERS.update().where(_THIS).values(applied=FOLLOWERS.c.applied + 1)


@statement
def turn_page() -> Executable:
    """A page is done, also where no fact of it concerned us."""
    position = func.greatest(FOLLOWERS.c.position, bindparam("position", type_=BigInteger))
    return FOLLOWERS.update().where(_THIS).values(position=position, cursor=bindparam("cursor", type_=Text))


@statement
def stop() -> Executable:
    """Follow no further, and say why."""
    return FOLLOWERS.update().where(_THIS).values(stopped=bindparam("stopped"))


@statement
def begin_again() -> Executable:
    """Stand before the first fact of another epoch."""
    fresh = {"epoch": bindparam("epoch"), "position": 0, "cursor": None, "stopped": None}
    return FOLLOWERS.update().where(_THIS).values(fresh)


@statement
def set_aside() -> Executable:
    """The parked facts of the old epoch make room: the new one numbers its facts from one again."""
    done = func.coalesce(PARKED.c.done_at, func.now())
    return (
        PARKED.update()
        .where(PARKED.c.feed == bindparam("feed"), PARKED.c.sequence > 0)
        .values(sequence=-PARKED.c.id, done_at=done)
    )


@statement
def park() -> Executable:
    """Keep a fact for later; once."""
    names = ["feed", "sequence", "owner", "subject", "event_day", "reason", "alarm", "fact"]
    return insert(PARKED).values({name: bindparam(name) for name in names}).on_conflict_do_nothing().inline()


@statement
def unpark() -> Executable:
    """A parked fact took effect; touches no row when it had already."""
    return PARKED.update().where(_ONE, PARKED.c.done_at.is_(None)).values(done_at=func.now())


@statement
def give_reason() -> Executable:
    """Why a parked fact still waits."""
    why = {"reason": bindparam("reason"), "alarm": bindparam("alarm", type_=Boolean)}
    return PARKED.update().where(_ONE).values(why)


@statement
def blocked() -> Executable:
    """The subjects of which a fact waits: their later facts wait too."""
    return select(PARKED.c.subject).where(*_WAITING).distinct()


@statement
def heads() -> Executable:
    """The first waiting fact of each subject whose tenant's clock is there."""
    first = (
        select(PARKED)
        .where(*_WAITING)
        .ext(distinct_on(PARKED.c.subject))
        .order_by(PARKED.c.subject, PARKED.c.sequence)
        .subquery()
    )
    day = select(CLOCKS.c.today).where(CLOCKS.c.owner == first.c.owner).scalar_subquery()
    there = first.c.event_day <= func.coalesce(day, first.c.event_day)
    return select(first).where(there).order_by(first.c.sequence)


@statement
def tenant_day() -> Executable:
    """The day of a sandbox tenant; no row for an owner on the machine's clock."""
    return select(CLOCKS.c.today).where(CLOCKS.c.owner == bindparam("owner"))

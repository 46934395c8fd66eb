"""The only SQL of the dispatcher: which subscriptions are behind, which facts they see, which messages are due.

It reads across tenants with the worker's role and writes under the organisations whose rows it changes.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Column,
    Date,
    DateTime,
    Integer,
    Text,
    Uuid,
    and_,
    any_,
    bindparam,
    exists,
    func,
    lateral,
    literal_column,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import array, insert
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from shared.kit.database import among, statement
from shared.kit.logbook import CLOCKS, LOGBOOK, TABLES
from shared.kit.webhooks.store import DELIVERIES, SUBSCRIPTIONS
from shared.values.terms import ActorKind, DeliveryState, Scope, SubscriptionState

AUTHORISATIONS = TABLES["authorisations"]
INSTANT = DateTime(timezone=True)
PER_SUBSCRIPTION = 4
PER_OWNER = 8
_PENDING = DELIVERIES.c.state == DeliveryState.PENDING
_ACTIVE = SUBSCRIPTIONS.c.state == SubscriptionState.ACTIVE
_OF_THIS = (DELIVERIES.c.owner == SUBSCRIPTIONS.c.owner, DELIVERIES.c.subscription_id == SUBSCRIPTIONS.c.id)


def day_of(owner: Column[Any], but: Column[Any] | None = None) -> ColumnElement[Any]:
    """The day of the sandbox in which an organisation lives, its own before one in which it is a guest, not of `but`; else null."""
    lives = or_(CLOCKS.c.owner == owner, owner == any_(CLOCKS.c.parties))
    lives = lives if but is None else and_(lives, CLOCKS.c.owner != but)
    order = ((CLOCKS.c.owner == owner).desc(), CLOCKS.c.owner)
    query = select(CLOCKS.c.today).where(lives).order_by(*order).limit(1)
    return query.correlate(owner.table).scalar_subquery()


def _now_of(owner: Column[Any]) -> ColumnElement[Any]:
    """The domain's instant of an organisation, as Clock.now has it: noon of its sandbox's day, else the machine's."""
    noon = day_of(owner) + literal_column("time '12:00'")
    local = func.timezone(literal_column("'Europe/Amsterdam'"), noon)
    return type_coerce(func.coalesce(local, bindparam("now", type_=INSTANT)), INSTANT)


def _chosen(all_owners: bool) -> tuple[ColumnElement[bool], ...]:
    return (_ACTIVE,) if all_owners else (_ACTIVE, among(SUBSCRIPTIONS.c.owner, "owners"))


@statement
def behind(all_owners: bool) -> Executable:
    """Active subscriptions that have not come to the mark and whose receivers keep up; those furthest behind first."""
    most = bindparam("most", type_=Integer)
    too_many = exists(
        select(DELIVERIES.c.id).where(*_OF_THIS, _PENDING).offset(most - 1).limit(literal_column("1"))
    )
    mark = bindparam("mark", type_=BigInteger)
    upto = func.least(SUBSCRIPTIONS.c.position + bindparam("stretch", type_=BigInteger), mark)
    names = ("owner", "id", "client_id", "kind", "via", "scopes", "types", "purchasers", "position")
    return (
        select(
            *(SUBSCRIPTIONS.c[name] for name in names),
            upto.label("upto"),
            _now_of(SUBSCRIPTIONS.c.owner).label("now"),
        )
        .where(*_chosen(all_owners), SUBSCRIPTIONS.c.position < mark, ~too_many)
        .order_by(SUBSCRIPTIONS.c.position, SUBSCRIPTIONS.c.id)
        .limit(bindparam("limit", type_=Integer))
    )


@statement
def ended() -> Executable:
    """Active subscriptions made on behalf of an organisation that no longer lets who made them follow its facts.

    The same dates count as in shared/kit/authorising.py, by the principal's own day.
    """
    row, one = AUTHORISATIONS, SUBSCRIPTIONS
    day = func.coalesce(day_of(row.c.owner, but=row.c.holder), bindparam("today", type_=Date))
    held = exists().where(
        row.c.owner == one.c.owner,
        row.c.holder == one.c.via,
        # A vendor takes the role of its principal; the other holders keep their own.
        or_(row.c.kind == one.c.kind, row.c.kind == ActorKind.VENDOR),
        row.c.scopes.contains(array([literal_column(f"'{Scope.EVENTS_READ}'", Text)])),
        row.c.withdrawn_on.is_(None),
        row.c.valid_from <= day,
        or_(row.c.valid_until.is_(None), row.c.valid_until >= day),
    )
    return select(one.c.owner, one.c.id).where(_ACTIVE, one.c.via.is_not(None), ~held)


@statement
def at_rest() -> Executable:
    """Which of these subscriptions have read up to the mark and have nothing left to send."""
    waiting = exists().where(*_OF_THIS, _PENDING)
    return select(SUBSCRIPTIONS.c.owner, SUBSCRIPTIONS.c.id).where(
        among(SUBSCRIPTIONS.c.id, "ids"),
        SUBSCRIPTIONS.c.position >= bindparam("mark", type_=BigInteger),
        ~waiting,
    )


def _rows(name: str, **columns: Any) -> Any:
    arrays = [bindparam(one, type_=ARRAY(kind)) for one, kind in columns.items()]
    return func.unnest(*arrays).table_valued(*columns, name=name).render_derived()


@statement
def seen() -> Executable:
    """The facts in a stretch of the logbook that an organisation owns or is a party to; the view says which of them it sees."""
    view = _rows(
        "view", number=Integer, organisation=Text, after=BigInteger, upto=BigInteger, only=Text
    )  # fmt: skip
    mine = or_(LOGBOOK.c.owner == view.c.organisation, view.c.organisation == any_(LOGBOOK.c.parties))
    return (
        select(view.c.number, LOGBOOK.c.id, LOGBOOK.c.what, LOGBOOK.c.owner, LOGBOOK.c.parties)
        .select_from(view.join(LOGBOOK, true()))
        .where(
            LOGBOOK.c.id > view.c.after,
            LOGBOOK.c.id <= view.c.upto,
            mine,
            or_(view.c.only.is_(None), LOGBOOK.c.owner == view.c.only),
        )
        .order_by(LOGBOOK.c.id)
    )


@statement
def move() -> Executable:
    """Each subscription stands at the end of its stretch, unless it was moved meanwhile; gives those that moved."""
    given = _rows("given", owners=Text, ids=Uuid, froms=BigInteger, uptos=BigInteger)
    one = SUBSCRIPTIONS
    return (
        one.update()
        .where(
            one.c.owner == given.c.owners,
            one.c.id == given.c.ids,
            one.c.position == given.c.froms,
            _ACTIVE,
        )
        .values(position=given.c.uptos, epoch=bindparam("epoch_", type_=Uuid))
        .returning(one.c.id)
    )


@statement
def add() -> Executable:
    """New deliveries, due at once; one that was there already is sent anew, for who goes back asks for that."""
    given = _rows(
        "given", ids=Uuid, owners=Text, clients=Text, subscriptions=Uuid, facts=BigInteger, whats=Text, dues=INSTANT
    )  # fmt: skip
    row = given.c
    query = insert(DELIVERIES).from_select(
        [
            "id", "owner", "parties", "client_id", "subscription_id", "logbook_id", "what", "state", "attempts",
            "due_at",
        ],
        select(
            row.ids, row.owners, array([row.owners]), row.clients, row.subscriptions, row.facts, row.whats,
            literal_column(f"'{DeliveryState.PENDING}'"), literal_column("0"), row.dues,
        ),
        include_defaults=False,
    )  # fmt: skip
    return query.on_conflict_do_update(
        index_elements=[DELIVERIES.c.owner, DELIVERIES.c.subscription_id, DELIVERIES.c.logbook_id],
        set_={
            "state": DeliveryState.PENDING, "attempts": 0, "due_at": query.excluded.due_at, "delivered_at": None,
            "claimed_until": None,
        },
        where=DELIVERIES.c.state != DeliveryState.PENDING,
    )  # fmt: skip


def _free() -> ColumnElement[bool]:
    return or_(
        DELIVERIES.c.claimed_until.is_(None), DELIVERIES.c.claimed_until < bindparam("now", type_=INSTANT)
    )


@statement
def due(all_owners: bool) -> Executable:
    """What is due and claimed by nobody, with all that a message is made of: a few of each subscription and of each owner.

    `rank` counts within an owner; every owner's first comes before anyone's second. Owners and subscriptions of which enough
    is under way are left out.
    """
    first = lateral(
        select(DELIVERIES.c.id, DELIVERIES.c.logbook_id, DELIVERIES.c.due_at, DELIVERIES.c.attempts)
        .where(*_OF_THIS, _PENDING, DELIVERIES.c.due_at <= _now_of(SUBSCRIPTIONS.c.owner), _free())
        .order_by(DELIVERIES.c.due_at, DELIVERIES.c.id)
        .limit(literal_column(str(PER_SUBSCRIPTION)))
    )
    names = ("id", "url", "epoch", "secret", "former_secret", "former_until")
    order = (first.c.due_at, first.c.id)
    ranked = (
        select(
            SUBSCRIPTIONS.c.owner,
            first,
            *(SUBSCRIPTIONS.c[name].label(f"subscription_{name}") for name in names),
            _now_of(SUBSCRIPTIONS.c.owner).label("now_there"),
            func.row_number().over(partition_by=SUBSCRIPTIONS.c.owner, order_by=order).label("rank"),
        )
        .select_from(SUBSCRIPTIONS.join(first, true()))
        .where(
            *_chosen(all_owners),
            ~among(SUBSCRIPTIONS.c.owner, "busy_owners"),
            ~among(SUBSCRIPTIONS.c.id, "busy_subscriptions"),
        )
        .subquery("ranked")
    )
    picked = (
        select(ranked)
        .where(ranked.c.rank <= PER_OWNER)
        .order_by(ranked.c.rank, ranked.c.due_at, ranked.c.id)
        .limit(bindparam("limit", type_=Integer))
        .subquery("picked")
    )
    facts = ("id", "owner", "what", "subject", "version", "event_day", "created_at", "trace_id", "span_id")
    # The facts last: found by their key for the few that were picked.
    return (
        select(picked, *(LOGBOOK.c[name].label(f"fact_{name}") for name in facts))
        .select_from(picked.join(LOGBOOK, LOGBOOK.c.id == picked.c.logbook_id))
        .order_by(picked.c.rank, picked.c.due_at, picked.c.id)
    )


@statement
def claim() -> Executable:
    """Take messages for oneself until a moment of the machine's clock; gives those that were still free."""
    given = _rows("given", owners=Text, ids=Uuid)
    return (
        DELIVERIES.update()
        .where(DELIVERIES.c.owner == given.c.owners, DELIVERIES.c.id == given.c.ids, _PENDING, _free())
        .values(claimed_until=bindparam("until", type_=INSTANT))
        .returning(DELIVERIES.c.id)
    )


@statement
def settle() -> Executable:
    """What came of a message that we still had claimed; touches no row when another has it by now."""
    return (
        DELIVERIES.update()
        .where(
            DELIVERIES.c.owner == bindparam("owner_"),
            DELIVERIES.c.id == bindparam("id_", type_=Uuid),
            DELIVERIES.c.claimed_until == bindparam("until", type_=INSTANT),
            _PENDING,
        )
        .values(
            {
                "state": bindparam("state_"),
                "attempts": bindparam("attempts_", type_=Integer),
                "due_at": bindparam("due_at_", type_=INSTANT),
                "last_status": bindparam("last_status_", type_=Integer),
                "last_error": bindparam("last_error_", type_=Text),
                "delivered_at": bindparam("delivered_at_", type_=INSTANT),
                "claimed_until": None,
            }
        )
    )


@statement
def well() -> Executable:
    """A subscription is well again; noted at most once an hour, so that success costs no more than failure."""
    one = SUBSCRIPTIONS
    return (
        one.update()
        .where(
            one.c.owner == bindparam("owner_"),
            one.c.id == bindparam("id_", type_=Uuid),
            one.c.healthy_at < bindparam("earlier", type_=INSTANT),
        )
        .values(healthy_at=bindparam("now_", type_=INSTANT))
    )


__all__ = ["PER_OWNER", "PER_SUBSCRIPTION", "add", "at_rest", "behind", "claim", "day_of", "due", "ended", "move", "seen",
           "settle", "well"]  # fmt: skip

"""For whom a request is made: the organisation named in Bedoeling-On-Behalf-Of, and by which authorisation (machtiging)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.sql.base import Executable
from sqlalchemy.sql.elements import ColumnElement

from shared.errors import NotAllowed, Text
from shared.kit.clock import Clock
from shared.kit.context import Context, operation
from shared.kit.database import among, statement
from shared.kit.logbook import CLOCKS, TABLES
from shared.kit.rights import BY_AUTHORISATION, OF_A_CASE, PURCHASERS
from shared.schemas.contracts import Authorisation
from shared.values.terms import ActorKind, Scope

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.followers import Fact

AUTHORISATIONS = TABLES["authorisations"]
# An organisation that has several roles speaks in the first of these in which it authorised the holder.
_SPEAKING = (ActorKind.PURCHASER, ActorKind.REGION, ActorKind.PROVIDER)


class NotAuthorised(NotAllowed):
    """No authorisation of the named organisation is in force for who asks."""

    code = "not-authorised"
    rule = "F-06"
    status = 403
    title = Text("Geen machtiging", "Not authorised")
    detail = Text(
        "{principal} heeft deze organisatie vandaag niet gemachtigd in deze rol.",
        "{principal} has not authorised this organisation in this role today.",
    )
    mend = Text(
        "Laat die organisatie een machtiging registreren (POST /v1/authorisations van contracts), of kijk naar haar dagen.",
        "Have that organisation register an authorisation (POST /v1/authorisations of contracts), or look at its dates.",
    )


def _principals_day() -> ColumnElement[Any]:
    """The principal's own day: that of its sandbox, of the sandbox in which it is a guest, else the one given.

    A sandbox of the holder does not count: nobody lengthens what was given by moving a clock of its own.
    """
    owner, holder = AUTHORISATIONS.c.owner, AUTHORISATIONS.c.holder
    own = select(CLOCKS.c.today).where(CLOCKS.c.owner == owner).scalar_subquery()
    guest = select(CLOCKS.c.today).where(owner == any_(CLOCKS.c.parties), CLOCKS.c.owner != holder)
    first = guest.order_by(CLOCKS.c.owner).limit(1).scalar_subquery()
    return func.coalesce(own, first, bindparam("today", type_=Date))


def _in_force() -> tuple[ColumnElement[bool], ...]:
    """Rows of the holder in its role that are in force on the principal's day, first and last day included."""
    row, day = AUTHORISATIONS, _principals_day()
    return (
        among(row.c.holder, "holders"),
        row.c.kind == bindparam("kind"),
        row.c.withdrawn_on.is_(None),
        row.c.valid_from <= day,
        row.c.valid_until.is_(None) | (row.c.valid_until >= day),
    )


@statement
def _of_principal() -> Executable:
    row = AUTHORISATIONS
    query = select(row.c.holder, row.c.principal_kind, row.c.scopes, row.c.citizen_id)
    return query.where(row.c.owner == bindparam("owner"), *_in_force()).order_by(row.c.id)


@statement
def _of_every_principal() -> Executable:
    row = AUTHORISATIONS
    query = select(row.c.owner, row.c.holder, row.c.principal_kind, row.c.scopes, row.c.citizen_id)
    return query.where(*_in_force()).order_by(row.c.owner, row.c.id)


def _holder(actor: Actor) -> dict[str, Any]:
    return {"holders": list(actor.organisations), "kind": actor.kind, "today": Clock().today}


async def act_for(service: Any, actor: Actor, principal: str) -> Actor:
    """The actor as it speaks for the named organisation: one statement at most. Raises NotAuthorised.

    A sibling speaks for any purchaser, a token for the organisations that it names itself. A vendor takes the place of
    who authorised it, within the scopes of the authorisation; the other roles stay what they are, on that organisation's
    rows: an ombuds officer or arbiter on those of their cases, a portal on those of the citizen in its token.
    """
    if actor.service:
        return replace(actor, organisations=(principal,), purchaser=True)
    if principal in actor.organisations:
        return replace(actor, organisations=(principal,))
    if actor.kind not in BY_AUTHORISATION:
        raise NotAuthorised(principal=principal)
    query = _of_principal()
    given = query.arguments({"owner": principal, **_holder(actor)})
    rows = await service.database.worker.fetch(query.sql, *given)
    if not rows:
        raise NotAuthorised(principal=principal)
    return _speaking(service, actor, principal, rows)


def _speaking(service: Any, actor: Actor, principal: str, rows: Sequence[Any]) -> Actor:
    """The actor as the authorisations of one principal make it; those of its first role count.

    A case is an ombuds officer's or arbiter's here when its own authorisation has the scopes by which this service shows persons.
    """
    speaks = min((ActorKind(row["principal_kind"]) for row in rows), key=_SPEAKING.index)
    rows = [row for row in rows if row["principal_kind"] == speaks]
    scopes = actor.scopes & {scope for row in rows for scope in row["scopes"]}
    citizens = actor.citizens
    if actor.kind in OF_A_CASE:
        needed = service.rights.opening_persons(actor.kind)
        citizens = tuple(dict.fromkeys(row["citizen_id"] for row in rows if needed <= {*row["scopes"]}))
    return replace(
        actor,
        organisations=(principal,),
        scopes=scopes,
        purchaser=speaks in PURCHASERS,
        kind=speaks if actor.kind is ActorKind.VENDOR else actor.kind,
        via=rows[0]["holder"],
        citizens=citizens,
        bearer=actor,
    )


async def every_principal(service: Any, actor: Actor) -> list[Actor]:
    """The actor as it speaks for each organisation that lets it follow its facts today: one statement for all."""
    query = _of_every_principal()
    rows = await service.database.worker.fetch(query.sql, *query.arguments(_holder(actor)))
    grouped = groupby(rows, key=lambda row: str(row["owner"]))
    found = [_speaking(service, actor, owner, list(several)) for owner, several in grouped]
    return [one for one in found if Scope.EVENTS_READ in one.scopes]


_KEPT = (
    "version", "parties", "holder", "kind", "principal_kind", "scopes", "citizen_id", "valid_from", "valid_until",
    "withdrawn_on",
)  # fmt: skip


@statement
def _keep() -> Executable:
    columns = AUTHORISATIONS.c
    names = ["owner", "id", "client_id", *_KEPT]
    query = insert(AUTHORISATIONS).values({name: bindparam(name, type_=columns[name].type) for name in names})
    return query.on_conflict_do_update(
        index_elements=[columns.owner, columns.id],
        set_={name: query.excluded[name] for name in _KEPT},
        where=columns.version < query.excluded.version,
    )


@operation
async def apply_authorisation(ctx: Context, fact: Fact) -> None:
    """Take over an authorisation that contracts granted or withdrew; an older version changes nothing (F-06)."""
    told = fact.told(Authorisation)
    values = {
        "owner": fact.owner,
        "id": told.id,
        "client_id": ctx.actor.client_id,
        "version": told.version,
        "parties": sorted({fact.owner, told.holder}),
        "holder": told.holder,
        "kind": told.role,
        "principal_kind": told.principal_role,
        "scopes": told.scopes,
        "citizen_id": told.citizen_id,
        "valid_from": told.valid_from,
        "valid_until": told.valid_until,
        "withdrawn_on": told.withdrawn_on,
    }
    async with ctx.begin() as connection:
        await connection.execute(_keep(), **values)


# What every service that follows contracts does with these facts of its feed.
FOLLOWS = {"authorisation-granted": apply_authorisation, "authorisation-withdrawn": apply_authorisation}

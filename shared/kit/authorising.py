"""For whom a request is made: the organisation named in Bedoeling-On-Behalf-Of, and by which authorisation (machtiging)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, bindparam, func, or_, select
from sqlalchemy.sql.base import Executable

from shared.errors import NotAllowed, Text
from shared.kit.clock import Clock
from shared.kit.database import statement
from shared.kit.logbook import CLOCKS, TABLES
from shared.kit.rights import BY_AUTHORISATION, PURCHASERS
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.auth import Actor

AUTHORISATIONS = TABLES["authorisations"]


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


def _in_force() -> Any:
    """Rows in force on the principal's own day: a sandbox's, else the one given."""
    row = AUTHORISATIONS
    day = func.coalesce(
        select(CLOCKS.c.today).where(CLOCKS.c.owner == row.c.owner).scalar_subquery(),
        bindparam("today", type_=Date),
    )
    return (
        row.c.holder == bindparam("holder"),
        row.c.kind == bindparam("kind"),
        row.c.withdrawn_on.is_(None),
        row.c.valid_from <= day,
        or_(row.c.valid_until.is_(None), row.c.valid_until >= day),
    )


@statement
def _of_principal() -> Executable:
    row = AUTHORISATIONS
    return select(row.c.principal_kind, row.c.scopes, row.c.citizen_id).where(
        row.c.owner == bindparam("owner"), *_in_force()
    )


@statement
def _of_holder() -> Executable:
    return select(AUTHORISATIONS.c.owner).where(*_in_force()).distinct().order_by(AUTHORISATIONS.c.owner)


async def act_for(service: Any, actor: Actor, principal: str) -> Actor:
    """The actor as it speaks for the named organisation: one statement at most. Raises NotAuthorised.

    A sibling speaks for any purchaser, a token for the organisations that it names itself. A vendor takes the place of
    who authorised it, within the scopes of the authorisation; the other roles stay what they are, on that organisation's
    rows, an ombuds officer on those of its cases.
    """
    if actor.service:
        return replace(actor, organisations=(principal,), purchaser=True)
    if principal in actor.organisations:
        return replace(actor, organisations=(principal,))
    if actor.kind not in BY_AUTHORISATION:
        raise NotAuthorised(principal=principal)
    query = _of_principal()
    rows = await service.database.worker.fetch(
        query.sql,
        *query.arguments(
            {"owner": principal, "holder": actor.organisation, "kind": actor.kind, "today": Clock().today}
        ),
    )
    if not rows:
        raise NotAuthorised(principal=principal)
    given = frozenset(scope for row in rows for scope in row["scopes"])
    speaks = ActorKind(rows[0]["principal_kind"])
    vendor = actor.kind is ActorKind.VENDOR
    cases = tuple(row["citizen_id"] for row in rows) if actor.kind is ActorKind.OMBUDS else actor.citizens
    return replace(
        actor,
        organisations=(principal,),
        scopes=actor.scopes & given,
        purchaser=speaks in PURCHASERS,
        kind=speaks if vendor else actor.kind,
        via=actor.organisation,
        citizens=cases,
    )


async def principals_of(service: Any, actor: Actor) -> list[str]:
    """Who authorised this holder today: whose facts it sees in its own feed."""
    query = _of_holder()
    rows = await service.database.worker.fetch(
        query.sql,
        *query.arguments({"holder": actor.organisation, "kind": actor.kind, "today": Clock().today}),
    )
    return [row["owner"] for row in rows]

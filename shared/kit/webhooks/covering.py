"""As whom a subscription reads, and who may change it: a client that may read itself what it brings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from shared.kit.auth import Actor
from shared.kit.rights import BY_AUTHORISATION, PURCHASERS
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.database import Row
    from shared.kit.event_types import Catalogue


def maker_of(row: Row) -> Actor:
    """Who made the subscription, as its token spoke then."""
    kind = ActorKind(row["kind"])
    if row["via"] is not None and kind not in BY_AUTHORISATION:
        kind = ActorKind.VENDOR  # it took the role of its principal
    return Actor(
        client_id=row["client_id"],
        organisations=(row["via"] or row["owner"],),
        scopes=frozenset(row["scopes"]),
        end_user=None,
        subject=row["client_id"],
        issuer="self",
        token_id="",
        purchaser=kind in PURCHASERS,
        kind=kind,
    )


def covers(catalogue: Catalogue, actor: Actor, row: Row) -> bool:
    """Whether this actor may read each kind of fact that the subscription brings, with the same reach.

    A vendor's in its own name brings what its principals let it see, so it takes a vendor with the same scopes.
    """
    kind, scopes = ActorKind(row["kind"]), frozenset(row["scopes"])
    if kind is ActorKind.VENDOR:
        opening = {one.right.scope for one in catalogue.kinds.values() if one.right is not None}
        return actor.kind is kind and actor.via is None and scopes & opening <= actor.scopes
    brought = catalogue.readable_as(kind, scopes, acting=row["via"] is not None)
    reaches = actor.purchaser or kind not in PURCHASERS
    return reaches and brought <= catalogue.readable(actor)

"""Which facts a reader sees: of whom, of which kinds, and as their owner or as a party to them (docs/decisions/0007, 0012)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ARRAY, Text, and_, any_, bindparam, not_, or_

from shared.kit.authorising import every_principal
from shared.kit.database import among
from shared.kit.logbook import LOGBOOK
from shared.values.terms import ActorKind

if TYPE_CHECKING:
    from shared.kit.auth import Actor
    from shared.kit.database import Row
    from shared.kit.event_types import Catalogue
    from shared.kit.service import Service

_ORGANISATIONS = ARRAY(Text)


@dataclass(frozen=True, slots=True)
class View:
    """The facts of these kinds that name one of these organisations, and when `owning` also those that are theirs.

    Who reads by an authorisation, the `holder`, sees the kinds that are between two organisations only where it is one of
    the two: whom else its principal authorised is none of its business.
    """

    organisations: tuple[str, ...]
    kinds: frozenset[str]
    owning: bool
    holder: str | None = None
    between: frozenset[str] = frozenset()

    def shows(self, fact: Row) -> bool:
        """Whether a fact, with its owner and parties, is seen: what `condition` says in SQL."""
        what, parties = fact["what"], set(fact["parties"])
        if what not in self.kinds or (what in self.between and self.holder not in parties):
            return False
        return self.owns(fact) or not parties.isdisjoint(self.organisations)

    def owns(self, fact: Row) -> bool:
        """Whether a fact is seen as its owner's, rather than as one of its parties."""
        return self.owning and fact["owner"] in self.organisations

    @property
    def shape(self) -> tuple[bool, bool]:
        """What of the view decides on the SQL."""
        return self.owning, self.holder is not None

    def values(self, number: int) -> dict[str, Any]:
        """The values of `condition` for this view."""
        found = {f"organisations_{number}": list(self.organisations), f"kinds_{number}": sorted(self.kinds)}
        if self.holder is None:
            return found
        return found | {f"holder_{number}": self.holder, f"between_{number}": sorted(self.between)}


def condition(number: int, *, owning: bool, held: bool) -> Any:
    """A row of the logbook is in the view of this number; `owning` and `held` are its shape."""
    organisations = f"organisations_{number}"
    mine: Any = LOGBOOK.c.parties.overlap(bindparam(organisations, type_=_ORGANISATIONS))
    if owning:
        mine = or_(among(LOGBOOK.c.owner, organisations), mine)
    found = and_(mine, among(LOGBOOK.c.what, f"kinds_{number}"))
    if not held:
        return found
    party = bindparam(f"holder_{number}", type_=Text) == any_(LOGBOOK.c.parties)
    return and_(found, or_(not_(among(LOGBOOK.c.what, f"between_{number}")), party))


def view_of(catalogue: Catalogue, actor: Actor) -> View:
    """What this actor sees: a purchaser, or who reads one's rows for it, also what is its own; any other as a party."""
    held = actor.via is not None
    between = catalogue.between if held else frozenset()
    return View(actor.organisations, catalogue.readable(actor), actor.purchaser, actor.via, between)


async def views_of(service: Service, actor: Actor) -> list[View]:
    """The reader's own view, and for a vendor in its own name one for each principal that lets it follow its facts today."""
    found = [view_of(service.catalogue, actor)]
    if actor.kind is ActorKind.VENDOR and actor.via is None:
        found += [view_of(service.catalogue, one) for one in await every_principal(service, actor)]
    return [one for one in merged(found) if one.kinds]


def merged(views: Sequence[View]) -> list[View]:
    """The same views in as few as possible: principals that let see the same are one."""
    together: dict[tuple[Any, ...], list[str]] = {}
    for one in views:
        key = (one.kinds, one.owning, one.holder, one.between)
        together.setdefault(key, []).extend(one.organisations)
    return [
        View(tuple(dict.fromkeys(names)), kinds, owning, holder, between)
        for (kinds, owning, holder, between), names in together.items()
    ]

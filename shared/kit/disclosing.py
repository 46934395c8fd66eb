"""What a reader who is no owner is shown of what it may see: itself among the parties, and no personal ground (F-05)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import msgspec
from pydantic import BaseModel

from shared.kit import logbook
from shared.schemas.facts import narrowed
from shared.values import Derivation, Sentence
from shared.values.derivation import SENTENCES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from shared.kit.auth import Actor
    from shared.kit.context import Context
    from shared.kit.database import Connection, Row
    from shared.kit.event_types import Catalogue
    from shared.kit.views import View

WITHHELD = Sentence(
    "shown.withheld",
    nl="Wat over de inwoner zelf is getoetst, leest alleen de gemeente; stappen weggelaten: {result}.",
    en="What was judged on the citizen is read by the municipality alone; steps left out: {result}.",
)


def is_owners(actor: Actor, owner: str) -> bool:
    """Whether the actor reads as the owner: the purchaser itself, who speaks for it, or a service of the house."""
    return actor.service or (actor.purchaser and owner in actor.organisations)


def parties_for(actor: Actor, value: Any) -> list[str]:
    """The parties of something as this reader sees them: all for its owner, itself alone for any other."""
    everyone: list[str] = value.parties
    if is_owners(actor, value.owner):
        return everyone
    return [one for one in everyone if one in actor.organisations]


def shown(actor: Actor, model: type[BaseModel], value: Any) -> Any:
    """The value as this reader sees it, where the model keeps its parties from each other."""
    if "parties" not in narrowed(model):
        return value
    parties = parties_for(actor, value)
    if len(parties) == len(value.parties):
        return value
    if isinstance(value, BaseModel):
        return value.model_copy(update={"parties": parties})
    if isinstance(value, msgspec.Struct):
        return msgspec.structs.replace(value, parties=parties)
    return replace(value, parties=parties)


def shown_all(actor: Actor, model: type[BaseModel], values: Iterable[Any]) -> Iterable[Any]:
    """A page as this reader sees it."""
    return [shown(actor, model, one) for one in values] if "parties" in narrowed(model) else values


def shown_body(actor: Actor, model: type[BaseModel], body: dict[str, Any]) -> dict[str, Any]:
    """The JSON of a value as this reader sees it."""
    if "parties" not in narrowed(model) or is_owners(actor, body["owner"]):
        return body
    return {**body, "parties": [one for one in body["parties"] if one in actor.organisations]}


def shown_facts(catalogue: Catalogue, views: Sequence[View], rows: Sequence[Row]) -> list[Row]:
    """Facts as their reader sees them: whole to their owner, to any other with itself alone among the parties."""
    return [_shown_fact(catalogue, views, row) for row in rows]


def _shown_fact(catalogue: Catalogue, views: Sequence[View], row: Row) -> Row:
    kind, data = catalogue.kinds.get(row["what"]), row["data"]
    if kind is None or not data or not data.get("parties") or "parties" not in narrowed(kind.event.model):
        return row
    if any(view.owns(row) for view in views):
        return row
    mine = {one for view in views for one in view.organisations}
    return {**dict(row), "data": {**data, "parties": [one for one in data["parties"] if one in mine]}}


def _explained(actor: Actor, owner: str, why: Derivation) -> Derivation:
    if is_owners(actor, owner):
        return why
    kept = tuple(
        one for one in why.steps if one.sentence in SENTENCES and not SENTENCES[one.sentence].personal
    )
    left_out = len(why.steps) - len(kept)
    return Derivation(kept).because("F-05", WITHHELD, left_out) if left_out else why


async def explanations(
    ctx: Context, connection: Connection, subjects: list[UUID]
) -> Mapping[UUID, tuple[int, Derivation]]:
    """The newest explanation of each subject with its version, as this reader sees it; one statement."""
    found = await logbook.list_owned_derivations(connection, subjects)
    return {
        subject: (version, _explained(ctx.actor, owner, why))
        for subject, (owner, version, why) in found.items()
    }

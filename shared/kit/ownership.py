"""What writes of every service share: only the purchaser makes them, and a client's reference means one thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NoReturn

from pydantic.alias_generators import to_camel

from shared.errors import FieldError, PurchaserOnly, ReferenceUsed, Text
from shared.kit.context import Answer, Replayed
from shared.kit.wire import encode

if TYPE_CHECKING:
    from pydantic import BaseModel

    from shared.kit.context import Context
    from shared.kit.logbook import Subject

_DIFFERS = Text("Dit is eerder anders opgegeven.", "This was given differently before.")


def require_purchaser(ctx: Context) -> str:
    """The OIN of the purchaser that acts: the owner of what it makes. Raises PurchaserOnly (403)."""
    if not ctx.actor.purchaser:
        raise PurchaserOnly()
    return ctx.actor.organisation


def give_known(
    model: type[BaseModel], known: Subject, reference: str, given: Mapping[str, object]
) -> NoReturn:
    """Answer with what stands under the client's reference when it says what was given now (architecture § 6).

    `given` are attributes of `known` with the values of this request. Raises Replayed, or ReferenceUsed with what differs.
    """
    differing = [name for name, value in given.items() if getattr(known, name) != value]
    if differing:
        errors = tuple(FieldError(f"#/{to_camel(name)}", "differs", _DIFFERS) for name in differing)
        raise ReferenceUsed(errors=errors, reference=reference, id=known.id)
    raise Replayed(Answer(200, encode(model, known), known.version, known.id))


__all__ = ["PurchaserOnly", "ReferenceUsed", "give_known", "require_purchaser"]

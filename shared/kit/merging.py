"""From what a client sent to a row of a register: a new one, and one with a merge patch on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

import msgspec

if TYPE_CHECKING:
    from pydantic import BaseModel

Kind = TypeVar("Kind")
_AS_THEY_ARE = (date, datetime, UUID)


def made(kind: type[Kind], new: BaseModel, /, **own: Any) -> Kind:
    """A row as the client asked for it, with what is not the client's to say (id, version, owner, parties)."""
    return msgspec.convert({**new.model_dump(), **own}, kind)


def merged(before: Kind, change: BaseModel) -> Kind:
    """A row with the fields that a merge patch names (RFC 7396); what it leaves out stays."""
    named = change.model_dump(include=change.model_fields_set)
    known = msgspec.to_builtins(before, builtin_types=_AS_THEY_ARE)
    return msgspec.convert({**known, **named}, type(before))


def replaced(before: Kind, new: BaseModel, *kept: str) -> Kind:
    """A row as a PUT describes it anew: all that the client says, but for what is kept (the reference it is known by)."""
    told = {name: value for name, value in new.model_dump().items() if name not in kept}
    known = msgspec.to_builtins(before, builtin_types=_AS_THEY_ARE)
    return msgspec.convert({**known, **told}, type(before))

"""A plain resource: one that is registered, found, read and perhaps changed, with nothing more to its life.

What such resources share over REST and in the graph is made from one description (`Plain`) and from the feature's own
operations, whose names follow it: `get_measure`, `list_measures`, `register_measure`, `change_measure`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from inspect import Parameter, signature
from types import ModuleType
from typing import Any, get_type_hints

from pydantic import BaseModel

from shared.errors import NotFound
from shared.values.terms import Scope

Operation = Callable[..., Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Plain:
    """What a plain resource is called and made of.

    `one` and `many` are Python names ("risk_pool"); `dutch` and `dutch_many` what a reader calls it; `new` is None where it
    comes about elsewhere and is only read; `change` is the merge patch, if it can be changed; `derivation` says whether registering computes something;
    `read` and `write` are the scopes of its routes.
    """

    one: str
    many: str
    dutch: str
    dutch_many: str
    model: type[BaseModel]
    new: type[BaseModel] | None
    missing: type[NotFound]
    change: type[BaseModel] | None = None
    derivation: bool = False
    read: Scope = Scope.CONTRACTS_READ
    write: Scope = Scope.CONTRACTS_WRITE

    @property
    def english(self) -> str:
        """Its English name in words."""
        return self.one.replace("_", " ")

    @property
    def path(self) -> str:
        """The prefix of its routes."""
        return "/" + self.many.replace("_", "-")

    def operation(self, operations: ModuleType, verb: str) -> Operation:
        """The feature's operation of that verb: `list` is about many, the rest about one."""
        found: Operation = getattr(operations, f"{verb}_{self.many if verb == 'list' else self.one}")
        return found

    def filters(self, operations: ModuleType) -> dict[str, Any]:
        """The keywords of the list operation with their types, in order; each may be left out."""
        listing = self.operation(operations, "list")
        kinds = get_type_hints(listing, include_extras=True)
        return {
            one.name: kinds[one.name]
            for one in signature(listing).parameters.values()
            if one.kind is Parameter.KEYWORD_ONLY
        }


def signed(
    function: Operation, name: str, parameters: Sequence[Parameter], returns: Any, calls: Operation
) -> Operation:
    """The function under a name and a signature, for what reads them (FastAPI, Strawberry), with the operation that it calls.

    It is told as one of the operation's own feature, whose right opens it (`shared/kit/uses.py`, `shared/kit/event_types.py`).
    """
    function.__name__ = function.__qualname__ = name
    function.__module__ = calls.__module__
    vars(function)["calls"] = (calls,)
    vars(function)["__signature__"] = signature(function).replace(
        parameters=list(parameters), return_annotation=returns
    )
    function.__annotations__ = {one.name: one.annotation for one in parameters} | {"return": returns}
    return function


def given(name: str, kind: Any, default: Any = Parameter.empty) -> Parameter:
    """One keyword of such a signature."""
    return Parameter(name, Parameter.KEYWORD_ONLY, annotation=kind, default=default)

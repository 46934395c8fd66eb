"""Whose data it is: the persons in what an operation returns and in what travels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec

from shared.errors import Problem


def subjects_of(result: Any) -> dict[str, list[UUID]]:
    """The persons in what an operation returned, per purchaser: whatever has an owner and a citizen_id."""
    found: dict[str, list[UUID]] = {}
    for one in _things(result):
        citizen = getattr(one, "citizen_id", None)
        if citizen is not None:
            found.setdefault(one.owner, []).append(citizen)
    return found


def _things(result: Any) -> Iterable[Any]:
    if result is None:
        return ()
    items = getattr(result, "items", None)
    if isinstance(result, Mapping):
        return (thing for value in result.values() for thing in _things(value))
    if isinstance(items, list):
        return items
    if isinstance(result, Sequence) and not isinstance(result, str | bytes):
        return result
    return (result,)


def subjects_of_refusal(
    problem: Problem, owner: str, met: Iterable[tuple[str, UUID]], asked: Mapping[str, Any]
) -> tuple[dict[str, list[UUID]], dict[str, list[UUID]]]:
    """Whom a refusal was about, and whom else it names, per purchaser.

    It was about whose row was `met` under an id, else about the citizen that is `asked`: by name, or in what was sent.
    """
    named = problem.facts.get(problem.names) if problem.names is not None else None
    found: dict[str, list[UUID]] = {}
    for whose, citizen in met:
        found.setdefault(whose, []).append(citizen)
    if not found:
        sent = [asked.get("citizen_id"), *(getattr(one, "citizen_id", None) for one in asked.values())]
        about = [one for one in sent if isinstance(one, UUID)]
        found = {owner: about} if about else {}
    return found, {owner: [named]} if isinstance(named, UUID) else {}


def subjects_in(data: Any, owner: str = "", *, citizens: bool = False) -> dict[str, list[UUID]]:
    """The persons in what travels (JSON values, or its bytes), per purchaser: each `citizenId`, however deep.

    With `citizens` it is a citizen itself, whose own id is the surrogate; what names a citizen besides has an id of its own.
    """
    told = msgspec.json.decode(data) if isinstance(data, bytes) else data
    found: dict[str, list[UUID]] = {}
    for whose, citizen in _citizens(told, owner):
        found.setdefault(whose, []).append(citizen)
    if citizens and isinstance(told, dict) and "citizenId" not in told and isinstance(told.get("id"), str):
        found.setdefault(told.get("owner") or owner, []).append(UUID(told["id"]))
    return found


def _citizens(node: Any, owner: str) -> Iterator[tuple[str, UUID]]:
    if isinstance(node, dict):
        whose = node.get("owner") or owner
        if isinstance(node.get("citizenId"), str):
            yield whose, UUID(node["citizenId"])
        for value in node.values():
            if isinstance(value, dict | list):
                yield from _citizens(value, whose)
    elif isinstance(node, list):
        for value in node:
            yield from _citizens(value, owner)

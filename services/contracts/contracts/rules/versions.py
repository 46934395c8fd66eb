"""A contract in two times: what was valid on a day, and what was known of it at a version (R-C08).

A version of the contract rewrites the days from its date of effect on; what was known before stays as it was known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from services.contracts.contracts.rules.forms import yearly
from services.contracts.contracts.rules.history import as_held
from services.contracts.contracts.rules.terms import Contract
from shared.values import new_id
from shared.values.life import VersionReason

_DAY = timedelta(days=1)
# What says how a version came about, not what was agreed.
_ABOUT = {"id", "version", "owner", "external_reference", "parties", "signatures", "history", "next_move_on"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One thing that a version changed: where, and what it says before and after, as text; None where it was not there."""

    pointer: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
    """What is valid from the first day up to and including the last (None: for good), as a contract version says it."""

    valid_from: date
    valid_until: date | None
    contract: Contract
    reason: VersionReason
    taken_over: bool = False
    changed: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A slice as it is kept: known from one version of the contract until another, and from one day until another."""

    id: UUID = field(default_factory=new_id)
    version: int
    owner: str
    external_reference: str | None = None
    parties: list[str]
    contract_id: UUID
    valid_from: date
    valid_until: date | None
    known_from_version: int
    known_until_version: int | None = None
    known_from: date
    known_until: date | None = None
    reason: VersionReason
    taken_over: bool
    amendment_id: UUID | None
    changed: list[Difference]


def begin(
    contract: Contract, reason: VersionReason, today: date, inhabitants: int | None = None
) -> list[Slice]:
    """The days of a contract that no amendment changed yet: its earlier versions when it was taken over, then what is.

    `today` is the first day of a draft that names no start.
    """
    slices, first = [], contract.start_date or today
    for earlier in contract.history.slices if contract.history is not None else ():
        held = as_held(contract, earlier)
        if earlier.funding_agreements is not None:
            sums, _ = yearly(earlier.funding_agreements, inhabitants, earlier.valid_from)
            held = replace(held, yearly_funding=sums)
        slices.append(
            Slice(
                valid_from=earlier.valid_from,
                valid_until=earlier.valid_until,
                contract=held,
                reason=VersionReason.TAKEN_OVER,
                taken_over=True,
            )
        )
        first = earlier.valid_until + _DAY
    now = Slice(valid_from=first, valid_until=None, contract=contract, reason=reason)
    return [*slices, replace(now, changed=differences(slices[-1].contract, contract)) if slices else now]


def carry(
    known: Iterable[Slice],
    effective_on: date,
    change: Callable[[Contract], Contract],
    version: int,
    reason: VersionReason,
) -> list[Slice]:
    """The slices that stand in the place of those known that reach to the day of effect or beyond it.

    `known` are those slices, in order. The days before it keep what they say; from it on every slice says what the change
    makes of it, under the new version.
    """
    found: list[Slice] = []
    for one in known:
        if one.valid_until is not None and one.valid_until < effective_on:
            continue
        start = max(one.valid_from, effective_on)
        if one.valid_from < start:
            found.append(replace(one, valid_until=start - _DAY))
        after = replace(change(one.contract), version=version)
        changed = differences(one.contract, after)
        found.append(replace(one, valid_from=start, contract=after, reason=reason, changed=changed))
    return found


def kept(contract: Contract, slices: Iterable[Slice], today: date) -> list[Version]:
    """Slices as they are kept from this version of the contract on, seen by its parties."""
    return [
        Version(
            version=one.contract.version,
            owner=contract.owner,
            parties=contract.parties,
            contract_id=contract.id,
            valid_from=one.valid_from,
            valid_until=one.valid_until,
            known_from_version=contract.version,
            known_from=today,
            reason=one.reason,
            taken_over=one.taken_over,
            amendment_id=one.contract.amendment_id,
            changed=one.changed,
        )
        for one in slices
    ]


def valid(versions: Iterable[Version], valid_on: date, known_at: int | None = None) -> Version | None:
    """Which version held on a day, as known at a version of the contract (None: as known now)."""
    for one in versions:
        if one.valid_from > valid_on or (one.valid_until is not None and one.valid_until < valid_on):
            continue
        if known_at is None:
            if one.known_until_version is None:
                return one
        elif one.known_from_version <= known_at and (
            one.known_until_version is None or known_at < one.known_until_version
        ):
            return one
    return None


def differences(before: Contract, after: Contract) -> list[Difference]:
    """What the one says otherwise than the other, by JSON pointer in the order of the contract's fields."""
    told: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for one in before, after:
        told.append(({name: getattr(one, name) for name in _COMPARED}, {}))
    return list(_differing("", _plain(told[0][0]), _plain(told[1][0])))


_COMPARED = [name for name in Contract.__dataclass_fields__ if name not in _ABOUT]


def _plain(value: Any) -> Any:
    if hasattr(value, "__dataclass_fields__"):
        return _plain(asdict(value))
    if isinstance(value, Mapping):
        return {_camel(name): _plain(one) for name, one in value.items() if one is not None}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, bool):
        return str(value).lower()
    return str(value.value if isinstance(value, Enum) else value)


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)


def _differing(where: str, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    if isinstance(before, list) or isinstance(after, list):
        before, after = _numbered(before), _numbered(after)
    if isinstance(before, dict) or isinstance(after, dict):
        old, new = before or {}, after or {}
        for name in dict.fromkeys((*old, *new)):
            yield from _differing(f"{where}/{name}", old.get(name), new.get(name))
        return
    yield Difference(pointer=where, before=before, after=after)


def _numbered(values: Any) -> dict[str, Any]:
    return {str(index): one for index, one in enumerate(values or ())}

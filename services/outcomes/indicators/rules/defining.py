"""How a contract's agreements become indicators with norms by period, version by version (R-X09, R-O21)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from operator import attrgetter

from services.outcomes.indicators.rules.terms import Agreement, ContractCopy, Indicator, NormVersion
from shared.values import new_id

_DAY = timedelta(days=1)
_DEFINITION = [
    "number",
    "code",
    "name",
    "kind",
    "scope",
    "unit",
    "lowest",
    "highest",
    "source",
    "verdict_basis",
    "year_rule",
    "norm_invented",
    "definition_version",
    "frequency",
    "weight",
    "narrative_required",
    "hard",
]


def carried(contract: ContractCopy, before: ContractCopy | None, told_on: date) -> ContractCopy:
    """The contract with what its former version told of the past: suspensions that ended, days of compensations (G-03).

    A contract tells one suspension at a time, the last; a suspension from the same day takes the place of the one known.
    """
    known = before.suspensions if before is not None else []
    told = {one.valid_from for one in contract.suspensions}
    rests = sorted(
        [*(one for one in known if one.valid_from not in told), *contract.suspensions],
        key=attrgetter("valid_from"),
    )
    agreed = {
        (one.missed_number, one.compensating_number, one.year): one.agreed_on
        for one in (before.compensations if before is not None else [])
    }
    compensations = [
        replace(
            one,
            agreed_on=agreed.get((one.missed_number, one.compensating_number, one.year), told_on),
        )
        for one in contract.compensations
    ]
    return replace(contract, suspensions=rests, compensations=compensations)


def define(
    contract: ContractCopy, agreements: Iterable[Agreement], known: Sequence[Indicator]
) -> list[Indicator]:
    """The contract's indicators as this version of it defines them, in order of number (R-X09).

    An indicator keeps its id; it gets a new version when anything about it changed. What a contract no longer lists stays
    as it was, because its measurements were made under it.
    """
    by_number = {indicator.number: indicator for indicator in known}
    ordered = sorted(agreements, key=lambda one: (one.number, one.valid_from or contract.start_date))
    for number, listed in groupby(ordered, key=attrgetter("number")):
        by_number[number] = _defined(contract, list(listed), by_number.get(number))
    return [by_number[number] for number in sorted(by_number)]


def _defined(contract: ContractCopy, listed: list[Agreement], known: Indicator | None) -> Indicator:
    """One indicator: its newest definition, with all its norms."""
    newest = listed[-1]
    definition = {name: getattr(newest, name) for name in _DEFINITION}
    norms = _norms(contract, listed, known.norms if known else [])
    if known is None:
        return Indicator(
            id=new_id(), version=1, owner=contract.owner, external_reference=None, parties=contract.parties,
            contract_id=contract.id, norms=norms, **definition,
        )  # fmt: skip
    changed = replace(known, parties=contract.parties, norms=norms, **definition)
    return known if changed == known else replace(changed, version=known.version + 1)


def _norms(contract: ContractCopy, listed: list[Agreement], known: list[NormVersion]) -> list[NormVersion]:
    """Each norm until the day before the next (R-O21, R-C08).

    Norms that began before the first one listed are kept: a later version of the contract does not change what held. A
    norm listed again as it was keeps the contract version that brought it.
    """
    bare = {(norm.valid_from, norm.norm, norm.operator): norm.contract_version for norm in known}
    first = listed[0].valid_from or contract.start_date
    starts = {norm.valid_from: norm for norm in known if norm.valid_from < first}
    for one in listed:
        start = one.valid_from or contract.start_date
        version = bare.get((start, one.norm, one.operator), contract.version)
        starts[start] = NormVersion(start, None, one.norm, one.operator, version)
    ordered = [starts[start] for start in sorted(starts)]
    ends = [norm.valid_from - _DAY for norm in ordered[1:]]
    return [replace(norm, valid_until=end) for norm, end in zip(ordered, [*ends, None], strict=True)]

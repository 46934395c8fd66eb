"""Profiles of areas, target groups and contracts, none of which gives back what another leaves out (R-O04, F-08)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal

from services.outcomes.assessments.rules.figures import (
    DomainProfile,
    LevelCount,
    LevelTally,
    SelfSufficiencyProfile,
    SelfSufficiencyProfiles,
)
from services.outcomes.assessments.rules.matrix import HIGHEST, LOWEST
from services.outcomes.assessments.rules.norms import PLACES, plain
from services.outcomes.assessments.rules.steps import Asked
from shared.values.self_sufficiency import ProfileGrouping
from shared.values.suppression import is_small, publish

LEVELS = range(LOWEST, HIGHEST + 1)
_Rows = Sequence[LevelTally]


def profiles(
    grouping: ProfileGrouping, asked: Asked, tallies: Iterable[LevelTally], *, limit: int
) -> SelfSufficiencyProfiles:
    """Distribution and mean per domain of each group (R-O04), beside the mean of the same persons at first (D-16).

    Each grouping is published as if its total were known, for another grouping of the same persons tells it (F-08).
    """
    by_domain: dict[str, dict[str, list[LevelTally]]] = defaultdict(lambda: defaultdict(list))
    for one in tallies:
        by_domain[one.domain][one.group].append(one)
    made: dict[str, list[DomainProfile]] = defaultdict(list)
    for domain in sorted(by_domain):
        for group, shown in _published(domain, by_domain[domain], limit).items():
            made[group].append(shown)
    return SelfSufficiencyProfiles(
        grouping=grouping, edition=asked.edition, rater=asked.rater, date_from=asked.start, date_until=asked.until,
        profiles=[SelfSufficiencyProfile(group, made[group]) for group in sorted(made)],
    )  # fmt: skip


def _published(domain: str, groups: dict[str, list[LevelTally]], limit: int) -> dict[str, DomainProfile]:
    """One domain of all groups; a figure that all but a few of them show is shown of none."""
    found = {group: _profile(domain, rows, limit) for group, rows in groups.items()}
    few = {group for group, one in found.items() if one.clients is None}
    if few and len(few) < len(found):
        rest = _profile(domain, _together(groups, few), limit)
        if len(few) == 1 or rest.clients is None or rest.clients >= len(few) * (limit - 1):
            return {group: _nothing(domain) for group in found}
    for name in ("distribution", "mean", "baseline_mean"):
        without = {group for group, one in found.items() if _left_out(one, name)}
        if not without or len(without) == len(found):
            continue
        rest = _profile(domain, _together(groups, without), limit)
        if len(without) == 1 or _left_out(rest, name):
            found = {group: _without(one, name) for group, one in found.items()}
    return found


def _together(groups: dict[str, list[LevelTally]], names: set[str]) -> list[LevelTally]:
    return [row for name in names for row in groups[name]]


def _left_out(one: DomainProfile, name: str) -> bool:
    if name == "distribution":
        return any(level.count is None for level in one.distribution)
    return getattr(one, name) is None


def _without(one: DomainProfile, name: str) -> DomainProfile:
    if name == "distribution":
        return replace(one, distribution=[LevelCount(level, None) for level in LEVELS], suppressed=True)
    if name == "mean":
        return replace(one, mean=None, change=None, suppressed=True)
    return replace(one, baseline_mean=None, change=None, suppressed=True)


def _nothing(domain: str) -> DomainProfile:
    levels = [LevelCount(level, None) for level in LEVELS]
    return DomainProfile(domain, None, levels, None, None, None, suppressed=True)


def _profile(domain: str, rows: _Rows, limit: int) -> DomainProfile:
    """One domain; where one level is small the whole distribution is left out, for two of them follow from the mean."""
    numbers: Counter[int] = Counter()
    for row in rows:
        numbers[row.score] += row.persons
    shown = publish([numbers[level] for level in LEVELS], limit)
    distribution = [LevelCount(level, None if shown.suppressed else numbers[level]) for level in LEVELS]
    persons = sum(numbers.values())
    mean = _mean(sum(score * count for score, count in numbers.items()), persons, limit)
    first = _mean(sum(row.sum_first for row in rows), persons, limit)
    change = None if mean is None or first is None else plain(mean - first)
    return DomainProfile(
        domain, shown.total, distribution, None if mean is None else plain(mean),
        None if first is None else plain(first), change, suppressed=shown.suppressed,
    )  # fmt: skip


def _mean(total: int, persons: int, limit: int) -> Decimal | None:
    """The mean of persons' scores; None for few of them, and near an end of the scale, where it tells how few are elsewhere."""
    near = min(total - LOWEST * persons, HIGHEST * persons - total)
    if limit and (is_small(persons, limit) or is_small(near, limit)):
        return None
    return (Decimal(total) / persons).quantize(PLACES) if persons else None

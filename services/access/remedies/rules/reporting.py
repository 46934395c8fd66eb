"""Remedies of a period in numbers: whole for who handles a kind, without small numbers for others (D-51, F-08, F-26)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from shared.values import Period
from shared.values.access_reports import mean_days
from shared.values.remedies import RemedyKind, RemedyOutcome, RemedySubject
from shared.values.suppression import is_small, publish

MOST_PROVIDERS = 500
_UPHELD = (RemedyOutcome.FOUNDED, RemedyOutcome.PARTLY_FOUNDED)


@dataclass(frozen=True, slots=True)
class RemedyCell:
    """Remedies with all of this in common: filed, decided and withdrawn in the period, open on its last day.

    `handling_days` lie between filing and decision, of all that were decided.
    """

    kind: RemedyKind
    subject: RemedySubject
    provider: str | None
    outcome: RemedyOutcome | None
    filed: int
    filed_before: int
    decided: int
    withdrawn: int
    decided_over_term: int
    handling_days: int
    open: int
    open_over_term: int


@dataclass(frozen=True, slots=True)
class RemedyOutcomeCount:
    """How many ended in an outcome; None is left out."""

    outcome: RemedyOutcome
    decided: int | None


@dataclass(frozen=True, slots=True)
class RemedySubjectCount:
    """How many were filed about a subject."""

    subject: RemedySubject
    filed: int


@dataclass(frozen=True, slots=True)
class RemedyProviderCount:
    """How many were filed about a provider, decided, and upheld."""

    provider: str
    filed: int
    decided: int
    upheld: int


@dataclass(frozen=True, slots=True)
class RemedyKindReport:
    """The remedies of a kind; what is None is left out."""

    kind: RemedyKind
    whole: bool
    suppressed: bool = True
    filed: int | None = None
    filed_before: int | None = None
    decided: int | None = None
    withdrawn: int | None = None
    open: int | None = None
    open_over_term: int | None = None
    decided_over_term: int | None = None
    mean_days: str | None = None
    outcomes: Sequence[RemedyOutcomeCount] = ()
    subjects: Sequence[RemedySubjectCount] = ()
    providers: Sequence[RemedyProviderCount] = ()


@dataclass(frozen=True, slots=True)
class RemedyReport:
    """The report of a period, first and last day included."""

    first_day: date
    last_day: date
    kinds: list[RemedyKindReport]


def is_past_quarter(first: date, last: date, today: date) -> bool:
    """Whether the days are one calendar quarter that has passed: only of that is anything shown without its scope.

    Days that overlap, or that still grow, would give small numbers back by subtraction.
    """
    quarter = Period.quarter(first.year, (first.month + 2) // 3)
    return (quarter.start, quarter.last_day) == (first, last) and last < today


def report_remedies(
    days: tuple[date, date],
    cells: Sequence[RemedyCell],
    shown: Collection[RemedyKind],
    opened: Collection[RemedyKind],
    *,
    limit: int,
    today: date,
) -> RemedyReport:
    """The kinds that the reader may see in numbers: those it handles whole, the others of a past quarter, from `limit` on."""
    kinds, passed = [], is_past_quarter(*days, today)
    for kind in RemedyKind:
        mine = [one for one in cells if one.kind is kind]
        if kind in opened:
            kinds.append(_whole(kind, mine))
        elif kind in shown:
            kinds.append(_narrow(kind, mine, limit) if passed else RemedyKindReport(kind, whole=False))
    return RemedyReport(*days, kinds)


def _sum(cells: Sequence[RemedyCell], name: str) -> int:
    return sum(getattr(one, name) for one in cells)


def _of_outcome(cells: Sequence[RemedyCell]) -> Counter[RemedyOutcome]:
    found = Counter[RemedyOutcome]()
    for one in cells:
        if one.outcome is not None:
            found[one.outcome] += one.decided
    return found


def _whole(kind: RemedyKind, cells: Sequence[RemedyCell]) -> RemedyKindReport:
    """The kind as its handler sees it."""
    decided, outcomes = _sum(cells, "decided"), _of_outcome(cells)
    subjects = Counter[RemedySubject]()
    for one in cells:
        subjects[one.subject] += one.filed
    providers = [
        RemedyProviderCount(
            provider,
            _sum(about, "filed"),
            _sum(about, "decided"),
            sum(one.decided for one in about if one.outcome in _UPHELD),
        )
        for provider in {one.provider for one in cells}
        if provider is not None
        for about in [[one for one in cells if one.provider == provider]]
    ]
    providers = [one for one in providers if one.filed or one.decided]
    providers.sort(key=lambda one: (-one.filed, -one.decided, one.provider))
    return RemedyKindReport(
        kind=kind,
        whole=True,
        suppressed=False,
        filed=_sum(cells, "filed"),
        filed_before=_sum(cells, "filed_before"),
        decided=decided,
        withdrawn=_sum(cells, "withdrawn"),
        open=_sum(cells, "open"),
        open_over_term=_sum(cells, "open_over_term"),
        decided_over_term=_sum(cells, "decided_over_term"),
        mean_days=mean_days(_sum(cells, "handling_days"), decided),
        outcomes=[RemedyOutcomeCount(one, outcomes[one]) for one in RemedyOutcome],
        subjects=[RemedySubjectCount(one, subjects[one]) for one in RemedySubject if subjects[one]],
        providers=providers[:MOST_PROVIDERS],
    )


def _narrow(kind: RemedyKind, cells: Sequence[RemedyCell], limit: int) -> RemedyKindReport:
    """The kind as others at the municipality see it: counts from the limit on, no case, no provider, nothing that is open.

    Open cases follow from those of the quarters before; so does what was filed before: both stay away.
    """
    counts, decided = _of_outcome(cells), _sum(cells, "decided")
    outcomes = publish([counts[one] for one in RemedyOutcome], limit)
    late = _sum(cells, "decided_over_term")
    in_time = publish((late, decided - late), limit)
    filed, withdrawn = (publish((_sum(cells, name),), limit).total for name in ("filed", "withdrawn"))
    left_out = outcomes.suppressed or in_time.suppressed or filed is None or withdrawn is None
    return RemedyKindReport(
        kind=kind,
        whole=False,
        suppressed=left_out,
        filed=filed,
        decided=outcomes.total,
        withdrawn=withdrawn,
        decided_over_term=in_time.parts[0],
        mean_days=None if is_small(decided, limit) else mean_days(_sum(cells, "handling_days"), decided),
        outcomes=[
            RemedyOutcomeCount(one, many) for one, many in zip(RemedyOutcome, outcomes.parts, strict=True)
        ],
    )


__all__ = ["RemedyCell", "RemedyKindReport", "RemedyReport", "is_past_quarter", "report_remedies"]

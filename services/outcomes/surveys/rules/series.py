"""The surveys of a year as series that stay apart, and which providers took part (R-O13, R-O30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy
from services.outcomes.surveys.rules import Survey
from services.outcomes.verdicts.rules.intervals import interval, pooled
from shared.values.measuring import SurveyAudience, SurveySource, score
from shared.values.suppression import is_small


@dataclass(frozen=True, slots=True)
class SurveySeries:
    """What one source found in a year, of one group and on one scale, weighed by answers."""

    source: SurveySource
    group: str | None
    lowest: str
    highest: str
    surveys: int
    invited: int | None
    responses: int | None
    mean: str | None
    lower: str | None
    upper: str | None

    @property
    def suppressed(self) -> bool:
        """Whether its figures were left out."""
        return self.mean is None

    @property
    def response_basis_points(self) -> int | None:
        """The answers of those who were invited."""
        return None if not self.invited or self.responses is None else 10_000 * self.responses // self.invited


@dataclass(frozen=True, slots=True)
class SurveyYear:
    """The surveys of a contract year, each source its own series."""

    contract_id: UUID
    year: int
    audience: SurveyAudience
    series: list[SurveySeries]


@dataclass(frozen=True, slots=True)
class ProviderParticipation:
    """Whether a provider took part."""

    provider: str
    participated: bool
    surveys: int


@dataclass(frozen=True, slots=True)
class SurveyParticipation:
    """Which providers of a contract took part in the survey that they are obliged to."""

    contract_id: UUID
    year: int
    providers: list[ProviderParticipation]
    missing: list[str]


Key = tuple[SurveySource, str, str, str]


def _key(survey: Survey) -> Key:
    return survey.source, survey.group or "", survey.lowest, survey.highest


def series(
    contract: ContractCopy, year: int, audience: SurveyAudience, surveys: Sequence[Survey], limit: int
) -> SurveyYear:
    """Each source, group and scale by itself (R-O13): 7.8 of the team and 7.3 of an independent survey are never 7.6.

    Surveys of the whole contract make the series; where there are none those of its providers, else of its areas: whoever
    answered counts once. Below `limit` answers a series has no figures, nor with a survey that is left out by itself: it
    would give that back.
    """
    listed = sorted(surveys, key=_key)
    return SurveyYear(
        contract.id, year, audience, [_of(list(found), limit) for _, found in groupby(listed, key=_key)]
    )


def _counted(surveys: Sequence[Survey]) -> list[Survey]:
    """The surveys of the whole, else those of one breakdown of it."""
    by_part: dict[tuple[bool, bool], list[Survey]] = {}
    for one in surveys:
        by_part.setdefault((one.area is not None, one.provider is not None), []).append(one)
    return by_part[min(by_part)]


def _of(found: list[Survey], limit: int) -> SurveySeries:
    surveys = _counted(found)
    first = surveys[0]
    counts = [one.responses or 0 for one in surveys]
    bare = SurveySeries(
        first.source, first.group, first.lowest, first.highest, len(surveys), None, None, None, None, None
    )
    if any(is_small(one.responses or 0, limit) for one in found) or not sum(counts):
        return bare
    total = sum(counts)
    mean = sum(
        (count * Decimal(one.mean or 0) for count, one in zip(counts, surveys, strict=True)), Decimal()
    )
    samples = [one.sample for one in surveys]
    known = [one for one in samples if one is not None]
    together = pooled(known) if len(known) == len(samples) else None
    bounds = interval(together) if together else None
    return SurveySeries(
        first.source, first.group, first.lowest, first.highest, len(surveys),
        invited=sum(one.invited or 0 for one in surveys), responses=total, mean=score(mean / total),
        lower=score(bounds.lower) if bounds else None, upper=score(bounds.upper) if bounds else None,
    )  # fmt: skip


def participation(contract: ContractCopy, year: int, surveys: Sequence[Survey]) -> SurveyParticipation:
    """Each provider with its independent surveys of clients in the year; without one it is missing (R-O30)."""
    counted = [
        one
        for one in surveys
        if one.audience is SurveyAudience.CLIENTS and one.source is SurveySource.INDEPENDENT
    ]
    listed = []
    for member in contract.members:
        number = sum(one.provider == member for one in counted)
        listed.append(ProviderParticipation(member, number > 0, number))
    return SurveyParticipation(
        contract.id, year, listed, [one.provider for one in listed if not one.participated]
    )

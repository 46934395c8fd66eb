"""What others than the parties see of surveys: nothing of few, nor what would give few back (F-08)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from uuid import UUID

from shared.values.measuring import SurveyAudience, SurveySource
from shared.values.suppression import is_small

if TYPE_CHECKING:
    from services.outcomes.surveys.rules import Survey


class Asked(NamedTuple):
    """What surveys have in common that are parts of one whole: the contract year, who was asked by whom, and on which scale."""

    contract_id: UUID
    year: int
    audience: SurveyAudience
    source: SurveySource
    group: str | None
    lowest: str
    highest: str


class Breakdown(NamedTuple):
    """The surveys of a contract year that together are its whole: by area, by provider, or by both."""

    asked: Asked
    by_area: bool
    by_provider: bool


def _asked(survey: Survey) -> Asked:
    return Asked(
        survey.contract_id, survey.held_on.year, survey.audience, survey.source, survey.group, survey.lowest,
        survey.highest,
    )  # fmt: skip


def breakdown_of(survey: Survey) -> Breakdown | None:
    """Of which breakdown a survey is a part; None of the whole contract."""
    if survey.area is None and survey.provider is None:
        return None
    return Breakdown(_asked(survey), survey.area is not None, survey.provider is not None)


def published(survey: Survey, limit: int) -> Survey:
    """The survey as others than the parties see it: without figures when too few answered (F-08)."""
    if survey.responses is None or not is_small(survey.responses, limit):
        return survey
    return bare(survey)


def bare(survey: Survey) -> Survey:
    """The survey without its figures; who were invited is left out as well where it is a part."""
    return replace(
        survey,
        responses=None,
        mean=None,
        standard_deviation=None,
        invited=survey.invited if breakdown_of(survey) is None else None,
    )


def publish_all(surveys: Iterable[Survey], small: Collection[Breakdown], limit: int) -> list[Survey]:
    """Surveys as others than the parties see them; of a breakdown with a small part no part is shown.

    A provider's 93 of the contract's 100 answers would give back the other's 7. `small` names the breakdowns with such a
    part, registered or not (`small_breakdowns`), also where that one is not among these.
    """
    listed = list(surveys)
    hidden = {*small, *(breakdown_of(one) for one in listed if published(one, limit).suppressed)} - {None}
    return [bare(one) if breakdown_of(one) in hidden else published(one, limit) for one in listed]


def told(survey: Survey, limit: int) -> Survey:
    """The survey as the feed tells it: of a part no figures, for a later part may be small and what is told is not taken back."""
    return published(survey, limit) if breakdown_of(survey) is None else bare(survey)


def small_breakdowns(surveys: Iterable[Survey], limit: int) -> frozenset[Breakdown]:
    """The breakdowns with a part of which too few answered, or that leave too few of the answers of the whole contract.

    What was held on the day of the whole is held against it, and the year against the year: a part may have a day of its own.
    """
    parts: dict[Breakdown, list[Survey]] = defaultdict(list)
    wholes: dict[Asked, list[Survey]] = defaultdict(list)
    for one in surveys:
        found = breakdown_of(one)
        (wholes[_asked(one)] if found is None else parts[found]).append(one)
    return frozenset(
        breakdown
        for breakdown, found in parts.items()
        if any(is_small(one.responses or 0, limit) for one in found)
        or any(_leaves_few(whole, found, limit) for whole in _summed(wholes[breakdown.asked]))
        or any(
            _leaves_few(one.responses or 0, [part for part in found if part.held_on == one.held_on], limit)
            for one in wholes[breakdown.asked]
        )
    )


def _summed(wholes: Iterable[Survey]) -> list[int]:
    counts = [one.responses or 0 for one in wholes]
    return [sum(counts)] if counts else []


def _leaves_few(whole: int, parts: Collection[Survey], limit: int) -> bool:
    """Whether what no part says of the whole is somebody, and too few of them."""
    left = whole - sum(one.responses or 0 for one in parts)
    return bool(parts) and left > 0 and is_small(left, limit)

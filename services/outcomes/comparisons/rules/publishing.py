"""What of a comparison may be published: a ranking of who is distinguishable, and nothing of too few (R-O34, F-08, F-09)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from services.outcomes.comparisons.rules.comparability import ComparabilityVerdict, lacking, may_show
from services.outcomes.comparisons.rules.faults import RankingWithdrawn
from services.outcomes.comparisons.rules.ranking import MODERATE_FROM
from services.outcomes.comparisons.rules.records import Ranking
from services.outcomes.comparisons.rules.sentences import WITHDRAWN
from services.outcomes.comparisons.rules.units import Result
from shared.errors import FieldError, Refused, Text
from shared.values import Derivation
from shared.values.comparing import OutcomeKind
from shared.values.reporting import Standing
from shared.values.suppression import is_small

# With fewer units a ranking says who is who rather than how they do (formulas § 4a).
LEAST_RANKED = 4
# From how many other units on a provider sees the others' dots: of fewer it would know whose they are.
LEAST_OTHERS = 3

_DISTINGUISHABLE = (Standing.ABOVE, Standing.BELOW)


class RankingRefused(Refused):
    """The comparison does not tell units apart well enough to be published; `errors` names every reason."""

    code = "ranking-refused"
    rule = "R-O34"
    title = Text("De ranglijst wordt niet gepubliceerd", "The ranking is not published")
    detail = Text(
        "De vergelijking onderscheidt de eenheden niet betrouwbaar genoeg; zie errors.",
        "The comparison does not tell the units apart reliably enough; see errors.",
    )
    mend = Text(
        "Beoordeel eerst de toetsen van vergelijkbaarheid, of vergelijk over een langere periode.",
        "First assess the tests of comparability, or compare over a longer period.",
    )


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit of a ranking; units on the same side of the target share a rank. Without figures they would tell of too few."""

    rank: int
    unit: str
    standing: Standing
    standing_998: Standing
    value: float | None
    size: int | None


def hidden(
    results: Sequence[Result], kind: OutcomeKind, limit: int, owners: Mapping[str, str | None] | None = None
) -> list[Result]:
    """The units with those marked of which others than the purchaser see no figures (F-08).

    Too few clients, or too few with or without the outcome, nobody included. The smallest others are left out as well until
    nobody finds one of them, or too few together, by subtraction: not an outsider, and not a provider that knows its own. `owners` tells whose a
    unit is; without it each is its own.
    """
    whose = {one.unit: one.unit if owners is None else owners.get(one.unit) for one in results}
    small = [one for one in results if _is_small([one], kind, limit)]
    rest = [one for one in results if one not in small]
    for other in sorted(rest, key=lambda one: (one.size, one.unit)):
        told = _told(small, whose, kind, limit)
        if not told:
            break
        if any(view is None or whose[other.unit] != view for view in told):
            small.append(other)
    names = {one.unit for one in small}
    return [replace(one, suppressed=one.unit in names) for one in results]


def _told(
    small: Sequence[Result], whose: Mapping[str, str | None], kind: OutcomeKind, limit: int
) -> list[str | None]:
    """Who would still find a hidden unit in a total: an outsider (None), or an owner that takes its own off."""
    views = {whose[one.unit] for one in small} | ({None} if small else set())
    found = []
    for view in sorted(views, key=lambda one: one or ""):
        unknown = [one for one in small if view is None or whose[one.unit] != view]
        # Units that are small together tell as much as one: two with nobody add up to nobody.
        if len(unknown) == 1 or (unknown and _is_small(unknown, kind, limit)):
            found.append(view)
    return found


def _is_small(units: Sequence[Result], kind: OutcomeKind, limit: int) -> bool:
    size, observed = sum(one.size for one in units), sum(one.observed for one in units)
    sides = (observed, size - observed) if kind is OutcomeKind.BINARY else ()
    return any(is_small(round(count), limit) for count in (size, *sides))


def ranked(
    results: Sequence[Result],
    verdicts: Sequence[ComparabilityVerdict],
    rankability: float | None,
    *,
    higher_is_better: bool | None,
    corrected: bool,
) -> list[Ranked]:
    """The units that are distinguishable from the target, in two bands (R-O34, F-09); where neither way is better there is none.

    Who lies on the better side shares the first place, who lies on the other side the last: nothing tells those of one band
    apart. `corrected` says that the mix of clients was taken out (R-O09). Raises RankingRefused with every reason.
    """
    told = [one for one in results if one.standing in _DISTINGUISHABLE and one.value is not None]
    errors = _reasons(results, told, verdicts, rankability)
    if not corrected:
        errors.append(
            _reason(
                "not-corrected", "R-O09",
                "Er is niet gecorrigeerd voor de zwaarte van cliënten: vergelijk met een andere methode dan none.",
                "The mix of clients was not corrected for: compare by another method than none.",
            )
        )  # fmt: skip
    if higher_is_better is None:
        errors.append(
            _reason(
                "no-direction", "R-O34",
                "Bij deze vergelijking is hoger niet beter en lager ook niet.",
                "In this comparison neither higher nor lower is better.",
            )
        )  # fmt: skip
    if errors:
        raise RankingRefused(errors=tuple(errors))
    better = Standing.ABOVE if higher_is_better else Standing.BELOW
    found = [
        Ranked(
            1 if one.standing is better else len(results),
            one.unit,
            one.standing,
            one.standing_998,
            None if one.suppressed else one.value,
            None if one.suppressed else one.size,
        )
        for one in told
    ]
    return sorted(found, key=lambda one: (one.rank, one.unit))


def withdraw(ranking: Ranking, reason: str, today: date) -> tuple[Ranking, Derivation]:
    """The ranking as it stands once it is withdrawn, and why: it names nobody any more. Raises RankingWithdrawn."""
    if ranking.withdrawn_on is not None:
        raise RankingWithdrawn(withdrawn_on=ranking.withdrawn_on)
    why = Derivation().because("R-O34", WITHDRAWN, len(ranking.entries), withdrawn_on=today, reason=reason)
    return replace(ranking, entries=[], withdrawn_on=today, withdrawal_reason=reason), why


def _reasons(
    results: Sequence[Result],
    told: Sequence[Result],
    verdicts: Sequence[ComparabilityVerdict],
    rankability: float | None,
) -> list[FieldError]:
    """Everything that stands in the way of publishing."""
    errors = []
    if not may_show(verdicts):
        names = ", ".join(test.value for test in lacking(verdicts)) or "reliableDistinction"
        errors.append(
            _reason(
                "not-comparable", "R-O10",
                f"Niet vergelijkbaar bevonden: {names}.",
                f"Not found comparable: {names}.",
            )
        )  # fmt: skip
    if len(results) < LEAST_RANKED:
        errors.append(
            _reason(
                "too-few-units", "R-O26",
                f"Er zijn {len(results)} eenheden; een ranglijst heeft er ten minste {LEAST_RANKED}.",
                f"There are {len(results)} units; a ranking has at least {LEAST_RANKED}.",
            )
        )  # fmt: skip
    if not told:
        errors.append(
            _reason(
                "nothing-distinguishable", "R-O10",
                "Geen enkele eenheid wijkt meer af dan door toeval.",
                "No unit differs by more than chance.",
            )
        )  # fmt: skip
    if rankability is None or rankability < MODERATE_FROM:
        errors.append(
            _reason(
                "rankability-low", "R-O34",
                "Minder dan de helft van de verschillen berust op echte verschillen.",
                "Less than half of the differences is real.",
            )
        )  # fmt: skip
    return errors


def _reason(code: str, rule: str, nl: str, en: str) -> FieldError:
    return FieldError("#/comparisonId", code, Text(nl, en), rule=rule)

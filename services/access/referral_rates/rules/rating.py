"""The rate of every team and practice beside the others and its own earlier period (R-A39, D-10)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import date
from uuid import UUID

from services.access.area_sizes.rules import AreaSize, Population, population
from services.access.referral_rates.rules.figures import deviation, exceeds, mean_days, per_thousand, share
from services.access.referral_rates.rules.types import CategoryRate, IntensityCount, ReferralRate, Tally
from services.access.teams.rules import Team
from shared.values.choosing import CareIntensity
from shared.values.referring import RateGap

_NUMBERS = tuple(one.name for one in fields(Tally) if one.name not in ("subject", "category", "intensity"))
_NOTHING = Tally(subject=None, category=None, intensity=None)


@dataclass(frozen=True, slots=True)
class Norm:
    """From which deviation on a rate stands out, in basis points, and below how many referrals chance is no pattern."""

    basis_points: int
    minimum: int

    def broken(self, referrals: int, *deviations: int | None) -> bool:
        """Whether these referrals are enough to tell, and one deviation lies above the norm."""
        return referrals >= self.minimum and exceeds(self.basis_points, *deviations)


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted in a period: the tallies, and the people of each team that are known."""

    tallies: Sequence[Tally]
    people: Mapping[str, Population] = field(default_factory=dict)

    def of(self, subject: str | None, category: tuple[str | None] | None = None) -> Tally:
        """Everything of a subject together, of one category when asked."""
        return together(
            one
            for one in self.tallies
            if one.subject == subject and (category is None or one.category == category[0])
        )

    def inhabitants(self, subject: str | None) -> int | None:
        """The people of a team, None where they are not known."""
        found = self.people.get(subject) if subject is not None else None
        return found.inhabitants if found else None


def together(tallies: Iterable[Tally]) -> Tally:
    """The sum of tallies."""
    listed = list(tallies)
    return replace(_NOTHING, **{name: sum(getattr(one, name) for one in listed) for name in _NUMBERS})


def people_of(teams: Iterable[Team], sizes: Mapping[str, AreaSize]) -> dict[str, Population]:
    """By team the people of its areas; a team of which one area is not known is left out."""
    found = {team.code: population(team.areas, sizes) for team in teams}
    return {code: one for code, one in found.items() if one is not None}


def working(teams: Iterable[Team], first_day: date, last_day: date) -> list[Team]:
    """The teams that work on some day of a period."""
    return [
        one
        for one in teams
        if one.valid_from <= last_day and (one.valid_until is None or one.valid_until >= first_day)
    ]


def team_rates(now: Counted, before: Counted, teams: Sequence[Team], norm: Norm) -> list[ReferralRate]:
    """A line for each team that works in the period, and for each team that referrals name; those without a team last.

    The mean is that of the other teams of the same kind of which the people are known: all their referrals over all their
    people, so that a small team weighs as little as it is.
    """
    by_code = {one.code: one for one in teams}
    named = {one.subject for one in now.tallies} | set(by_code)
    total = together(now.tallies).referrals
    lines = []
    for subject in sorted(named, key=lambda one: (one is None, one or "")):
        team = by_code.get(subject) if subject is not None else None
        peers = [
            one.code
            for one in teams
            if team is not None and one.kind is team.kind and one.code != team.code and one.code in now.people
        ]
        gap = None if now.inhabitants(subject) else RateGap.NO_TEAM if team is None else RateGap.AREAS_UNKNOWN
        line = _line(subject, now, before, peers, norm, total)
        lines.append(
            replace(line, name=team.name if team else None, kind=team.kind if team else None, gap=gap)
        )
    return lines


def practice_rates(
    now: Counted, before: Counted, contacts: Mapping[str, int], norm: Norm
) -> list[ReferralRate]:
    """A line for each practice that referred, in this period or in the one before.

    Nobody knows how many people a practice has: there are counts and shares, beside its own earlier count, and the
    contacts of its nurse where those were recorded.
    """
    total = together(now.tallies).referrals
    subjects = {one.subject for one in (*now.tallies, *before.tallies) if one.subject is not None}
    # The periods are as long as each other: over the same one for both the counts compare.
    alike = dict.fromkeys(subjects, Population(1, 0))
    now, before = Counted(now.tallies, alike), Counted(before.tallies, alike)
    return [
        replace(
            _line(one, now, before, [], norm, total),
            population=None,
            population_year=None,
            per_thousand=None,
            earlier_per_thousand=None,
            gap=RateGap.NO_DENOMINATOR,
            nurse_contacts=contacts.get(one),
            categories=[replace(each, per_thousand=None) for each in _categories(one, now, before, [], norm)],
        )
        for one in sorted(subjects)
    ]


def _line(
    subject: str | None, now: Counted, before: Counted, peers: Sequence[str], norm: Norm, total: int
) -> ReferralRate:
    own, earlier = now.of(subject), before.of(subject)
    people, people_before = now.inhabitants(subject), before.inhabitants(subject)
    others = sum(now.of(one).referrals for one in peers)
    other_people = sum(now.inhabitants(one) or 0 for one in peers)
    off = deviation(own.referrals, people, others, other_people)
    off_earlier = deviation(own.referrals, people, earlier.referrals, people_before)
    answered = own.accepted + own.refused + own.cannot_deliver
    weighed = [one for one in now.tallies if one.subject == subject and one.intensity is not None]
    heavy = together(one for one in weighed if one.intensity is CareIntensity.HEAVY).referrals
    known = now.people.get(subject) if subject is not None else None
    return ReferralRate(
        subject=subject, name=None, kind=None, referrals=own.referrals,
        share_basis_points=share(own.referrals, total), population=people,
        population_year=known.year if known else None, per_thousand=per_thousand(own.referrals, people),
        gap=None, peers=len(peers), peer_referrals=others, peer_population=other_people,
        mean_per_thousand=per_thousand(others, other_people), deviation_basis_points=off,
        earlier_referrals=earlier.referrals, earlier_per_thousand=per_thousand(earlier.referrals, people_before),
        earlier_deviation_basis_points=off_earlier,
        above_norm=subject is not None and norm.broken(own.referrals, off, off_earlier),
        lighter=own.lighter, layer_unknown=own.layer_unknown, asked=own.asked, accepted=own.accepted,
        refused=own.refused, cannot_deliver=own.cannot_deliver, breaches=own.breaches,
        refusal_basis_points=share(own.refused, answered), expected_cents=own.expected_cents,
        real_cents=own.real_cents, costed=own.costed, across=own.across, across_earlier=earlier.across,
        across_basis_points=share(own.across, own.referrals), heavy=heavy,
        heavy_basis_points=share(heavy, together(weighed).referrals),
        days_until_referral=mean_days(own.days, own.referrals), again=own.again,
        again_basis_points=share(own.again, own.referrals), onward=own.onward,
        days_until_onward=mean_days(own.onward_days, own.onward), nurse_contacts=None,
        categories=_categories(subject, now, before, peers, norm),
        intensities=_intensities(subject, now),
    )  # fmt: skip


def _categories(
    subject: str | None, now: Counted, before: Counted, peers: Sequence[str], norm: Norm
) -> list[CategoryRate]:
    people, people_before = now.inhabitants(subject), before.inhabitants(subject)
    other_people = sum(now.inhabitants(one) or 0 for one in peers)
    named = {one.category for one in now.tallies if one.subject == subject and (one.referrals or one.asked)}
    lines = []
    for category in sorted(named, key=lambda one: (one is None, one or "")):
        own, earlier = now.of(subject, (category,)), before.of(subject, (category,))
        others = sum(now.of(one, (category,)).referrals for one in peers)
        off = deviation(own.referrals, people, others, other_people)
        off_earlier = deviation(own.referrals, people, earlier.referrals, people_before)
        lines.append(
            CategoryRate(
                category=category, referrals=own.referrals, per_thousand=per_thousand(own.referrals, people),
                mean_per_thousand=per_thousand(others, other_people), deviation_basis_points=off,
                earlier_referrals=earlier.referrals, earlier_deviation_basis_points=off_earlier,
                above_norm=subject is not None and norm.broken(own.referrals, off, off_earlier),
                expected_cents=own.expected_cents, real_cents=own.real_cents,
            )
        )  # fmt: skip
    return lines


def _intensities(subject: str | None, now: Counted) -> list[IntensityCount]:
    groups: dict[CareIntensity | None, list[Tally]] = defaultdict(list)
    for one in now.tallies:
        if one.subject == subject:
            groups[one.intensity].append(one)
    found = []
    for intensity in (*CareIntensity, None):
        if intensity not in groups:
            continue
        own = together(groups[intensity])
        answered = own.accepted + own.refused + own.cannot_deliver
        found.append(
            IntensityCount(
                intensity, own.referrals, own.asked, own.accepted, own.refused, own.cannot_deliver,
                share(own.refused, answered),
            )
        )  # fmt: skip
    return found


def with_cases(lines: Sequence[ReferralRate], cases: Mapping[str, Sequence[UUID]]) -> list[ReferralRate]:
    """The lines with the referrals to discuss of who stands out; the others have none (D-10)."""
    return [
        replace(one, cases=list(cases.get(one.subject or "", ()))) if one.above_norm else one for one in lines
    ]


__all__ = [
    "Counted",
    "Norm",
    "people_of",
    "practice_rates",
    "team_rates",
    "together",
    "with_cases",
    "working",
]

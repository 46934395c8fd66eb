"""What in referrals a person should look at: rates, speed and repetition, edges, heavy care refused (R-A39, E-11, E-12, E-18, E-19)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from services.access.referral_rates.rules.rating import Counted, Norm, together
from services.access.referral_rates.rules.types import BudgetShift, ReferralRate, Tally
from services.access.referrals.rules import DomainFlow, RefusalCount
from services.access.signals.rules import Found
from services.access.teams.rules import Team
from shared.values.choosing import CareIntensity
from shared.values.signals import SignalKind, SignalSeverity, SignalSubject

_WHOLE = 10_000


def signals_of(
    teams: Sequence[ReferralRate],
    practices: Sequence[ReferralRate],
    shifts: Sequence[BudgetShift],
    fast: Sequence[Found],
    edges: Sequence[Found],
    refused: Sequence[Found],
) -> list[Found]:
    """Everything together: a signal for each team, practice and contract above the norm, and what else was found."""
    return [
        *(_rate(one, SignalSubject.TEAM) for one in teams if one.above_norm),
        *(_rate(one, SignalSubject.PRACTICE) for one in practices if one.above_norm),
        *(_shift(one) for one in shifts if one.above_norm),
        *fast,
        *edges,
        *refused,
    ]


def _rate(line: ReferralRate, subject_kind: SignalSubject) -> Found:
    told: dict[str, str | int | None] = {
        "referrals": line.referrals,
        "perThousand": line.per_thousand,
        "meanPerThousand": line.mean_per_thousand,
        "deviationBasisPoints": line.deviation_basis_points,
        "earlierReferrals": line.earlier_referrals,
        "earlierDeviationBasisPoints": line.earlier_deviation_basis_points,
        "expectedCents": line.expected_cents,
    }
    return Found(
        SignalKind.REFERRAL_RATE, "R-A39", subject_kind, line.subject or "", SignalSeverity.WARNING,
        facts={name: value for name, value in told.items() if value is not None},
    )  # fmt: skip


def _shift(one: BudgetShift) -> Found:
    told: dict[str, str | int] = {
        "contract": one.contract_number, "startedOn": one.started_on.isoformat(), "days": one.days,
        "before": one.before, "after": one.after, "heavyBefore": one.heavy_before, "heavyAfter": one.heavy_after,
    }  # fmt: skip
    return Found(
        SignalKind.REFERRAL_RATE, "E-11", SignalSubject.CONTRACT, str(one.contract_id), SignalSeverity.WARNING,
        facts=told,
    )  # fmt: skip


def rises(part: int, whole: int, of_part: int, of_whole: int, norm_basis_points: int) -> bool:
    """Whether one share lies further above another than the norm; above nothing anything does."""
    if not whole or not of_whole:
        return False
    return part * of_whole * _WHOLE > of_part * whole * (_WHOLE + norm_basis_points)


def fast_and_again(now: Counted, teams: Sequence[Team], norm: Norm) -> list[Found]:
    """Teams that refer sooner than the other teams of their kind, and whose citizens were referred before more often (E-12).

    Both beyond the norm: the mean days until a referral below, the share that was referred before above that of the others.
    """
    found = []
    for team in teams:
        own = now.of(team.code)
        others = together(
            now.of(one.code) for one in teams if one.kind is team.kind and one.code != team.code
        )
        if own.referrals < norm.minimum or others.referrals < norm.minimum:
            continue
        sooner = rises(others.days, others.referrals, own.days, own.referrals, norm.basis_points)
        if sooner and rises(own.again, own.referrals, others.again, others.referrals, norm.basis_points):
            found.append(_fast(team, own, others))
    return found


def _fast(team: Team, own: Tally, others: Tally) -> Found:
    told: dict[str, str | int] = {
        "referrals": own.referrals, "days": own.days, "again": own.again, "onward": own.onward,
        "otherReferrals": others.referrals, "otherDays": others.days, "otherAgain": others.again,
    }  # fmt: skip
    return Found(
        SignalKind.REFERRED_FAST_AND_AGAIN, "E-12", SignalSubject.TEAM, team.code, SignalSeverity.WARNING, facts=told
    )  # fmt: skip


def across_edges(now: Iterable[DomainFlow], before: Iterable[DomainFlow], norm: Norm) -> list[Found]:
    """Flows from one domain to another that grew beyond the norm since the period before: new walls between budgets (E-18)."""
    earlier = {(one.from_domain, one.to_domain): one.referrals for one in before}
    found = []
    for one in now:
        was = earlier.get((one.from_domain, one.to_domain), 0)
        if one.from_domain == one.to_domain or one.referrals < norm.minimum:
            continue
        if rises(one.referrals, 1, was, 1, norm.basis_points):
            told: dict[str, str | int] = {
                "fromDomain": one.from_domain, "toDomain": one.to_domain, "referrals": one.referrals,
                "earlierReferrals": was, "expectedCents": one.expected_cents, "realCents": one.real_cents,
            }  # fmt: skip
            found.append(
                Found(
                    SignalKind.REFERRED_ACROSS_EDGES, "E-18", SignalSubject.MUNICIPALITY,
                    f"{one.from_domain}-{one.to_domain}", SignalSeverity.WARNING, facts=told,
                )
            )  # fmt: skip
    return found


def heavy_refused(counts: Sequence[RefusalCount], norm: Norm) -> list[Found]:
    """Providers that refuse a larger share of heavy care than of lighter care, beyond the norm (E-19).

    What a provider cannot deliver is no refusal, but it was answered.
    """
    found = []
    for provider in sorted({one.provider for one in counts}):
        own = [one for one in counts if one.provider == provider and one.intensity is not None]
        heavy, heavy_answered = _answers(one for one in own if one.intensity is CareIntensity.HEAVY)
        rest, rest_answered = _answers(one for one in own if one.intensity is not CareIntensity.HEAVY)
        if heavy_answered >= norm.minimum and rises(
            heavy, heavy_answered, rest, rest_answered, norm.basis_points
        ):
            told: dict[str, str | int] = {
                "heavyAnswered": heavy_answered, "heavyRefused": heavy, "otherAnswered": rest_answered,
                "otherRefused": rest,
            }  # fmt: skip
            found.append(
                Found(
                    SignalKind.HEAVY_CARE_REFUSED, "E-19", SignalSubject.PROVIDER, provider, SignalSeverity.WARNING,
                    provider=provider, facts=told,
                )
            )  # fmt: skip
    return found


def _answers(counts: Iterable[RefusalCount]) -> tuple[int, int]:
    """How many were refused, and how many were answered."""
    refused = answered = 0
    for one in counts:
        refused += one.refused
        answered += one.accepted + one.refused + one.cannot_deliver
    return refused, answered


__all__ = ["across_edges", "fast_and_again", "heavy_refused", "rises", "signals_of"]

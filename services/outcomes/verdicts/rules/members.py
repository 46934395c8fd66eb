"""An indicator of the provider: each member of the contract is held against the norm, and each area is shown (G-17)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from services.outcomes.indicators.rules import ContractCopy, Indicator, NormVersion
from services.outcomes.verdicts.rules import sentences
from services.outcomes.verdicts.rules.figures import Observation
from services.outcomes.verdicts.rules.judging import IndicatorVerdict, judge_quarter, judge_year, open_verdict
from services.outcomes.verdicts.rules.judging import Quarter as JudgedQuarter
from services.outcomes.verdicts.rules.results import Judged
from shared.values import Derivation
from shared.values.terms import Verdict

Due = Sequence[tuple[str, NormVersion]]
Parts = Mapping[tuple[UUID, str], Sequence[Observation]]


def judge_members(
    contract: ContractCopy,
    indicator: Indicator,
    year: int,
    due: Due,
    whole: Mapping[tuple[UUID, str], Observation],
    parts: Parts,
) -> Judged:
    """Met when each member meets it, not met as soon as one does not; a contract's only member is its whole (G-17)."""
    rows: list[IndicatorVerdict] = []
    why = Derivation()
    by_member: dict[str, list[IndicatorVerdict]] = {}
    for member in contract.members:
        quarters = [
            _quarter(indicator, name, norm, _of(contract, indicator, name, whole, parts, member), member)
            for name, norm in due
        ]
        for quarter, reason in quarters:
            rows.append(replace(quarter.verdict, provider=member))
            by_member.setdefault(quarter.name, []).append(quarter.verdict)
            why = why.merge(reason)
        judged, reason = judge_year(indicator, year, [quarter for quarter, _ in quarters], f" ({member})")
        rows.append(replace(judged, provider=member))
        by_member.setdefault("", []).append(judged)
        why = why.merge(reason)
    rows += _areas(indicator, due, parts)
    together = [_together(indicator, name, norm, by_member.get(name, [])) for name, norm in due]
    whole_year = _together(indicator, None, due[-1][1], by_member.get("", []))
    asked = [one.periods_due or 0 for one in by_member.get("", [])]
    measured = [one.periods_measured or 0 for one in by_member.get("", [])]
    whole_year = replace(whole_year, periods_due=sum(asked), periods_measured=sum(measured))
    why = why.because(
        "R-O05", sentences.MEMBERS, whole_year.verdict, indicator=indicator.name, period=str(year),
        **_counted(by_member.get("", [])),
    )  # fmt: skip
    return Judged(indicator, together, whole_year, why, rows)


def _of(
    contract: ContractCopy,
    indicator: Indicator,
    quarter: str,
    whole: Mapping[tuple[UUID, str], Observation],
    parts: Parts,
    member: str,
) -> Observation | None:
    found = [one for one in parts.get((indicator.id, quarter), ()) if one.provider == member]
    if len(contract.members) == 1 and (of_whole := whole.get((indicator.id, quarter))) is not None:
        found.append(of_whole)
    return max(found, key=lambda one: one.id, default=None)


def _quarter(
    indicator: Indicator, name: str, norm: NormVersion, observation: Observation | None, who: str
) -> tuple[JudgedQuarter, Derivation]:
    return judge_quarter(indicator, name, norm, observation, f" ({who})")


def _areas(indicator: Indicator, due: Due, parts: Parts) -> list[IndicatorVerdict]:
    """Each area in each quarter in which it was measured: shown beside the providers, and never counted."""
    return [
        _quarter(indicator, name, norm, one, one.area)[0].verdict
        for name, norm in due
        for one in sorted(parts.get((indicator.id, name), ()), key=lambda one: one.area or "")
        if one.area is not None
    ]


def _counted(found: Sequence[IndicatorVerdict]) -> dict[str, int]:
    kinds = {"met": Verdict.MET, "not_met": Verdict.NOT_MET, "open": Verdict.NOT_JUDGEABLE}
    return {name: sum(one.verdict is kind for one in found) for name, kind in kinds.items()}


def _together(
    indicator: Indicator, quarter: str | None, norm: NormVersion, found: Sequence[IndicatorVerdict]
) -> IndicatorVerdict:
    """What the members come to together; the figures only where there is one member."""
    together = found[0] if len(found) == 1 else open_verdict(indicator, quarter, norm)
    verdicts = {one.verdict for one in found}
    verdict = Verdict.NOT_MET if Verdict.NOT_MET in verdicts else Verdict.NOT_JUDGEABLE
    if verdicts == {Verdict.MET}:
        verdict = Verdict.MET
    return replace(
        together,
        provider=None,
        verdict=verdict,
        narrative_missing=any(one.narrative_missing for one in found),
    )

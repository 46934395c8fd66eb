"""Where sets of indicators go wrong: what is found, what is not, and what cannot be judged for want of a fact."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.completeness.rules import Baseline, Registered
from services.outcomes.definitions.rules import renew
from services.outcomes.findings.rules import (
    KINDS,
    Asked,
    Limits,
    ResultCounts,
    default_policy,
    look,
    set_limits,
)
from services.outcomes.indicators.rules import NormVersion
from services.outcomes.verdicts.rules import ContractVerdict, IndicatorVerdict
from shared.values.agreements import FundingForm
from shared.values.findings import FindingSeverity
from shared.values.ids import holds_bsn
from shared.values.indicating import NormHardness, OutcomeClass
from shared.values.terms import IndicatorKind, IndicatorScope, NormOperator, Verdict, VerdictBasis
from tests.services.outcomes.examples import CONTRACT, INDICATOR, LEAD, OWNER, SUB, indicator
from tests.services.outcomes.findings.cases import (
    case,
    defined,
    found,
    measured_by,
    observed,
    registered,
    seen,
    unassessed,
)

LUMP, TARGET, RESULT = (
    FundingForm.LUMP_SUM,
    FundingForm.POPULATION_TARGET_GROUP,
    FundingForm.RESULT_PER_CLIENT,
)
QUARTERS = ("2026-Q1", "2026-Q2")


@pytest.mark.rule("R-O23")
@pytest.mark.rule("E-16")
def test_the_set_of_utrecht_is_weak_on_outcome_and_one_without_outcome_is_only_process() -> None:
    """Only client experience is an outcome; without it none is; with self-reliance beside it nothing is found."""
    utrecht = measured_by("utrecht")
    weak = found(case(utrecht))["weak-outcome"]
    assert (weak.rule, weak.indicators, weak.severity) == (
        "R-O23", ["client-experience"], FindingSeverity.WARNING,
    )  # fmt: skip
    without = [one for one in utrecht if one.code != "client-experience"]
    only = found(case(without))
    assert "weak-outcome" not in only and only["only-process-indicators"].related == ["R-O23"]
    assert "1 structuur, 13 proces" in only["only-process-indicators"].reason.nl
    alphen = found(case(measured_by("alphen")))
    assert not {"weak-outcome", "only-process-indicators"} & alphen.keys()


@pytest.mark.rule("R-O22")
@pytest.mark.rule("N-27")
def test_ten_indicators_are_within_twelve_and_fifteen_are_too_many() -> None:
    """Alphen's 10 are not too many, Utrecht's 15 are; a purchaser that allows 15 finds nothing."""
    assert "too-many-indicators" not in found(case(measured_by("alphen")))
    utrecht = case(measured_by("utrecht"))
    many = found(utrecht)["too-many-indicators"]
    assert many.reason.en == "The set has 15 indicators, more than the 12 that the policy allows."
    assert many.derivation[0].inputs["count"] == 15 and many.derivation[-1].rule == "R-O22"
    assert "too-many-indicators" not in found(replace(utrecht, limits=Limits(most_indicators=15)))


@pytest.mark.rule("R-O08")
@pytest.mark.rule("E-10")
def test_population_funding_by_area_needs_results_for_everybody() -> None:
    """Emmen's set is about clients only; one indicator of the whole population mends it; a target group is no area."""
    emmen = measured_by("emmen")
    only = found(case(emmen, LUMP))["client-indicators-only"]
    assert only.related == ["E-10", "R-C03"] and len(only.indicators) == 2
    whole = [*emmen, indicator(number=7, code="liveability", scope=IndicatorScope.AREA)]
    assert "client-indicators-only" not in found(case(whole, LUMP))
    for other in (case(emmen, TARGET), case(emmen, RESULT), case(emmen, LUMP, targeted=True)):
        assert "client-indicators-only" not in found(other)
    assert "client-indicators-only" in unassessed(case(emmen))


@pytest.mark.rule("R-O35")
@pytest.mark.rule("E-23")
def test_result_funding_needs_a_satisfaction_indicator() -> None:
    """By its name, its source or the outcome that its definition names; without, it is found for result funding alone."""
    goal = indicator(code="goal-attainment", name="Doelbereik")
    assert found(case([goal], RESULT))["no-satisfaction-indicator"].related == ["E-23"]
    assert "no-satisfaction-indicator" not in found(case([goal], LUMP))
    assert "no-satisfaction-indicator" not in found(case([goal, INDICATOR], RESULT))
    known = defined("self-reliance", "alphen")
    meant = replace(known.versions[0], outcome_classes=[OutcomeClass.EXPERIENCE])
    told = replace(known, code="goal-attainment", versions=[meant])
    assert "no-satisfaction-indicator" not in found(
        case([goal], RESULT, definitions={"goal-attainment": told})
    )


@pytest.mark.rule("R-O11")
def test_a_baseline_is_measured_before_the_start_in_every_area() -> None:
    """None at all, one area short, and one of the whole where areas are told apart; a process needs none."""
    outcome = indicator(code="self-reliance")
    assert found(case([outcome]))["no-baseline"].indicators == ["self-reliance"]
    first = Baseline(outcome.id, "WK04")
    assert "no-baseline" not in found(case([outcome], baselines=[first]))
    both = found(case([outcome], baselines=[first], areas=["WK04", "WK05"]))["no-baseline-in-area"]
    assert both.derivation[-1].inputs["areas"] == ["WK05"]
    whole = Baseline(outcome.id, None)
    assert "no-baseline-in-area" in found(case([outcome], baselines=[whole], areas=["WK04"]))
    process = replace(outcome, kind=IndicatorKind.PROCESS)
    assert "no-baseline" not in found(case([process]))


@pytest.mark.rule("E-15")
def test_two_quarters_without_results_are_availability_in_disguise() -> None:
    """After two quarters, not after one, not when one of them was measured in part, and for population funding alone."""
    bare = case([INDICATOR], LUMP)
    assert "2026-Q1, 2026-Q2" in found(bare)["quarters-without-results"].reason.nl
    assert "quarters-without-results" not in found(case([INDICATOR], LUMP, today=date(2026, 6, 30)))
    assert "quarters-without-results" not in found(replace(bare, measured_quarters=frozenset({"2026-Q2"})))
    assert "quarters-without-results" not in found(case([INDICATOR], RESULT))
    assert "quarters-without-results" in unassessed(case([INDICATOR]))


@pytest.mark.rule("R-O32")
@pytest.mark.rule("E-01")
@pytest.mark.rule("E-54")
def test_completeness_counts_what_was_due() -> None:
    """One of two quarters is 50 %; both is whole; by half-years one is enough; the provider's own are told apart."""
    half = case([INDICATOR], registered=registered(seen(INDICATOR, "2026-Q1")))
    incomplete = found(half)["incomplete-measurements"]
    assert incomplete.derivation[-1].inputs == {
        "due": 2, "measured": 1, "shareBasisPoints": 5_000, "limitBasisPoints": 8_000,
    }  # fmt: skip
    assert "1: 50 %, minder dan 80 %" in incomplete.reason.nl
    assert found(half)["provider-data-missing"].rule == "E-01"
    whole = case([INDICATOR], registered=registered(*(seen(INDICATOR, one) for one in QUARTERS)))
    assert not {"incomplete-measurements", "provider-data-missing"} & found(whole).keys()
    assert "incomplete-measurements" not in found(case([INDICATOR], today=date(2026, 3, 31)))
    apart = indicator(scope=IndicatorScope.PROVIDER)
    told = found(case([apart], registered=[Registered(apart.id, one, LEAD) for one in QUARTERS]))
    assert told["incomplete-measurements"].derivation[-1].inputs["due"] == 4, "of each of two providers"


@pytest.mark.rule("R-O32")
@settings(max_examples=40)
@given(st.lists(st.booleans(), min_size=8, max_size=8), st.integers(0, 10_000))
def test_completeness_is_found_exactly_below_the_limit(measured: list[bool], limit: int) -> None:
    """Of four quarters of two indicators: found when measured ÷ due is less than the limit."""
    two = [INDICATOR, indicator(id=UUID(int=5), number=5, code="reach")]
    names = [f"2026-Q{number}" for number in (1, 2, 3, 4)]
    pairs = [(one, quarter) for one in two for quarter in names]
    told = registered(*(seen(one, q) for (one, q), is_there in zip(pairs, measured, strict=True) if is_there))
    looked_at = case(
        two, today=date(2027, 1, 1), registered=told, limits=Limits(completeness_basis_points=limit)
    )
    assert ("incomplete-measurements" in found(looked_at)) is (sum(measured) * 10_000 < limit * 8)


@pytest.mark.rule("E-54")
def test_measurements_long_after_their_quarter_are_late() -> None:
    """46 days after the quarter is late, 45 is not; one of two is more than 20 %; unknown days do not count."""
    on_time, late = date(2026, 5, 15), date(2026, 8, 15)
    told = observed(seen(INDICATOR, "2026-Q1", on=on_time), seen(INDICATOR, "2026-Q2", on=late))
    assert "1 meer dan 45 dagen" in found(case([INDICATOR], observed=told))["late-registrations"].reason.nl
    known = observed(seen(INDICATOR, "2026-Q1", on=on_time), seen(INDICATOR, "2026-Q2", on=None))
    assert "late-registrations" not in found(case([INDICATOR], observed=known))


@pytest.mark.rule("R-O21")
def test_a_version_without_consensus_is_found_until_both_sides_agreed() -> None:
    """Undefined, defined by a version that is not there, agreed by one side only, and agreed by all."""
    one = indicator(code="relapse", name="Terugval")
    assert found(case([one]))["indicator-undefined"].severity is FindingSeverity.INFORMATION
    assert "indicator-undefined" in unassessed(case([one], sees_all=False))
    for agreed, missing in (((), [OWNER, LEAD, SUB]), ((OWNER, LEAD), [SUB])):
        known = {"relapse": defined("relapse", "alphen", *agreed)}
        told = found(case([one], definitions=known))["definition-without-consensus"]
        assert told.derivation[-1].inputs["missing"] == missing
    known = {"relapse": defined("relapse", "alphen", OWNER, LEAD, SUB)}
    assert "definition-without-consensus" not in found(case([one], definitions=known))
    other = found(case([replace(one, definition_version=3)], definitions=known))
    assert "versie 3 van relapse" in other["definition-version-unknown"].reason.nl


@pytest.mark.rule("R-O21")
@pytest.mark.rule("G-77")
def test_a_norm_is_as_hard_in_the_contract_as_in_its_definition() -> None:
    """Settled on while its definition is soft weighs more than talked about while it is hard; alike finds nothing."""
    known = {"relapse": defined("relapse", "alphen", OWNER, LEAD, SUB)}
    soft = known["relapse"].versions[0].norm_hardness is NormHardness.SOFT
    one = indicator(code="relapse", name="Terugval", hard=not soft)
    assert "norm-hardness-differs" not in found(case([one], definitions=known))
    assert "norm-hardness-differs" not in found(case([replace(one, hard=soft)]))
    for meant, hard, severity, words in (
        (NormHardness.SOFT, True, FindingSeverity.WARNING, "makes relapse a hard norm"),
        (NormHardness.HARD, False, FindingSeverity.INFORMATION, "version 1 of the definition a hard one"),
    ):
        version = replace(known["relapse"].versions[0], norm_hardness=meant)
        there = {"relapse": replace(known["relapse"], versions=[version])}
        told = found(case([replace(one, hard=hard)], definitions=there))["norm-hardness-differs"]
        assert (told.severity, told.indicators) == (severity, ["relapse"])
        assert words in told.reason.en


@pytest.mark.rule("E-40")
def test_what_was_tightened_in_between_is_found() -> None:
    """A norm from 7.0 to 7.2 is stricter, to 6.8 not; with at most it is the other way; a definition that changed weighs less once agreed."""
    norms = [
        NormVersion(date(2026, 1, 1), date(2026, 6, 30), "7.0", NormOperator.MIN, 3),
        NormVersion(date(2026, 7, 1), None, "7.2", NormOperator.MIN, 4),
    ]
    assert "van 7.0 naar 7.2" in found(case([indicator(norms=norms)]))["norm-tightened-in-between"].reason.nl
    looser = [norms[0], replace(norms[1], norm="6.8")]
    assert "norm-tightened-in-between" not in found(case([indicator(norms=looser)]))
    at_most = [replace(one, operator=NormOperator.MAX) for one in norms]
    assert "norm-tightened-in-between" not in found(case([indicator(norms=at_most)]))
    one = indicator(code="relapse", name="Terugval")
    known = defined("relapse", "alphen", OWNER, LEAD, SUB)
    changed = renew(known, replace(known.versions[0], denominator="alle inwoners"), date(2026, 7, 1))
    assert changed is not None
    told = found(case([one], definitions={"relapse": changed[0]}))["definition-changed-in-between"]
    assert (told.severity, told.derivation[-1].inputs["differing"]) == (
        FindingSeverity.WARNING, ["denominator"],
    )  # fmt: skip
    later = renew(known, replace(known.versions[0], denominator="alle inwoners"), date(2026, 9, 1))
    assert later is not None
    assert "definition-changed-in-between" not in found(case([one], definitions={"relapse": later[0]}))
    worded = renew(known, replace(known.versions[0], meaning="Anders gezegd."), date(2026, 7, 1))
    assert worded is not None
    assert "definition-changed-in-between" not in found(case([one], definitions={"relapse": worded[0]}))


@pytest.mark.rule("E-10")
def test_a_falling_reach_is_found() -> None:
    """640 of 16,000 is 4.0 %; 3.8 % in the next quarter is less; reachability (bereikbaarheid) is another thing."""
    reach = indicator(code="reach", name="Bereik")
    told = observed(seen(reach, "2026-Q1", "4.0"), seen(reach, "2026-Q2", "3.8"))
    assert (
        "van 4.0 in 2026-Q1 naar 3.8 in 2026-Q2"
        in found(case([reach], observed=told))["reach-falling"].reason.nl
    )
    up = observed(seen(reach, "2026-Q1", "3.8"), seen(reach, "2026-Q2", "4.0"))
    assert "reach-falling" not in found(case([reach], observed=up))
    other = replace(reach, code="availability", name="Bereikbaarheid")
    assert "reach-falling" not in found(case([other], observed=told))


@pytest.mark.rule("E-22")
@pytest.mark.rule("R-O25")
def test_too_many_results_from_outside_are_found() -> None:
    """21 of 100 is more than 20 %, 20 is not, and of none there is nothing to say."""
    few, many = ResultCounts(100, 20), ResultCounts(100, 21)
    assert found(case([INDICATOR], results=many))["not-attributable"].derivation[-1].inputs["outside"] == 21
    assert "not-attributable" not in found(case([INDICATOR], results=few))
    assert "not-attributable" not in found(case([INDICATOR]))


@pytest.mark.rule("E-26")
def test_satisfaction_that_falls_near_the_ceiling_is_found_and_says_when_the_use_is_not_known() -> None:
    """Above 90 % it is found, at 90 % not, and unknown use is not known; surveys of two askers are not mixed (R-O13)."""
    told = observed(seen(INDICATOR, "2026-Q1", "7.4"), seen(INDICATOR, "2026-Q2", "7.1"))
    falling = case([INDICATOR], observed=told)
    assert "niet bekend" in unassessed(falling)["satisfaction-falling-near-ceiling"].missing.nl
    near = replace(falling, ceiling_use_basis_points=9_100)
    assert "van 7.4 naar 7.1 terwijl 91 %" in found(near)["satisfaction-falling-near-ceiling"].reason.nl
    assert "satisfaction-falling-near-ceiling" not in found(replace(near, ceiling_use_basis_points=9_000))
    asked = [Asked("team", date(2026, 3, 1), "7.8"), Asked("independent", date(2026, 6, 1), "7.3")]
    mixed = case([], surveys=asked, ceiling_use_basis_points=9_500)
    assert "satisfaction-falling-near-ceiling" not in found(mixed)
    again = [*asked, Asked("independent", date(2026, 7, 1), "7.2")]
    assert (
        "(independent)" in found(replace(mixed, surveys=again))["satisfaction-falling-near-ceiling"].reason.nl
    )


@pytest.mark.rule("E-39")
@pytest.mark.rule("R-O26")
def test_a_sole_provider_has_no_mirror() -> None:
    """Alphen's single party has no internal benchmark; another contract or a second area is one; a provider cannot tell."""
    alphen = case(measured_by("alphen"), peers=0)
    assert found(alphen)["no-internal-benchmark"].severity is FindingSeverity.INFORMATION
    for other in (replace(alphen, peers=1), replace(alphen, parts=2)):
        assert "no-internal-benchmark" not in found(other)
    assert "no-internal-benchmark" in unassessed(replace(alphen, peers=None))


@pytest.mark.rule("E-67")
@pytest.mark.rule("R-O10")
def test_a_verdict_within_chance_is_found() -> None:
    """n 40, mean 7.1, 6.72 to 7.48 around 7 is chance; 7.08 to 7.32 is not; without a spread it cannot be told."""
    judged = IndicatorVerdict(
        "client-satisfaction", "2026-Q2", "7.1", "7.0", NormOperator.MIN, VerdictBasis.POINT, Verdict.MET, "6.72",
        "7.48", 3,
    )  # fmt: skip
    verdict = ContractVerdict(
        id=UUID(int=1), version=1, owner=OWNER, external_reference=None, parties=[], contract_id=CONTRACT.id,
        year=2026, verdict=Verdict.MET, quarters=[judged], years=[], audit_statement_id=None, audit_complete=False,
        audit_gaps=[],
    )  # fmt: skip
    one = case([INDICATOR], verdicts=[verdict])
    assert found(one)["judged-within-chance"].indicators == ["client-satisfaction"]
    sure = replace(verdict, quarters=[replace(judged, lower="7.08", upper="7.32")])
    assert "judged-within-chance" not in found(replace(one, verdicts=[sure]))
    bare = replace(verdict, quarters=[replace(judged, lower=None, upper=None)])
    assert "judged-within-chance" in unassessed(replace(one, verdicts=[bare]))
    whole = replace(verdict, quarters=[replace(judged, basis=VerdictBasis.INTERVAL)])
    assert "judged-within-chance" not in found(replace(one, verdicts=[whole]))


def test_the_gravest_comes_first_and_a_weight_can_be_asked() -> None:
    """Warnings before information; only what weighs so much when asked."""
    looked_at = case(measured_by("utrecht"), LUMP, peers=0)
    said = [one.severity for one in look(looked_at).findings]
    assert said == sorted(said, key=[FindingSeverity.WARNING, FindingSeverity.INFORMATION].index)
    only = look(looked_at, FindingSeverity.INFORMATION).findings
    assert only and {one.severity for one in only} == {FindingSeverity.INFORMATION}


def test_every_risk_that_outcomes_answers_for_has_a_kind() -> None:
    """Each row of the risks whose service begins with O, named by a kind or by one that covers it."""
    rows = Path("/work/shared/domain/risks.md")
    if not rows.exists():
        pytest.skip("the risks are not here")
    cells = [line.split("|") for line in rows.read_text("utf-8").splitlines() if line.startswith("| E-")]
    wanted = {one[1].strip() for one in cells if one[5].strip().startswith("O")}
    named = {row for kind in KINDS.values() for row in (kind.rule, *kind.related)}
    assert wanted and wanted <= named, wanted - named


@pytest.mark.rule("R-O22")
def test_limits_are_everybodys_until_a_purchaser_sets_its_own() -> None:
    """Twelve at first, under an id that is always the same and holds no BSN; the same limits again are no change."""
    first = default_policy(OWNER)
    assert (first.limits.most_indicators, first.id) == (12, default_policy(OWNER).id)
    assert not holds_bsn(str(first.id))
    changed = set_limits(first, Limits(most_indicators=15))
    assert changed is not None and changed[0].version == 2
    assert changed[1].steps[0].inputs["most"] == 15
    assert set_limits(changed[0], Limits(most_indicators=15)) is None

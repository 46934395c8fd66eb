"""Exclusive coverage as a computation (R-C12): cells, gaps, overlaps; what may change; who can carry it (R-C55)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.contracts.coverages import rules
from services.contracts.coverages.rules import Cell, Coverage, ExpectedCost, Ground
from services.contracts.populations.rules import Population, TargetGroup
from shared.values import Period, new_id
from shared.values.terms import Law
from tests.services.contracts.areas.test_rules import OWNER, area
from tests.services.contracts.populations.test_rules import ALPHEN

FROM, UNTIL = date(2026, 1, 1), date(2029, 12, 31)
TERM = Period.inclusive(FROM, UNTIL)
PROVIDERS = {name: f"0000009900000000{number}" for number, name in enumerate("ABCD", 1001)}
SIX = [f"TG-{number}" for number in range(1, 7)]
AREAS = [area("GM0114"), *(area(code, part_of=["GM0114"]) for code in SIX)]
EMMEN = replace(
    ALPHEN,
    owner=OWNER,
    name="Huishoudelijke hulp in Emmen",
    municipality_code="0114",
    demands=["household-help"],
)


def covering(provider: str, *codes: str, **more: Any) -> Coverage:
    """A coverage of Emmen as it is asked for."""
    told: dict[str, Any] = {"laws": [], "demands": [], "age_from": 0, "age_until": None, **more}
    return Coverage(
        id=new_id(), version=1, owner=OWNER, external_reference=None, parties=[provider],
        population_id=EMMEN.id, contract_id=None, provider=provider, area_codes=list(codes),
        target_group=None, **{"valid_from": FROM, "valid_until": UNTIL, **told},
    )  # fmt: skip


def cells(*coverages: Coverage, population: Population = EMMEN) -> list[Cell]:
    """What they come to together."""
    return [cell for one in coverages for cell in rules.cells_of(rules.completed(one, population), AREAS)]


def faults(coverage: Coverage, population: Population = EMMEN, ground: Ground | None = None) -> list[str]:
    """The codes of what is wrong."""
    with pytest.raises(rules.CoverageRefused) as met:
        rules.assign(coverage, population, AREAS, ground)
    return [one.code for one in met.value.errors]


FOUR = [
    covering(PROVIDERS["A"], SIX[0]),
    covering(PROVIDERS["B"], SIX[1]),
    covering(PROVIDERS["C"], *SIX[2:4]),
    covering(PROVIDERS["D"], *SIX[4:]),
]


@pytest.mark.rule("R-C12")
def test_emmen_a_and_b_one_area_c_and_d_two_covers_six() -> None:
    """Four providers, six areas, no gap; without D two areas have nobody; one provider may hold several."""
    asked = rules.needs(EMMEN, AREAS, TERM)
    whole = rules.state(EMMEN.id, TERM, asked, cells(*FOUR))
    assert (whole.complete, whole.areas, whole.covered_areas, whole.gaps, whole.overlaps) == (
        True,
        6,
        6,
        [],
        [],
    )
    assert [(one.provider, len(one.area_codes)) for one in whole.responsibilities] == [
        (PROVIDERS[name], number) for name, number in zip("ABCD", (1, 1, 2, 2), strict=True)
    ]
    left = rules.state(EMMEN.id, TERM, asked, cells(*FOUR[:3]))
    assert (left.complete, left.covered_areas) == (False, 4)
    assert [(one.area_code, one.valid_from, one.valid_until) for one in left.gaps] == [
        (code, FROM, UNTIL) for code in SIX[4:]
    ]


@pytest.mark.rule("R-C12")
def test_a_gap_is_told_in_days_and_ages() -> None:
    """Until a day only, or up to an age only: what is left is one rectangle each."""
    asked = rules.needs(replace(EMMEN, area_codes=[SIX[0]]), AREAS, TERM)
    half = covering(PROVIDERS["A"], SIX[0], valid_until=date(2027, 6, 30))
    young = covering(PROVIDERS["B"], SIX[0], age_until=17, valid_from=date(2027, 7, 1))
    (gap,) = rules.state(EMMEN.id, TERM, asked, cells(half, young)).gaps
    assert (gap.age_from, gap.age_until, gap.valid_from, gap.valid_until) == (
        18,
        None,
        date(2027, 7, 1),
        UNTIL,
    )


@pytest.mark.rule("R-C12")
def test_a_large_area_overlaps_with_a_part_of_it() -> None:
    """The municipality for one and a part for another: the part has two owners, whatever the division."""
    state = rules.state(
        EMMEN.id,
        TERM,
        rules.needs(EMMEN, AREAS, TERM),
        cells(covering(PROVIDERS["A"], "GM0114"), covering(PROVIDERS["B"], SIX[2])),
    )
    (overlap,) = state.overlaps
    assert (overlap.area_code, overlap.providers) == (SIX[2], [PROVIDERS["A"], PROVIDERS["B"]])
    assert not state.complete and state.gaps == []


@pytest.mark.rule("R-C12")
def test_every_demand_and_everybody_meet_each_single_one() -> None:
    """A coverage for every demand overlaps with one for household help; two single ones stand beside each other."""
    every = replace(EMMEN, demands=[])
    one = cells(covering(PROVIDERS["A"], SIX[0]), population=every)
    other = cells(covering(PROVIDERS["B"], SIX[0]))
    third = cells(covering(PROVIDERS["C"], SIX[0]), population=replace(EMMEN, demands=["day-care"]))
    assert len(rules.overlaps([*one, *other])) == 1
    assert rules.overlaps([*other, *third]) == []
    group = replace(EMMEN, target_group=TargetGroup(code="severe-psychiatric", name="EPA"))
    assert len(rules.overlaps([*cells(covering(PROVIDERS["D"], SIX[0]), population=group), *other])) == 1
    asked = rules.needs(replace(every, area_codes=[SIX[0]]), AREAS, TERM)
    assert len(rules.gaps(asked, other)) == 1 and rules.gaps(asked, one) == []


@pytest.mark.rule("R-C12")
def test_a_coverage_lies_within_its_population_and_its_contract() -> None:
    """Area, law, demand and age outside, and a contract for another, by production and of others: all at once."""
    outside = covering(
        PROVIDERS["A"], "TG-9", laws=[Law.JEUGDWET], demands=["day-care"], age_from=0, age_until=70
    )
    bounded = replace(EMMEN, age_until=65)
    ground = Ground(new_id(), is_population_contract=False, main_parties={PROVIDERS["B"]})
    assert faults(outside, bounded, ground) == [
        "area-outside", "law-outside", "demand-outside", "ages-outside",
        "other-population", "no-population-contract", "not-main-contractor",
    ]  # fmt: skip
    good = Ground(EMMEN.id, is_population_contract=True, main_parties={PROVIDERS["A"]})
    made, found, why = rules.assign(FOUR[0], bounded, AREAS, good)
    assert (made.laws, made.demands, made.age_until, len(found)) == (
        [Law.WMO_2015],
        ["household-help"],
        65,
        1,
    )
    assert [(one.rule, one.result) for one in why.steps] == [("R-C12", 1)]


@pytest.mark.rule("R-C12")
def test_what_is_taken_tells_whose_it_is() -> None:
    """A second provider is refused with the area, the owner and the days."""
    with pytest.raises(rules.CoverageTaken) as met:
        rules.check_free(cells(covering(PROVIDERS["D"], "GM0114")), cells(FOUR[2]))
    assert met.value.facts == {"areas": SIX[2:4]}
    assert PROVIDERS["C"] in met.value.errors[0].detail.nl and "2029-12-31" in met.value.errors[0].detail.nl
    rules.check_free(cells(FOUR[0]), cells(*FOUR[1:]))


@pytest.mark.rule("R-C12")
def test_what_held_stays() -> None:
    """Begun: other areas no more, a last day from today on; ended or withdrawn: nothing; not begun: withdrawn."""
    today, begun = date(2026, 7, 1), FOUR[0]

    def told(before: Coverage, **changes: Any) -> list[str]:
        with pytest.raises(rules.CoverageRefused) as met:
            rules.check_change(before, replace(before, **changes), today)
        return [one.code for one in met.value.errors]

    assert told(begun, area_codes=[SIX[5]], valid_until=date(2026, 6, 30)) == [
        "coverage-begun",
        "last-day-passed",
    ]
    rules.check_change(begun, replace(begun, valid_until=today), today)
    assert told(replace(begun, valid_until=date(2026, 5, 1)), valid_until=None) == ["coverage-ended"]
    later = replace(begun, valid_from=date(2027, 1, 1))
    rules.check_change(later, replace(later, area_codes=[SIX[5]]), today)
    gone = rules.withdraw(later, today)
    assert (gone.version, gone.withdrawn_on, rules.cells_of(gone, AREAS)) == (2, today, [])
    assert told(gone, valid_until=None) == ["coverage-withdrawn"]
    for one in (begun, gone):
        with pytest.raises(rules.CoverageRefused):
            rules.withdraw(one, today)


@pytest.mark.rule("R-C55")
def test_a_provider_carries_what_its_equity_bears() -> None:
    """Expected cost sd above equity: not enough, a warning; equal is enough; unknown is not judged."""
    cost = ExpectedCost(annual_cents=700_000_000, standard_deviation_cents=90_000_000)
    scarce, just = rules.carrying(cost, 60_000_000), rules.carrying(cost, 90_000_000)
    assert scarce is not None and not scarce.enough and just is not None and just.enough
    assert rules.carrying(None, 1) is None and rules.carrying(cost, None) is None
    told = replace(FOUR[0], expected_cost=cost, equity_cents=60_000_000)
    made, _, why = rules.assign(told, EMMEN, AREAS, None)
    assert made.carrying == scarce
    assert [(one.rule, one.result) for one in why.steps] == [("R-C12", 1), ("R-C55", False)]


DAYS = st.integers(0, 40)
ASSIGNMENTS = st.lists(
    st.tuples(
        st.sampled_from(sorted(PROVIDERS.values())),
        st.lists(st.sampled_from([*SIX[:3], "GM0114"]), min_size=1, max_size=2, unique=True),
        DAYS,
        st.integers(1, 40),
        st.sampled_from([(0, None), (0, 17), (18, None), (10, 30)]),
    ),
    max_size=8,
)


@pytest.mark.rule("R-C12")
@settings(max_examples=60, deadline=None)
@given(ASSIGNMENTS)
def test_coverage_never_has_two_owners_on_a_day(
    asked: list[tuple[str, list[str], int, int, tuple[int, int | None]]],
) -> None:
    """Whatever is asked in whatever order: what is let in leaves each area, age and day at most one owner; gaps are the rest."""
    period = Period(FROM, FROM + timedelta(days=60))
    held: list[Cell] = []
    for provider, codes, start, length, (low, high) in asked:
        first = FROM + timedelta(days=start)
        one = covering(
            provider, *codes, age_from=low, age_until=high, valid_from=first,
            valid_until=first + timedelta(days=length - 1),
        )  # fmt: skip
        fresh = cells(one)
        try:
            rules.check_free(fresh, held)
        except rules.CoverageTaken:
            assert rules.overlaps([replace(each, provider="nieuw") for each in fresh] + held)
            continue
        held += fresh
    needs = rules.needs(EMMEN, AREAS, period)
    open_ = rules.gaps(needs, held)
    for code in SIX[:4]:
        for age in (0, 9, 10, 17, 18, 30, 31, 90):
            for day in (period.start + timedelta(days=number) for number in range(0, 60, 3)):
                owners = sum(_has(one, code, age, day) for one in held)
                assert owners <= 1
                assert owners + sum(_has(one, code, age, day) for one in open_) == 1


def _has(cell: Cell, code: str, age: int, day: date) -> bool:
    low, high = cell.ages
    return cell.area_code == code and low <= age < high and cell.period.contains(day)

"""Every method of allocation with the numbers of its rule, and that parts always add up to the cent."""

from __future__ import annotations

import csv
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.contracts.budget_allocations.rules import (
    AllocationRefused,
    Basis,
    BudgetAllocation,
    CurrentBudget,
    Outcome,
    allocate,
    damped,
    divide,
    rest_on_largest,
    sufficiency,
    total_of,
    with_history,
)
from services.contracts.budget_allocations.rules.basis import (
    AreaBefore,
    AreaClients,
    CharacteristicValue,
    Damping,
    FormationWeight,
    Heads,
    ProviderTurnover,
    ReferencePeriod,
    SourceNeighbourhood,
    TeamFormation,
    TopicCut,
    WeighedCategory,
    WeighedMeasure,
)
from shared.values import new_id, render
from shared.values.budgets import AllocationMethod, MeasureKind
from shared.values.populations import CharacteristicKind, UsedFor

OWNER = "00000099000000000484"
GEO = Path(__file__).parents[5] / "shared/data/reference/geo/buurten_provincie_utrecht.csv"
M = 100_000_000  # a million euros in cents
SES = CharacteristicKind.SES
CENTS, CODES = (
    st.integers(0, 10**12),
    st.lists(st.text("abcdefgh", min_size=1, max_size=4), min_size=1, unique=True),
)


def amounts(outcome: Outcome) -> list[int]:
    """The amounts of the parts, in order, in cents."""
    return [one.amount_cents for one in outcome.parts]


def codes(outcome: Outcome) -> list[str]:
    """The codes of the remarks."""
    return [one.code for one in outcome.remarks]


def clients(*counts: int, total: int = 10 * M) -> Basis:
    """Areas a, b, … with so many expected clients."""
    areas = [AreaClients(code=chr(97 + i), clients=count) for i, count in enumerate(counts)]
    return Basis(method="expectedClients", total_cents=total, areas=areas)


def discount(**given: Any) -> Basis:
    """A grant with a discount; 20 to 40 % is usual."""
    return Basis(method="grantMinusDiscount", least_basis_points=2_000, most_basis_points=4_000, **given)


@pytest.mark.rule("R-C13")
def test_a_discount_as_an_amount_shows_its_percentage() -> None:
    """9,000,000 minus 2,000,000 is shown as 22.22 % and leaves 7,000,000.00."""
    found = allocate(discount(grant_cents=9 * M, discount_cents=2 * M), [])
    assert (amounts(found), codes(found)) == ([7 * M], ["discount-share"])
    assert found.remarks[0].text_en == "The discount of € 2,000,000.00 is 22.22 % of the grant."
    (step,) = found.why.steps
    assert "22,22 %" in render(step, "nl") and "€ 7.000.000,00" in render(step, "nl")


@pytest.mark.rule("R-C13")
def test_a_discount_as_a_percentage_is_taken_as_it_is_given() -> None:
    """22.22 % of 9,000,000 leaves 7,000,200.00."""
    assert amounts(allocate(discount(grant_cents=9 * M, discount_basis_points=2_222), [])) == [700_020_000]


@pytest.mark.rule("R-C13")
@pytest.mark.parametrize(
    ("given_", "remarked"),
    [
        ({"discount_basis_points": 1_999}, True), ({"discount_basis_points": 2_000}, False),
        ({"discount_basis_points": 4_000}, False), ({"discount_basis_points": 4_001}, True),
        ({"discount_cents": 2 * M - 1}, True), ({"discount_cents": 4 * M}, False), ({"discount_cents": 4 * M + 1}, True),
    ],
)  # fmt: skip
def test_outside_twenty_to_forty_percent_is_remarked(given_: dict[str, int], remarked: bool) -> None:
    """Judged unrounded, also a cent beside the bound; the bounds are usual."""
    found = allocate(discount(grant_cents=10 * M, **given_), [])
    assert codes(found)[1:] == (["discount-unusual"] if remarked else [])


@pytest.mark.rule("R-C14")
def test_the_areas_of_emmen_by_expected_clients() -> None:
    """10 m over 400/350/300/250/400/300 is 2.00/1.75/1.50/1.25/2.00/1.50 m."""
    found = allocate(clients(400, 350, 300, 250, 400, 300), [])
    assert amounts(found) == [2 * M, 175_000_000, 150_000_000, 125_000_000, 2 * M, 150_000_000]


@pytest.mark.rule("R-C14")
def test_the_rest_goes_to_the_largest_area() -> None:
    """100 cents over 1/1/1 leaves one: of equals the first code; over 1/2/3 the largest takes it."""
    assert amounts(allocate(clients(1, 1, 1, total=100), [])) == [34, 33, 33]
    assert rest_on_largest(100, [1, 3, 2], ["a", "b", "c"]) == [16, 51, 33]


@pytest.mark.rule("R-C15")
def test_a_lower_grant_passes_through_in_full() -> None:
    """−10 %: 1.80/1.575/1.35/1.125/1.80/1.35 m, with the addendum that it asks for."""
    before = [2 * M, 175_000_000, 150_000_000, 125_000_000, 2 * M, 150_000_000]
    budgets = [CurrentBudget(code=str(i), amount_cents=one) for i, one in enumerate(before)]
    basis = Basis(method="grantChange", old_grant_cents=10 * M, new_grant_cents=9 * M, budgets=budgets)
    found = allocate(basis, [])
    assert amounts(found) == [180_000_000, 157_500_000, 135_000_000, 112_500_000, 180_000_000, 135_000_000]
    assert codes(found) == ["amendment-needed"]


def team(
    code: str, base: str, *weights: tuple[CharacteristicKind, str, str], target: UsedFor | None = None
) -> TeamFormation:
    """A team with fixed FTE and weights."""
    made = [
        FormationWeight(characteristic=kind, weight=weight, value=value) for kind, weight, value in weights
    ]
    return TeamFormation(code=code, target=target, base_fte=base, weights=made)


def formed(*teams: TeamFormation) -> Outcome:
    """Teams at 85,000 an FTE; 7 to 20 is usual."""
    basis = Basis(
        method="formation", cost_per_fte_cents=8_500_000, least_fte="7", most_fte="20", teams=list(teams)
    )
    return allocate(basis, [])


@pytest.mark.rule("R-C16")
def test_a_formation_from_its_characteristics() -> None:
    """3.0 + 4.0 × 1.2 + 0.5 × 8 = 11.8 FTE; × 85,000 = 1,003,000."""
    weights = (
        (CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN, "4.0", "1.2"),
        (CharacteristicKind.SOCIAL_ASSISTANCE, "0.5", "8"),
    )
    found = formed(team("jeugd", "3.0", *weights, target=UsedFor.YOUTH))
    assert (found.parts[0].fte, amounts(found), codes(found)) == ("11.8", [100_300_000], [])


@pytest.mark.rule("R-C16")
def test_a_team_outside_seven_to_twenty_fte_is_remarked() -> None:
    """7 FTE is 595,000 and 20 FTE 1,700,000; a tenth less or more is remarked."""
    found = formed(team("a", "7"), team("b", "20"), team("c", "6.9"), team("d", "20.1"))
    assert amounts(found)[:2] == [59_500_000, 170_000_000]
    assert [(one.code, one.part) for one in found.remarks] == [
        ("formation-out-of-range", "c"), ("formation-out-of-range", "d"),
    ]  # fmt: skip
    assert found.remarks[0].text_nl == "Team c heeft 6.9 fte; gewoon is 7 tot 20."


@pytest.mark.rule("R-C17")
def test_a_social_team_with_households_with_children_is_warned() -> None:
    """And a youth team with isolated people; each with its own is not."""
    children, isolated = CharacteristicKind.HOUSEHOLDS_WITH_CHILDREN, CharacteristicKind.SOCIALLY_ISOLATED
    found = formed(
        team("social", "8", (children, "1", "1"), target=UsedFor.SOCIAL),
        team("youth", "8", (isolated, "1", "1"), target=UsedFor.YOUTH),
        team("right", "8", (isolated, "1", "1"), target=UsedFor.SOCIAL),
        team("free", "8", (children, "1", "1"), (isolated, "1", "1")),
    )
    assert [(one.rule, one.code, one.part) for one in found.remarks] == [
        ("R-C17", "characteristic-of-other-target", "social"), ("R-C17", "characteristic-of-other-target", "youth"),
    ]  # fmt: skip


@pytest.mark.rule("R-C18")
def test_a_fixed_amount_per_inhabitant() -> None:
    """70 × 100,000 = 7,000,000; per insured alike."""
    for method in ("perInhabitant", "perInsured"):
        heads = [Heads(code="0484", count=100_000)]
        basis = Basis(method=method, amount_cents=7_000, counted_on=date(2026, 1, 1), heads=heads)
        assert amounts(allocate(basis, [])) == [7 * M]


def neighbourhoods(total: int) -> Basis:
    """The budgets of neighbourhoods A, B and C."""
    budgets = [
        CurrentBudget(code=code, amount_cents=one)
        for code, one in (("A", 210_000_000), ("B", 170_000_000), ("C", 120_000_000))
    ]
    return Basis(method="neighbourhoods", total_cents=total, budgets=budgets)


@pytest.mark.rule("R-C19")
def test_neighbourhood_budgets_are_tested_against_current_cost() -> None:
    """5.0 m over A 2.1, B 1.7, C 1.2; A costs 2.3: short 0.2, and D-54 says so."""
    costs = [
        CurrentBudget(code="A", amount_cents=230_000_000),
        CurrentBudget(code="B", amount_cents=160_000_000),
    ]
    found = allocate(neighbourhoods(5 * M), costs)
    assert [(one.code, one.part) for one in found.remarks] == [("budget-short", "A")]
    assert [one.difference_cents for one in found.parts] == [-20_000_000, 10_000_000, None]
    made = BudgetAllocation(
        id=new_id(), owner=OWNER, name="Wijken", year=2026, method=AllocationMethod.NEIGHBOURHOODS,
        basis=neighbourhoods(5 * M), total_cents=total_of(found), parts=found.parts,
    )  # fmt: skip
    report = sufficiency(made)
    assert (report.short_cents, report.insufficient, report.unknown) == (20_000_000, 1, 1)
    assert [one.sufficient for one in report.lines] == [False, True, None]


@pytest.mark.rule("R-C19")
def test_neighbourhood_budgets_that_do_not_add_up_are_refused() -> None:
    """A cent more or less than the total is refused; so is a cost of a part that is not there."""
    for total in (5 * M - 1, 5 * M + 1):
        with pytest.raises(AllocationRefused) as refused:
            allocate(neighbourhoods(total), [])
        assert [(one.code, one.rule) for one in refused.value.errors] == [("parts-do-not-add-up", "R-C19")]
    with pytest.raises(AllocationRefused) as refused:
        allocate(neighbourhoods(5 * M), [CurrentBudget(code="D", amount_cents=1)])
    assert [one.location for one in refused.value.errors] == ["#/currentCosts/0/code"]


@pytest.mark.rule("R-C20")
def test_a_square_of_four_categories() -> None:
    """4.0 m by 3/2/2/1 is 1.5/1.0/1.0/0.5; a fifth category is refused."""
    made = [WeighedCategory(code=f"c{i}", weight=weight) for i, weight in enumerate((3, 2, 2, 1, 1))]
    found = allocate(Basis(method="square", total_cents=4 * M, categories=made[:4]), [])
    assert amounts(found) == [150_000_000, M, M, 50_000_000]
    with pytest.raises(AllocationRefused) as refused:
        allocate(Basis(method="square", total_cents=4 * M, categories=made), [])
    assert [(one.code, one.rule) for one in refused.value.errors] == [("categories-too-many", "R-C20")]


@pytest.mark.rule("R-C24")
def test_ceilings_pro_rata_of_turnover() -> None:
    """9.0 m over turnover 5/3/2 is 4.5/2.7/1.8."""
    made = [ProviderTurnover(oin=f"{i:020}", turnover_cents=one * M) for i, one in enumerate((5, 3, 2))]
    found = allocate(Basis(method="turnover", total_cents=9 * M, providers=made), [])
    assert amounts(found) == [450_000_000, 270_000_000, 180_000_000]


@pytest.mark.rule("R-C25")
def test_only_the_strongest_growers_get_a_ceiling() -> None:
    """4 %, 18 %, 9 % with threshold 10 %: only the second, at last year's turnover; exactly 10 % is not above."""
    made = [
        ProviderTurnover(oin=f"{i:020}", turnover_cents=M + growth * M // 100, before_cents=M)
        for i, growth in enumerate((4, 18, 9, 10))
    ]
    made.append(ProviderTurnover(oin="9" * 20, turnover_cents=M))
    found = allocate(Basis(method="strongestGrowers", threshold_basis_points=1_000, providers=made), [])
    assert [(one.code, one.amount_cents) for one in found.parts] == [(f"{1:020}", 118_000_000)]
    assert [(one.code, one.part) for one in found.remarks] == [("growth-unknown", "9" * 20)]


@pytest.mark.rule("R-C48")
def test_a_shrinking_budget_stops_at_its_floor() -> None:
    """7.0 m −2 % a year, floor 6.5 m: 6.86, 6.7228, 6.588344 and 6.50 m."""
    basis = Basis(
        method="shrinking", start_cents=7 * M, shrink_basis_points=200, floor_cents=650_000_000, first_year=2027,
        years=4,
    )  # fmt: skip
    found = allocate(basis, [])
    assert amounts(found) == [686_000_000, 672_280_000, 658_834_400, 650_000_000]
    assert [round(one / M, 2) for one in amounts(found)] == [6.86, 6.72, 6.59, 6.5]
    assert [(one.code, one.part) for one in found.remarks] == [("floor-reached", "2030")]


@pytest.mark.rule("R-C49")
def test_a_subsidy_is_cut_as_a_whole_or_by_topic() -> None:
    """2.0 m −10 % is 1.8 m; topic meeting 0.5 m −20 % is 0.4 m, which asks for a motivation."""
    whole = allocate(Basis(method="subsidyCut", total_cents=2 * M, cut_basis_points=1_000), [])
    assert (amounts(whole), codes(whole)) == ([180_000_000], [])
    topics = [
        TopicCut(code="meeting", amount_cents=50_000_000, cut_basis_points=2_000),
        TopicCut(code="other", amount_cents=150_000_000),
    ]
    basis = Basis(method="subsidyCut", total_cents=2 * M, topics=topics)
    assert amounts(allocate(basis, [])) == [40_000_000, 150_000_000]
    assert codes(allocate(basis, [])) == ["motivation-needed"]
    assert codes(allocate(basis, [], "Ontmoeting kan zonder zaalhuur.")) == ["motivated-by-topic"]
    with pytest.raises(AllocationRefused):
        allocate(Basis(method="subsidyCut", total_cents=2 * M, topics=topics[:1]), [])


def utrecht(*, missing_as_zero: bool = False, damping: Damping | None = None) -> Basis:
    """The ten districts of Utrecht from CBS's neighbourhoods: inhabitants × (1 − 0.5 × SES), 25 m."""
    rows = []
    with GEO.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["gm_naam"] == "Utrecht":
                score: str | None = row["social_economische_score_gemiddeld"].strip() or None
                score = None if score == "." else score
                if score is None and missing_as_zero:
                    score = "0"
                rows.append(
                    SourceNeighbourhood(
                        code=row["buurt_code"], area_code=row["buurt_code"][2:8],
                        inhabitants=int(row["aantal_inwoners"]),
                        values=[CharacteristicValue(characteristic=SES, value=score)],
                    )
                )  # fmt: skip
    measures = [
        WeighedMeasure(characteristic=CharacteristicKind.INHABITANTS, weight="1"),
        WeighedMeasure(characteristic=SES, kind=MeasureKind.SCORE, weight="-0.5"),
    ]
    return Basis(
        method="weightedCharacteristics", total_cents=25 * M, counted_on=date(2023, 1, 1), measures=measures,
        neighbourhoods=rows, damping=damping,
    )  # fmt: skip


CBS = {
    "034401": 188_147_747, "034402": 329_704_114, "034403": 299_933_978, "034404": 256_207_311,
    "034405": 236_749_788, "034406": 127_326_755, "034407": 196_451_747, "034408": 303_175_792,
    "034409": 267_136_090, "034410": 295_166_678,
}  # fmt: skip


@pytest.mark.rule("A-1.7")
def test_utrecht_by_weighted_characteristics_of_cbs() -> None:
    """Ten districts, 361,525 inhabitants, four neighbourhoods without a score left out above and below the line."""
    basis = utrecht()
    assert sum(one.inhabitants for one in basis.neighbourhoods) == 361_525
    found = allocate(basis, [])
    assert {one.code: one.amount_cents for one in found.parts} == CBS
    assert {one.code for one in found.remarks} == {"value-withheld"}


@pytest.mark.rule("A-1.7")
def test_counting_the_missing_scores_as_zero_would_shift_a_district() -> None:
    """District 034401 shifts by 22,348.60."""
    (part, *_) = allocate(utrecht(missing_as_zero=True), []).parts
    assert abs(part.amount_cents - CBS["034401"]) == 2_234_860


@pytest.mark.rule("A-1.7")
def test_damping_bounds_the_fall_of_a_district_and_the_others_pay() -> None:
    """Old 35 for each inhabitant more than new: a fall of at most 10 a head, in a total that stays 25 m."""
    inhabitants = sum(one.inhabitants for one in utrecht().neighbourhoods if one.area_code == "034401")
    before = AreaBefore(code="034401", amount_cents=CBS["034401"] + 3_500 * inhabitants)
    found = allocate(utrecht(damping=Damping(maximum_fall_per_inhabitant_cents=1_000, before=[before])), [])
    held = found.parts[0]
    assert held.amount_cents == before.amount_cents - 1_000 * inhabitants
    assert total_of(found) == 25 * M
    others = [one.amount_cents / CBS[one.code] for one in found.parts[1:]]
    assert max(others) - min(others) < 1e-6 and max(others) < 1
    assert [step.sentence for step in found.why.steps][-1] == "allocation.damped"


@pytest.mark.rule("A-1.7")
def test_damping_beyond_the_total_is_not_available() -> None:
    """What it asks for is more than there is: no parts, and the reason."""
    before = [AreaBefore(code="034401", amount_cents=26 * M)]
    found = allocate(utrecht(damping=Damping(maximum_fall_per_inhabitant_cents=0, before=before)), [])
    assert (found.parts, total_of(found)) == ([], None)
    assert found.unavailable is not None and found.unavailable.code == "damping-exceeds-total"


@pytest.mark.rule("A-1.7")
def test_a_district_without_any_value_takes_the_mean_of_the_others_and_a_negative_weight_is_refused() -> None:
    """Flagged; an area whose weight falls below zero is named."""

    def rows(*values: str | None) -> list[SourceNeighbourhood]:
        return [
            SourceNeighbourhood(
                code=f"b{i}", inhabitants=100, values=[CharacteristicValue(characteristic=SES, value=value)]
            )
            for i, value in enumerate(values)
        ]

    measures = [WeighedMeasure(characteristic=SES, kind=MeasureKind.SCORE, weight="1")]

    def weigh(*values: str | None) -> Outcome:
        basis = Basis(
            method="weightedCharacteristics", total_cents=300, measures=measures, neighbourhoods=rows(*values)
        )
        return allocate(basis, [])

    borrowed = weigh("1", "3", None)
    assert amounts(borrowed) == [50, 150, 100]
    assert [(one.code, one.part) for one in borrowed.remarks] == [("value-borrowed", "b2")]
    with pytest.raises(AllocationRefused) as refused:
        weigh("1", "-1")
    assert [one.code for one in refused.value.errors] == ["weight-negative"]
    unknown = weigh(None, None).unavailable
    assert unknown is not None and unknown.code == "values-zero"


@pytest.mark.parametrize(
    ("basis", "code"),
    [
        (clients(0, 0), "clients-zero"),
        (discount(discount_cents=1), "grant-zero"),
        (Basis(method="grantChange", new_grant_cents=1, budgets=[CurrentBudget(code="a", amount_cents=1)]), "old-grant-zero"),
        (Basis(method="grantChange", old_grant_cents=1, budgets=[CurrentBudget(code="a", amount_cents=0)]), "budgets-zero"),
        (Basis(method="turnover", total_cents=1, providers=[ProviderTurnover(oin="1", turnover_cents=0)]), "turnover-zero"),
        (Basis(method="square", total_cents=1, categories=[WeighedCategory(code="a", weight=0)]), "weights-zero"),
    ],
)  # fmt: skip
def test_a_zero_denominator_is_not_available_with_its_reason(basis: Basis, code: str) -> None:
    """No parts, no total, and in two languages what is zero."""
    found = allocate(basis, [])
    assert (found.parts, total_of(found)) == ([], None)
    assert found.unavailable is not None and found.unavailable.code == code
    assert found.unavailable.text_nl.startswith("Niet te berekenen")
    assert found.unavailable.text_en.startswith("Not available")


@given(CENTS, st.lists(st.integers(0, 10**6), min_size=1, max_size=30))
def test_expected_clients_always_add_up(total: int, counts: list[int]) -> None:
    """Whatever the counts, to the cent; no part is negative."""
    basis = Basis(
        method="expectedClients", total_cents=total,
        areas=[AreaClients(code=f"{i:03}", clients=count) for i, count in enumerate(counts)],
    )  # fmt: skip
    found = allocate(basis, [])
    assert total_of(found) == (total if sum(counts) else None)
    assert all(one >= 0 for one in amounts(found))


@given(CENTS, CODES, st.data())
def test_a_division_adds_up_and_knows_no_order(total: int, names: list[str], data: st.DataObject) -> None:
    """Exact weights, ties by code: the same parts in whatever order they are given."""
    weights = data.draw(st.lists(st.fractions(0, 1000), min_size=len(names), max_size=len(names)))
    if not sum(weights):
        return
    parts = divide(total, weights, names)
    assert sum(parts) == total and min(parts) >= 0
    turned = divide(total, weights[::-1], names[::-1])
    assert turned[::-1] == parts
    whole = sum(weights)
    assert all(abs(part - total * weight / whole) < 1 for part, weight in zip(parts, weights, strict=True))


@given(
    st.integers(0, 10**10),
    st.dictionaries(
        st.text("abcdef", min_size=1), st.tuples(st.integers(0, 10**6), st.integers(0, 10**9)), min_size=1
    ),
)
def test_a_damped_division_adds_up_above_every_floor(total: int, given_: dict[str, tuple[int, int]]) -> None:
    """Or there is none, where the floors exceed the total."""
    floors = {code: floor for code, (_, floor) in given_.items()}
    if not any(base for base, _ in given_.values()):
        return
    found = damped(total, {code: Fraction(base) for code, (base, _) in given_.items()}, floors)
    if found is None:
        assert sum(floors.values()) > total
        return
    assert sum(found.values()) == total
    assert all(found[code] >= floors[code] for code in floors)


@given(CENTS, CENTS.filter(bool), st.lists(CENTS, min_size=1, max_size=12))
def test_a_grant_change_passes_on_exactly_what_the_total_becomes(
    new: int, old: int, before: list[int]
) -> None:
    """The parts add up to the old total × new grant ÷ old grant, rounded once."""
    budgets = [CurrentBudget(code=f"{i:02}", amount_cents=one) for i, one in enumerate(before)]
    found = allocate(
        Basis(method="grantChange", old_grant_cents=old, new_grant_cents=new, budgets=budgets), []
    )
    if sum(before):
        assert total_of(found) == (2 * sum(before) * new + old) // (2 * old)


@pytest.mark.rule("R-C14")
@given(
    st.lists(st.tuples(st.booleans(), st.integers(0, 50)), min_size=1, max_size=12), st.integers(0, 10**12)
)
def test_history_divides_as_the_same_numbers_typed_in(areas: list[tuple[bool, int]], total: int) -> None:
    """Whatever mix of typed-in and counted: the same parts to the cent, and small as soon as one counted number is below 10."""
    made, clients = [], {}
    for number, (typed, count) in enumerate(areas):
        contract = new_id()
        clients[contract] = count
        given = {"clients": count} if typed else {"contract_ids": [contract]}
        made.append(AreaClients(code=f"{number:02}", **given))
    period = ReferencePeriod(start_date=date(2026, 1, 1), end_date=date(2026, 12, 31))
    basis = Basis(method="expectedClients", total_cents=total, areas=made, history=period)
    counted = with_history(basis, dict.fromkeys(clients, "ALP"), clients, 10)
    plain = [AreaClients(code=f"{number:02}", clients=count) for number, (_, count) in enumerate(areas)]
    asked = Basis(method="expectedClients", total_cents=total, areas=plain)
    assert amounts(allocate(counted.basis, [])) == amounts(allocate(asked, []))
    assert counted.small is any(not typed and count < 10 for typed, count in areas)
    assert [step.result for step in counted.why.steps] == [count for _, count in areas]

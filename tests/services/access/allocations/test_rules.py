"""What an allocation may be, how it changes, and which version counts (N-131, R-A35, iStandaarden sections 8 and 9)."""

import random
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.allocations import rules
from services.access.allocations.rules import (
    Allocation,
    AllocationChangeRefused,
    AllocationKind,
    Beside,
    Change,
    NewDecisionNeeded,
)
from services.access.allocations.rules.combinations import volume_faults
from shared.values.allocating import AllocationState, ChangeInitiator
from shared.values.arrangements import Scenario
from shared.values.terms import Law
from tests.services.access.allocations.made import NOW, TODAY, an_allocation

MUNICIPALITY, PROVIDES = ChangeInitiator.MUNICIPALITY, ChangeInitiator.PROVIDER
TOTAL = {"unit": "04", "frequency": "6", "volume": 100}


def _change(known: Allocation, asked: Change, **other: Any) -> rules.Changed:
    beside = other.pop("beside", Beside(scenario=other.pop("scenario", Scenario.B)))
    values = {"initiator": MUNICIPALITY, "number": 8, "today": TODAY, "now": NOW, **other}
    return rules.change(known, asked, beside, **values)[0]


def _codes(caught: pytest.ExceptionInfo[AllocationChangeRefused]) -> set[tuple[str, str | None]]:
    return {(one.code, one.rule) for one in caught.value.errors}


_NONE = {"volume": None, "unit": None, "frequency": None}
_RIGHT = [
    ({}, AllocationKind.SPECIFIC_EFFORT),
    ({"frequency": "1", "end_date": None}, AllocationKind.SPECIFIC_EFFORT),
    ({"unit": "82", "frequency": "4", "end_date": None}, AllocationKind.SPECIFIC_PIECES),
    ({"unit": "82", "frequency": "1", "end_date": None}, AllocationKind.SPECIFIC_PIECES),
    ({"unit": "83", "frequency": "4", "end_date": None}, AllocationKind.SPECIFIC_EUROS),
    ({"unit": "83", "frequency": "6"}, AllocationKind.TRAJECTORY),
    ({**_NONE, "product_code": None, "end_date": None}, AllocationKind.CATEGORY),
    ({**_NONE, "product_code": None, "budget_cents": 60_000}, AllocationKind.CATEGORY_BUDGET),
    (
        {**_NONE, "product_code": None, "product_category": None, "budget_cents": 60_000},
        AllocationKind.GENERIC,
    ),
]
_WRONG = [
    ({**_NONE}, "size-missing", "CD041"),
    ({"volume": None}, "size-incomplete", "CD041"),
    ({"budget_cents": 100}, "size-with-budget", "CD077"),
    ({**_NONE, "budget_cents": 100}, "budget-with-code", "CD078"),
    ({"product_code": None}, "size-without-code", "CD080"),
    ({**_NONE, "product_code": None, "product_category": None}, "category-missing", "CD079"),
    ({"product_category": None}, "code-without-category", "TR381"),
    ({"product_code": "07A12"}, "code-of-other-category", "TR381"),
    ({"unit": "14", "frequency": "1"}, "frequency-of-unit", "CS338"),
    ({"unit": "83", "frequency": "1"}, "frequency-of-unit", "CS338"),
    ({"end_date": None}, "end-missing-weekly", "CD076"),
    ({**_NONE, "product_code": None, "budget_cents": 1, "end_date": None}, "end-missing-budget", "CD075"),
    ({"unit": "83", "frequency": "6", "end_date": None}, "end-missing-trajectory", "CD076"),
    ({"end_date": date(2025, 12, 31)}, "end-before-start", "CS003"),
]


@pytest.mark.rule("R-A35")
@pytest.mark.parametrize(
    ("unit", "frequency", "most"),
    [
        ("04", "2", 168),
        ("04", "1", 24),
        ("04", "4", 744),
        ("01", "2", 10_080),
        ("14", "2", 7),
        ("16", "2", 42),
    ],
)
def test_a_week_has_168_hours(unit: str, frequency: str, most: int) -> None:
    """No more time is allocated than there is; pieces and euros have no such bound."""
    made = an_allocation(unit=unit, frequency=frequency, volume=most)
    assert volume_faults(made) == []
    [fault] = volume_faults(replace(made, volume=most + 1))
    assert (fault.at, fault.code) == ("volume", "more-than-there-is")
    assert volume_faults(replace(made, unit="83", volume=9_999_999)) == []
    two_days = replace(made, unit="04", frequency="6", end_date=made.start_date + timedelta(days=1))
    assert volume_faults(replace(two_days, volume=48)) == [] != volume_faults(replace(two_days, volume=49))
    assert volume_faults(replace(two_days, end_date=None, volume=9_999_999)) == []


@pytest.mark.parametrize(("other", "kind"), _RIGHT)
def test_every_row_of_the_table_of_kinds_is_allowed(other: dict[str, Any], kind: AllocationKind) -> None:
    """Section 8 lists the combinations of product, size, budget and end that an allocation may have."""
    made = an_allocation(**other)
    assert rules.combination_faults(made) == []
    assert rules.kind_of(made) is kind


@pytest.mark.parametrize(("other", "code", "standard"), _WRONG)
def test_what_the_table_does_not_list_is_refused_with_its_rule(
    other: dict[str, Any], code: str, standard: str
) -> None:
    """Each other combination names the rule of the standard that it breaks."""
    found = rules.combination_faults(an_allocation(**other))
    assert (code, standard) in {(one.code, one.standard) for one in found}


@pytest.mark.parametrize(
    ("other", "stacks"),
    [
        ({}, True),
        ({"product_code": "02A01"}, False),
        ({**_NONE, "product_code": None, "end_date": None}, True),
        ({**_NONE, "product_code": None, "product_category": None, "budget_cents": 1}, True),
        ({"provider": "00000099000000000902"}, False),
        ({"law": Law.JEUGDWET}, False),
        ({"state": AllocationState.DELETED}, False),
        ({"start_date": date(2026, 7, 1), "end_date": date(2026, 12, 31)}, False),
        ({"start_date": date(2026, 6, 30), "end_date": date(2026, 12, 31)}, True),
    ],
)
def test_one_product_runs_once_for_a_citizen_and_a_provider(other: dict[str, Any], stacks: bool) -> None:
    """The same code, the same category without a code, or an empty category does not overlap; deleted ones do not count."""
    assert rules.stacks(an_allocation(), an_allocation(allocation_number=8, **other)) is stacks


@pytest.mark.parametrize("category", ["11", "12", "13", "14"])
def test_aids_may_overlap_under_the_wmo_alone(category: str) -> None:
    """Categories 11 to 14 may overlap, also with a generic allocation; in the Jeugdwet nothing may."""
    aid = an_allocation(product_category=category, product_code=f"{category}X51")
    generic = an_allocation(
        allocation_number=8, **_NONE, product_code=None, product_category=None, budget_cents=1
    )
    assert not rules.stacks(aid, replace(aid, allocation_number=8))
    assert not rules.stacks(aid, generic) and not rules.stacks(generic, aid)
    assert rules.stacks(replace(aid, law=Law.JEUGDWET), replace(generic, law=Law.JEUGDWET))


def test_on_its_number_an_end_comes_sooner_or_later() -> None:
    """Ending sooner (05) gives stop reason 36, stretching (04) none, both on the same number in its next version."""
    known = an_allocation()
    sooner = _change(known, Change("05", end_date=date(2026, 5, 31))).allocation
    assert (sooner.allocation_number, sooner.version, sooner.end_date) == (7, 2, date(2026, 5, 31))
    assert (sooner.change_reason, sooner.stop_reason) == ("05", "36")
    later = _change(sooner, Change("04", end_date=date(2026, 9, 30))).allocation
    assert (later.version, later.end_date, later.stop_reason) == (3, date(2026, 9, 30), None)
    assert (sooner.allocated_on, sooner.allocated_at) < (later.allocated_on, later.allocated_at)


@pytest.mark.parametrize(
    ("law", "reason", "stop"),
    [(Law.WMO_2015, "07", "31"), (Law.JEUGDWET, "07", "35"), (Law.WMO_2015, "09", "38"), (Law.JEUGDWET, "02", "02"),
     (Law.WMO_2015, "06", "39"), (Law.JEUGDWET, "12", "37"), (Law.WMO_2015, "14", None)],
)  # fmt: skip
def test_the_stop_reason_follows_from_the_reason_and_the_law(law: Law, reason: str, stop: str | None) -> None:
    """Code 31 means moved under the Wmo and as planned under the Jeugdwet, so a move is 35 there."""
    known = an_allocation(law=law)
    assert _change(known, Change(reason, end_date=date(2026, 5, 31))).allocation.stop_reason == stop


@pytest.mark.rule("R-A35")
def test_three_to_five_hours_a_week_is_a_decision_in_a_and_a_notice_in_b() -> None:
    """Scenario A, or none: a new decision. Scenario B, C and D: the provider ends number 7 and number 8 begins with 5 hours."""
    known = an_allocation()
    asked = Change("12", volume=5, effective_on=date(2026, 5, 4))
    for scenario in (Scenario.A, None):
        with pytest.raises(NewDecisionNeeded) as caught:
            _change(known, asked, scenario=scenario, initiator=PROVIDES)
        assert caught.value.rule == "R-A35"
    for scenario in (Scenario.B, Scenario.C, Scenario.D):
        made = _change(known, asked, scenario=scenario, initiator=PROVIDES)
        assert made.replacement is not None
        assert (made.allocation.end_date, made.allocation.replaced_by_number) == (date(2026, 5, 3), 8)
        assert (made.replacement.volume, made.replacement.start_date) == (5, date(2026, 5, 4))
        assert (made.replacement.allocation_number, made.replacement.replaces_number) == (8, 7)
        assert made.replacement.end_date == date(2026, 6, 30)


@pytest.mark.rule("R-A35")
def test_a_provider_scales_and_leaves_the_rest_to_the_municipality() -> None:
    """A provider changes size or budget with reason 12; another product, an end alone or another reason is refused."""
    known = an_allocation()
    for asked in (
        Change("12", product_category="07", product_code="07A12", effective_on=date(2026, 5, 4)),
        Change("12", end_date=date(2026, 5, 31)),
        Change("05", volume=5, effective_on=date(2026, 5, 4)),
    ):
        with pytest.raises(AllocationChangeRefused) as caught:
            _change(known, asked, initiator=PROVIDES)
        assert _codes(caught) & {("not-the-providers", "R-A35"), ("reason-not-fitting", "WMO002")}


def test_a_total_changes_on_its_number_and_goes_down_by_agreement() -> None:
    """With frequency 6 the volume changes on the number, and so does a budget; lowering either takes consent (OP298, OP299)."""
    known = an_allocation(**TOTAL)
    assert not rules.needs_number(known, Change("05", volume=120))
    assert _change(known, Change("04", volume=120)).allocation.volume == 120
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(known, Change("05", volume=80))
    assert _codes(caught) == {("agreement-missing", "OP298")}
    assert _change(known, Change("05", volume=80, agreed=True)).allocation.volume == 80
    budget = an_allocation(**_NONE, product_code=None, budget_cents=60_000)
    assert _change(budget, Change("04", budget_cents=70_000)).allocation.budget_cents == 70_000


def test_deleting_counts_as_never_sent_and_never_with_delivered_care() -> None:
    """Reason 13 sets the end to the start; not beside another change, and not when care was reported (TR385)."""
    known = an_allocation()
    gone = _change(known, Change("13")).allocation
    assert (gone.end_date, gone.state) == (known.start_date, AllocationState.DELETED)
    assert not rules.is_actual(gone, TODAY) and not rules.runs_on(gone, known.start_date)
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(known, Change("13", volume=5), beside=Beside(delivered=True, scenario=Scenario.A))
    assert _codes(caught) == {("deleted-alone", "CS335"), ("care-delivered", "TR385")}


def test_ending_in_the_past_takes_agreement() -> None:
    """An end before today needs the provider's agreement (OP186); what is over cannot go on under its number."""
    known = an_allocation()
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(known, Change("05", end_date=date(2026, 4, 1)))
    assert _codes(caught) == {("agreement-missing", "OP186")}
    ended = _change(known, Change("05", end_date=date(2026, 4, 1), agreed=True)).allocation
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(ended, Change("04", end_date=date(2026, 9, 30)))
    assert ("not-actual", "OP033x1") in _codes(caught)


@pytest.mark.rule("R-A06")
def test_a_new_number_is_not_retroactive_unless_the_care_is_acute() -> None:
    """A new number begins today or later; for acute care it may begin before, and says so."""
    asked = Change("12", volume=5, effective_on=date(2026, 4, 1))
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(an_allocation(), asked)
    assert _codes(caught) == {("day-in-past", "R-A06")}
    made = _change(an_allocation(acute=True), asked).replacement
    assert made is not None and made.retroactive


def test_nothing_runs_beside_its_double_or_a_pgb() -> None:
    """Stretching into another number of the product, or into the days of a PGB for it, is refused (TR302, OP043)."""
    next_one = an_allocation(allocation_number=9, start_date=date(2026, 8, 1), end_date=date(2026, 12, 31))
    beside = Beside(others=[next_one], pgbs=[("02", "02A03", date(2026, 9, 1))], scenario=Scenario.B)
    with pytest.raises(AllocationChangeRefused) as caught:
        _change(an_allocation(), Change("04", end_date=date(2026, 9, 30)), beside=beside)
    assert _codes(caught) == {("overlap", "TR302"), ("pgb-at-once", "OP043")}
    assert (
        _change(an_allocation(), Change("04", end_date=date(2026, 7, 31)), beside=beside).allocation.version
        == 2
    )


def test_the_same_with_a_later_end_is_stretched() -> None:
    """OP380: the same product and size right after an end that has not passed is no new number; a total is free to be one."""
    known = an_allocation()
    after = an_allocation(allocation_number=8, start_date=date(2026, 7, 1), end_date=date(2026, 12, 31))
    assert rules.must_stretch(known, after, today=TODAY)
    assert not rules.must_stretch(known, replace(after, volume=5), today=TODAY)
    assert not rules.must_stretch(known, replace(after, start_date=date(2026, 8, 1)), today=TODAY)
    assert not rules.must_stretch(known, after, today=date(2026, 7, 2))
    total = an_allocation(**TOTAL)
    assert not rules.must_stretch(total, replace(after, **TOTAL), today=TODAY)


@pytest.mark.rule("R-A56")
def test_a_move_ends_the_allocation_or_takes_it_away() -> None:
    """It ends on the day before; what would begin on the day or later was never sent."""
    known = an_allocation()
    ended = rules.end_by_move(known, date(2026, 5, 1), TODAY, NOW)[0]
    assert (ended.end_date, ended.change_reason, ended.stop_reason) == (date(2026, 4, 30), "07", "31")
    gone = rules.end_by_move(known, known.start_date, TODAY, NOW)[0]
    assert gone.state is AllocationState.DELETED


_ACTS = st.one_of(
    st.builds(Change, st.sampled_from(["04", "05", "14"]), end_date=st.dates(date(2026, 1, 1), date(2027, 6, 30))),
    st.builds(
        Change, st.just("12"), volume=st.integers(1, 9), effective_on=st.dates(date(2026, 1, 1), date(2027, 6, 30))
    ),
    st.builds(
        Change, st.just("14"), product_code=st.sampled_from(["02A01", "02A03"]),
        effective_on=st.dates(date(2026, 4, 20), date(2026, 12, 31)),
    ),
    st.just(Change("13")),
)  # fmt: skip


@given(st.lists(st.tuples(st.integers(0, 3), _ACTS), max_size=12), st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_whatever_the_acts_nothing_is_lost_and_nothing_overlaps(
    acts: list[tuple[int, Change]], shuffle: random.Random
) -> None:
    """Each act that is allowed adds one version for ever, no two numbers ever overlap, and the newest counts in any order."""
    held = {7: an_allocation()}
    versions = {7: [rules.version_of(held[7], MUNICIPALITY)]}
    for step, (which, asked) in enumerate(acts):
        known = list(held.values())[which % len(held)]
        before = {number: list(several) for number, several in versions.items()}
        today = TODAY + timedelta(days=step // 3)
        beside = Beside(others=list(held.values()), scenario=Scenario.B)
        try:
            made = _change(
                known, replace(asked, agreed=True), beside=beside, number=max(held) + 1, today=today
            )
        except AllocationChangeRefused:
            continue
        for one in (made.allocation, made.replacement):
            if one is not None:
                held[one.allocation_number] = one
                versions.setdefault(one.allocation_number, []).append(rules.version_of(one, MUNICIPALITY))
        for number, several in before.items():
            assert versions[number][: len(several)] == several
        for one in held.values():
            assert rules.stacking(one, held.values()) == []
    for number, several in versions.items():
        assert [one.version for one in several] == list(range(1, len(several) + 1))
        mixed = list(several)
        shuffle.shuffle(mixed)
        assert rules.current(mixed) == several[-1]
        assert rules.current(mixed).end_date == held[number].end_date


@pytest.mark.rule("R-A25")
def test_an_allocation_gets_the_size_of_the_effort_that_was_added() -> None:
    """Three hours become 150 minutes a week on number 7, with reason 14; deleted, replaced or of that size it stays."""
    known = an_allocation(told_version=1)
    size = (150, "01", "2")
    sized = rules.with_effort(known, size, TODAY, NOW)
    assert sized is not None
    assert (sized.allocation_number, sized.version, sized.volume, sized.unit, sized.frequency) == (
        7,
        2,
        *size,
    )
    assert (sized.change_reason, sized.stop_reason, sized.told_version) == ("14", None, 1)
    assert (sized.end_date, sized.state) == (known.end_date, known.state)
    for still in (
        replace(known, state=AllocationState.DELETED),
        replace(known, replaced_by_number=8),
        replace(known, volume=150, unit="01"),
    ):
        assert rules.with_effort(still, size, TODAY, NOW) is None


@pytest.mark.rule("R-A11")
@pytest.mark.rule("R-A29")
@pytest.mark.parametrize(
    ("asked", "longer", "burdens", "decides"),
    [
        (Change("04", end_date=date(2026, 12, 31)), True, False, True),
        (Change("03", end_date=date(2026, 12, 31)), True, False, True),
        (Change("14", end_date=date(2026, 12, 31)), True, False, True),
        (Change("05", end_date=date(2026, 5, 31)), False, True, True),
        (Change("06", end_date=date(2026, 5, 31)), False, True, True),
        (Change("02", end_date=date(2026, 5, 31)), False, True, False),
        (Change("12", end_date=date(2026, 5, 31)), False, True, False),
        (Change("13"), False, True, True),
        (Change("14", volume=2, effective_on=date(2026, 5, 4)), False, True, True),
        (Change("14", volume=5, effective_on=date(2026, 5, 4)), False, False, True),
    ],
)
def test_a_change_is_weighed_by_its_effect(asked: Change, longer: bool, burdens: bool, decides: bool) -> None:
    """Longer and less are decided whatever the code says; an end because of what happened elsewhere judges nothing."""
    known = an_allocation()
    made = _change(known, asked, beside=Beside(scenario=Scenario.B))
    weight = rules.weigh(known, made, asked, None)
    assert (weight.longer, weight.burdens, weight.decides) == (longer, burdens, decides)

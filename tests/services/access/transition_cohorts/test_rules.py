"""Who goes from an old contract to a new one, without a day between (R-C60, D-57)."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.allocations.rules import Allocation, stacking
from services.access.contract_terms.rules import ContractTerms, Member
from services.access.transition_cohorts import rules
from services.access.transition_cohorts.rules import ProviderMove, TransitionCohort
from shared.values import Derivation, new_id
from shared.values.allocating import CohortState
from shared.values.terms import ContractState, MemberRole
from tests.services.access.allocations.made import OWNER, PROVIDER, an_allocation

OTHER = "00000099000000000902"
LAST = date(2026, 12, 31)
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)


def terms(number: str, *members: str, **other: Any) -> ContractTerms:
    """A contract of these members."""
    values: dict[str, Any] = {
        "id": new_id(), "version": 1, "owner": OWNER, "parties": list(members), "number": number,
        "state": ContractState.ACTIVE, "start_date": date(2027, 1, 1), "end_date": date(2029, 12, 31),
        "acceptance_duty": True, "waiting_norm_days": None, "payee": None,
        "members": [Member(oin=one, role=MemberRole.MAIN) for one in members],
    }  # fmt: skip
    return ContractTerms(**{**values, **other})


OLD = terms("OUD", PROVIDER, start_date=date(2024, 1, 1), end_date=LAST)
NEW = terms("NIEUW", PROVIDER)


def in_care(count: int, **other: Any) -> list[Allocation]:
    """So many clients in care, with one allocation each until the end of 2027."""
    return [
        an_allocation(
            allocation_number=number,
            citizen_id=UUID(int=number),
            contract_id=OLD.id,
            end_date=date(2027, 12, 31),
            **other,
        )
        for number in range(1, count + 1)
    ]


def _prepared(found: list[Allocation], **other: Any) -> TransitionCohort:
    values: dict[str, Any] = {
        "cohort_id": new_id(), "last_day": None, "end_date": None, "change_reason": "03", "providers": [],
        "external_reference": None, "today": date(2026, 12, 1), **other,
    }  # fmt: skip
    new = values.pop("new", NEW)
    return rules.prepare(OLD, new, found, **values)[0]


def _carry(
    cohort: TransitionCohort, found: list[Allocation], held: list[Allocation] | None = None, **other: Any
) -> Any:
    numbers = {found[0].law: range(1_000, 1_000 + len(found))}
    today = other.pop("today", date(2026, 12, 1))
    return rules.carry_out(
        cohort, found, found if held is None else held, other.pop("new", NEW), numbers, today=today, now=NOW, told=Derivation()
    )  # fmt: skip


@pytest.mark.rule("R-C60")
def test_forty_clients_move_from_31_12_to_1_1_without_a_gap() -> None:
    """40 clients move 31-12 -> 1-1, 0 days gap; the list says so before and after."""
    found = in_care(40)
    cohort = _prepared(found)
    assert (cohort.clients, cohort.allocations, cohort.last_day, cohort.start_date) == (
        40,
        40,
        LAST,
        date(2027, 1, 1),
    )
    assert {line.gap_days for line in rules.transfer_list(cohort, found)} == {0}
    done, moved, why = _carry(cohort, found)
    assert (done.state, done.clients, done.gap_days, done.warnings) == (CohortState.CARRIED_OUT, 40, 0, [])
    assert {one.end_date for one in moved.ended} == {LAST}
    assert {(one.start_date, one.end_date, one.contract_id) for one in moved.granted} == {
        (date(2027, 1, 1), date(2027, 12, 31), NEW.id)
    }
    assert {one.change_reason for one in moved.ended} == {"03"} and {
        one.stop_reason for one in moved.ended
    } == {"36"}
    lines = rules.transfer_list(done, [*moved.ended, *moved.granted])
    assert len(lines) == 40 and {line.gap_days for line in lines} == {0}
    assert {line.to_number for line in lines} == set(range(1_000, 1_040))
    assert why.steps[-1].rule == "R-C60"
    with pytest.raises(rules.CohortNotPrepared):
        _carry(done, found)


@pytest.mark.rule("R-C60")
def test_a_provider_that_is_no_member_is_a_warning_and_no_gap() -> None:
    """Care goes on whoever is a member: the director sees the warning; whose clients go to another provider go there."""
    found = in_care(3)
    new = terms("NIEUW", OTHER)
    cohort = _prepared(found, new=new)
    assert [(one.code, one.provider, one.count) for one in cohort.warnings] == [
        ("provider-not-a-member", PROVIDER, 3)
    ]
    assert _carry(cohort, found, new=new)[0].clients == 3
    moved = _prepared(found, new=new, providers=[ProviderMove(from_provider=PROVIDER, to_provider=OTHER)])
    assert moved.warnings == []
    done = _carry(moved, found, new=new)[1]
    assert {(one.provider, tuple(one.parties)) for one in done.granted} == {(OTHER, (OTHER,))}


def test_who_goes_is_who_goes_on() -> None:
    """Ended by the last day, begun after it, or deleted: those do not go over; late is a warning, not a refusal."""
    found = in_care(3)
    found[0] = replace(found[0], end_date=LAST)
    found[1] = replace(found[1], start_date=date(2027, 2, 1))
    assert [rules.goes(one, LAST) for one in found] == [False, False, True]
    late = _prepared(found, today=date(2027, 1, 5))
    assert (late.clients, [one.code for one in late.warnings]) == (1, ["carried-out-late"])
    granted = _carry(late, found[2:], today=date(2027, 1, 5))[1].granted
    assert granted[0].retroactive


def test_what_cannot_be_prepared_says_every_reason() -> None:
    """The same contract, one of another municipality, or one that is not in force on the first day."""
    for new, codes in (
        (OLD, {"same-contract", "not-in-force"}),
        (terms("X", owner="00000099000000000344"), {"other-owner"}),
        (terms("X", start_date=date(2027, 2, 1)), {"not-in-force"}),
        (terms("X", state=ContractState.SUSPENDED), {"not-in-force"}),
    ):
        with pytest.raises(rules.TransitionRefused) as caught:
            _prepared(in_care(1), new=new)
        assert {one.code for one in caught.value.errors} == codes
    gone = rules.withdraw(_prepared(in_care(1)), Derivation())[0]
    with pytest.raises(rules.CohortNotPrepared):
        rules.withdraw(gone, Derivation())


_PRODUCTS = st.sampled_from([("02", "02A03"), ("02", "02A01"), ("07", "07A12")])


@given(
    st.lists(
        st.tuples(st.integers(1, 4), _PRODUCTS, st.integers(0, 300)), min_size=1, max_size=12, unique=True
    )
)
@settings(max_examples=50, deadline=None)
def test_whoever_goes_has_no_gap_and_nothing_overlaps(
    several: list[tuple[int, tuple[str, str], int]],
) -> None:
    """Whatever citizens hold already: who goes over is without a day of care never, and no product runs twice."""
    found: list[Allocation] = []
    for number, (citizen, (category, code), days) in enumerate(several, start=1):
        one = an_allocation(
            allocation_number=number, citizen_id=UUID(int=citizen), contract_id=OLD.id, product_category=category,
            product_code=code, start_date=date(2026, 1, 1), end_date=date.fromordinal(LAST.toordinal() + 1 + days),
        )  # fmt: skip
        if not stacking(one, [each for each in found if each.citizen_id == one.citizen_id]):
            found.append(one)
    done, moved, _ = _carry(_prepared(found), found)
    assert done.gap_days == 0
    for old, new in zip(moved.ended, moved.granted, strict=True):
        assert (new.start_date - old.end_date).days == 1 and new.citizen_id == old.citizen_id
    ids = {one.id for one in moved.ended}
    after = [one for one in found if one.id not in ids] + moved.ended + moved.granted
    for one in after:
        assert stacking(one, [each for each in after if each.citizen_id == one.citizen_id]) == []

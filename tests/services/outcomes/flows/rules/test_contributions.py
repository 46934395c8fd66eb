"""What one citizen contributes to the counts, and that counting by differences is counting from scratch."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.outcomes.cases.rules import Case, Stop, renewed, stopped
from services.outcomes.flows.rules import Key, contributions, courses, difference
from services.outcomes.flows.rules.contributions import ENTRANTS, months_after, period_start
from services.outcomes.flows.rules.courses import stretches
from shared.values import add_months
from shared.values.care_courses import StopReason
from shared.values.flowing import CareSegment, CaseKind, Figure, FlowBy, FlowPeriod
from shared.values.terms import ProvisionType
from tests.services.outcomes.flows.examples import BEGIN, CONTRACT, OTHER, PROVIDER, care, stop

D = date
_days = st.integers(0, 500).map(lambda days: BEGIN + timedelta(days=days))


def counted(
    cases: Iterable[Case], figure: Figure, by: FlowBy = FlowBy.CONTRACT, provider: str | None = None
) -> dict[str, int]:
    """The counts of a figure by month (and value, where it is spread)."""
    found: Counter[str] = Counter()
    for key, count in contributions(cases).items():
        whose = key.group.counted_by is by and provider in (None, key.group.provider)
        if whose and key.figure is figure and key.segment is CareSegment.ALL:
            found[f"{key.month:%Y-%m}" + (f" {key.value}" if key.value else "")] += count
    return dict(found)


@pytest.mark.rule("R-O14")
@pytest.mark.rule("G-08")
def test_in_through_and_outflow_are_three_counts() -> None:
    """Started in January and moved to another provider in March, ended in June: one of each, and the contract's balance is whole."""
    moved = care(D(2026, 1, 5), D(2026, 3, 10), StopReason.TRANSFERRED_TO_PROVIDER)
    later = care(D(2026, 3, 12), D(2026, 6, 30), provider=OTHER)
    both = [moved, later]
    assert counted(both, Figure.INFLOW) == {"2026-01": 1}
    assert counted(both, Figure.THROUGH) == {"2026-03": 1} == counted(both, Figure.ARRIVED)
    assert counted(both, Figure.OUTFLOW) == {"2026-06": 1}
    assert counted(both, Figure.ARRIVED, FlowBy.PROVIDER, OTHER) == {"2026-03": 1}
    assert counted(both, Figure.INFLOW, FlowBy.PROVIDER, OTHER) == {}


@pytest.mark.rule("R-O14")
def test_care_resumed_elsewhere_leaves_earlier_months_where_they_were() -> None:
    """Paused in area 1, resumed in area 2: January's inflow stays of area 1, which it leaves in April; the contract sees no move."""
    grant = care(D(2026, 1, 5))
    paused = stopped(grant, stop(D(2026, 2, 1), StopReason.INTERRUPTED, temporary=True))
    again = care(
        D(2026, 4, 1), D(2026, 5, 31), decision_id=grant.decision_id, area_code="WK-02", team="WIJK-B"
    )
    kept = contributions([paused, again])

    def months(figure: Figure, area: str, by: FlowBy = FlowBy.AREA) -> list[int]:
        return [
            key.month.month
            for key in kept
            if (key.group.counted_by, key.group.area_code, key.figure, key.segment)
            == (by, area, figure, CareSegment.ALL)
        ]

    first, second = "WK-01", "WK-02"
    assert months(Figure.INFLOW, first) == [1] == months(Figure.CLIENTS_IN, first)
    assert (
        months(Figure.THROUGH, first)
        == [4]
        == months(Figure.ARRIVED, second)
        == months(Figure.CLIENTS_IN, second)
    )
    assert months(Figure.CLIENTS_OUT, first) == [3] and months(Figure.INFLOW, second) == []
    assert months(Figure.OUTFLOW, second) == [5] and months(Figure.OUTFLOW, first) == []
    whole = FlowBy.CONTRACT
    assert months(Figure.INFLOW, "", whole) == [1] and months(Figure.OUTFLOW, "", whole) == [5]
    assert months(Figure.THROUGH, "", whole) == [] == months(Figure.ARRIVED, "", whole)


@pytest.mark.rule("R-O14")
def test_an_interruption_is_no_outflow() -> None:
    """Stopped for a time and started again under the same decision: one inflow; ended without starting again, outflow then."""
    grant = care(D(2026, 1, 5))
    paused = stopped(grant, stop(D(2026, 2, 1), StopReason.INTERRUPTED, temporary=True))
    again = care(D(2026, 4, 1), D(2026, 5, 31), decision_id=grant.decision_id)
    assert counted([paused], Figure.OUTFLOW) == {}
    assert counted([paused, again], Figure.INFLOW) == {"2026-01": 1}
    assert counted([paused, again], Figure.OUTFLOW) == {"2026-05": 1}
    assert counted([stopped(paused, stop(D(2026, 2, 1)))], Figure.OUTFLOW) == {"2026-02": 1}


@pytest.mark.rule("R-O17")
def test_who_comes_back_relapses_after_the_last_care_ended() -> None:
    """Two cares at once are one closing, the later; back after five months; who moved away or died leaves no closing."""
    first, second = care(D(2026, 1, 5), D(2026, 2, 10)), care(D(2026, 1, 20), D(2026, 3, 15))
    back = care(D(2026, 8, 10))
    assert counted([first, second, back], Figure.CLOSINGS) == {"2026-03": 1}
    assert counted([first, second, back], Figure.REENTRIES) == {"2026-03 5": 1}
    assert counted([care(D(2026, 1, 5), D(2026, 2, 1), StopReason.DECEASED)], Figure.CLOSINGS) == {}
    assert counted([care(D(2026, 1, 5), D(2026, 2, 1), StopReason.MOVED)], Figure.CLOSINGS) == {}


@pytest.mark.rule("R-O17")
@given(_days, _days)
def test_a_window_of_so_many_months_is_the_shortest_that_holds_the_return(left: date, back: date) -> None:
    """The start lies within that many months of the end, and not within one month less."""
    ended, started = min(left, back), max(left, back)
    months = months_after(ended, started)
    assert started <= add_months(ended, months)
    assert months == 1 or started > add_months(ended, months - 1)


@pytest.mark.rule("R-O19")
def test_a_client_of_two_providers_is_one_client_of_the_contract() -> None:
    """Two cares at once: one in at the contract, one in at each provider; general and tailor-made each count the citizen."""
    both = [
        care(D(2026, 1, 5), D(2026, 3, 1)),
        care(D(2026, 2, 1), D(2026, 4, 1), provider=OTHER, provision_type=ProvisionType.GENERAL),
    ]
    assert counted(both, Figure.CLIENTS_IN) == {"2026-01": 1}
    assert counted(both, Figure.CLIENTS_OUT) == {"2026-04": 1}
    assert counted(both, Figure.CLIENTS_IN, FlowBy.PROVIDER) == {"2026-01": 1, "2026-02": 1}
    segments = {key.segment for key in contributions(both) if key.figure is Figure.CLIENTS_IN}
    assert segments == set(CareSegment)


def _case(number: int, started: date, days: int | None, reason: StopReason, provider: str) -> Case:
    made = care(
        started, None if days is None else started + timedelta(days=days), reason,
        provider=provider, id=UUID(int=number), decision_id=UUID(int=number),
        provision_type=ProvisionType.GENERAL if number % 2 else ProvisionType.TAILOR_MADE,
    )  # fmt: skip
    return made


_cases = st.lists(
    st.tuples(
        _days,
        st.one_of(st.none(), st.integers(0, 200)),
        st.sampled_from([StopReason.AS_PLANNED, StopReason.TRANSFERRED_TO_PROVIDER, StopReason.MOVED]),
        st.sampled_from([PROVIDER, OTHER]),
    ),
    max_size=5,
).map(lambda given: [_case(number, *one) for number, one in enumerate(given, 1)])


@pytest.mark.rule("R-O14")
@pytest.mark.rule("R-O19")
@settings(max_examples=50)
@given(_cases)
def test_the_counts_are_those_of_counting_days(cases: list[Case]) -> None:
    """Stock and clients reached, as the sums say them, are what one finds by looking at each period's days one by one."""
    counts = contributions(cases)
    found = courses(cases)

    def total(figure: Figure, until: date) -> int:
        return sum(
            count
            for key, count in counts.items()
            if key.figure is figure and key.group.counted_by is FlowBy.CONTRACT
            and key.segment is CareSegment.ALL and key.month < until
        )  # fmt: skip

    for period in FlowPeriod:
        first = period_start(BEGIN, period)
        while first < D(2028, 1, 1):
            until = add_months(first, period.months)
            stock = (
                total(Figure.INFLOW, first) + total(Figure.ARRIVED, first)
                - total(Figure.THROUGH, first) - total(Figure.OUTFLOW, first)
            )  # fmt: skip
            assert stock == sum(one.started_on < first <= one.last for one in found)
            known = total(Figure.CLIENTS_IN, first) - total(Figure.CLIENTS_OUT, first)
            entered = total(ENTRANTS[period], until) - total(ENTRANTS[period], first)
            in_care = any(one.first < until and one.last >= first for one in stretches(found))
            assert known + entered == in_care
            first = until
    assert all(count > 0 for count in counts.values())


Fact = tuple[UUID, int, Case | Stop | None]


def _facts(case: Case) -> list[Fact]:
    """What access tells of one care, in its order: the start, a correction of it, and each stop."""
    start = replace(case, stops=[], ended_on=None, end_reason=None, transferred=False)
    corrected = replace(start, version=2, area_code="WK-02")
    return [(case.id, 1, start), *((case.id, 1, one) for one in case.stops), (case.id, 2, corrected)]


def _apply(known: dict[UUID, Case], fact: Fact) -> dict[UUID, Case]:
    id_, _, told = fact
    if isinstance(told, Stop):
        return {**known, id_: stopped(known[id_], told)}
    assert isinstance(told, Case)
    return {**known, id_: renewed(known.get(id_), told)}


@pytest.mark.rule("R-X07")
@pytest.mark.rule("R-O14")
@settings(max_examples=50)
@given(_cases, st.randoms(use_true_random=False))
def test_counting_by_differences_is_counting_from_scratch(cases: list[Case], random: object) -> None:
    """However the facts of different cares are mixed, each in its own order, and told twice: the counts are the same."""
    queues = [_facts(case) for case in cases]
    known: dict[UUID, Case] = {}
    kept: Counter[Key] = Counter()
    while any(queues):
        queue = random.choice([one for one in queues if one])  # type: ignore[attr-defined]
        fact = queue.pop(0)
        for _ in range(2):
            after = _apply(known, fact)
            for key, change in difference(
                contributions(known.values()), contributions(after.values())
            ).items():
                kept[key] += change
            known = after
        assert all(count >= 0 for count in kept.values())
    wanted = contributions(replace(case, version=2, area_code="WK-02") for case in cases)
    assert +kept == wanted
    assert {key.group.contract_id for key in wanted} <= {CONTRACT}


def test_what_was_withdrawn_or_never_given_counts_for_nothing() -> None:
    """A start that was withdrawn, care whose stop lies before its corrected start, a decision without care."""
    never = stopped(care(D(2026, 3, 1)), stop(D(2026, 2, 1)))
    withdrawn = care(D(2026, 3, 1), withdrawn=True)
    decided = care(D(2026, 3, 1), kind=CaseKind.DECISION)
    assert contributions([never, withdrawn, decided]) == Counter()

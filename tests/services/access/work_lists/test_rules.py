"""What stands out at an item, how far is looked, and that no list is forgotten or told twice."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.access.policies.rules import DEFAULT
from services.access.work_lists import rules
from services.access.work_lists.rules import Found, LeftOut
from shared.values import new_id
from shared.values.signals import SignalSeverity
from shared.values.work_lists import WorkLabel, WorkListGap, WorkListKind

DAY, UNTIL = date(2026, 4, 20), date(2026, 4, 27)
EMPTY = Found(
    work_list=WorkListKind.REVIEWS, owner="00000099000000000484", id=new_id(), kind="vot", state="open", law=None,
    citizen_id=None, request_id=None, since=None, due_on=None, next_term=None, urgency=None, acute=None,
    reviewer_role=None, severity=None, provider=None, position=None, used=None, maximum=None, aside=None, total=1, rank=1,
)  # fmt: skip


def test_every_list_is_meant_for_somebody_and_read_by_a_right() -> None:
    """No list is without readers, without the right of its own feature, or without a place where its items stand."""
    assert set(rules.MEANT) == set(rules.READ_AS) == set(WorkListKind)
    for kind in WorkListKind:
        named = "changeRequest" if kind is WorkListKind.ANSWERED_REQUESTS else "vot"
        made = rules.item_of(replace(EMPTY, work_list=kind, kind=named), DAY, UNTIL)
        assert made.href.startswith("/v1/") and made.href.endswith(str(EMPTY.id))
    assert all(rules.MEANT[kind] & rules.MUNICIPALITY for kind in rules.BY_REQUEST)


@pytest.mark.rule("R-A37", "R-A38")
def test_what_stands_out() -> None:
    """Acute before its day; a wait beyond its maximum unless at own wish; 8 of 8 is used up, 780 of 800 nearly; grave as told."""

    def label(**told: object) -> WorkLabel:
        return rules.label_of(replace(EMPTY, **told), DAY, UNTIL)  # type: ignore[arg-type]

    yesterday, later = DAY - timedelta(days=1), UNTIL + timedelta(days=1)
    assert [label(due_on=one) for one in (yesterday, DAY, UNTIL, later, None)] == [
        WorkLabel.OVERDUE, WorkLabel.DUE, WorkLabel.DUE, WorkLabel.PLANNED, WorkLabel.NO_DAY,
    ]  # fmt: skip
    assert label(due_on=yesterday, acute=True) is WorkLabel.ACUTE
    waits = {"work_list": WorkListKind.WAITING_LIST}
    assert [label(**waits, due_on=one) for one in (yesterday, DAY)] == [
        WorkLabel.WAITS_TOO_LONG, WorkLabel.WAITS,
    ]  # fmt: skip
    assert label(**waits, due_on=yesterday, aside=True) is WorkLabel.WAITS_ON_OWN_WISH
    ceiling = {"work_list": WorkListKind.ACCESS_CEILINGS}
    assert label(**ceiling, used=8, maximum=8) is WorkLabel.EXHAUSTED
    assert label(**ceiling, used=780, maximum=800) is WorkLabel.NEARLY_EXHAUSTED
    made = rules.item_of(
        replace(EMPTY, work_list=WorkListKind.ACCESS_CEILINGS, used=780, maximum=800), DAY, UNTIL
    )
    assert made.used_basis_points == 9_750
    for severity in SignalSeverity:
        grave = label(work_list=WorkListKind.SIGNALS, severity=severity)
        assert grave.value == severity.value


def test_how_far_is_looked() -> None:
    """As far as the policy warns of a term, or up to the named day; an answer is news for as many days."""
    assert rules.ahead(DEFAULT, DAY, None) == DAY + timedelta(days=DEFAULT.term_warning_days)
    assert rules.ahead(replace(DEFAULT, term_warning_days=21), DAY, None) == date(2026, 5, 11)
    assert rules.ahead(DEFAULT, DAY, UNTIL) == UNTIL
    assert rules.answered_since(DAY, UNTIL) == date(2026, 4, 13)
    assert rules.answered_since(DAY, date(2026, 1, 1)) == DAY


@given(st.permutations(range(1, 6)), st.integers(5, 500), st.booleans())
@settings(max_examples=40)
def test_lists_come_whole_and_in_order(ranks: list[int], total: int, mine: bool) -> None:
    """However the rows came: by rank, each list that was opened once, one without rows with 0, and what was left out beside it."""
    citizen = new_id()
    rows = [replace(EMPTY, rank=rank, total=total, citizen_id=citizen) for rank in ranks]
    opened = [WorkListKind.REVIEWS, WorkListKind.SIGNALS]
    gap = LeftOut(WorkListKind.REMEDIES, WorkListGap.SCOPE)
    made = rules.arrange(rows, opened, [gap], today=DAY, until=UNTIL, mine=mine, team=None, policy=DEFAULT)
    first, second = made.lists
    assert [(one.work_list, one.count, one.narrowed) for one in made.lists] == [
        (WorkListKind.REVIEWS, total, mine), (WorkListKind.SIGNALS, 0, False),
    ]  # fmt: skip
    assert len(first.items) == 5 and second.items == []
    assert (made.left_out, made.policy_version) == ([gap], 0)
    assert {one.citizen_id for one in made.items} == {citizen}

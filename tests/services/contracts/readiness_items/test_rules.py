"""The fifteen items of the list, and how a municipality stands to them (A-14.16)."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from services.contracts.readiness_items.rules import ITEMS, ReadinessItem, checklist
from shared.values import new_id
from shared.values.steering import ReadinessCode, ReadinessStatus

TODAY = date(2026, 1, 1)


def item(
    code: ReadinessCode, status: ReadinessStatus, due: date | None = None, of: str = "0484"
) -> ReadinessItem:
    """An item of a municipality."""
    return ReadinessItem(
        id=new_id(), version=1, owner="00000099000000000484", external_reference=None, parties=[],
        municipality_code=of, code=code, status=status, due_on=due, owner_role=None, evidence=None,
    )  # fmt: skip


def test_the_list_holds_every_code_once_with_its_phrase() -> None:
    """Five on access, four on funding, five on control, one on risk."""
    assert [one.code for one in ITEMS] == list(ReadinessCode)
    assert all(one.source.startswith("000 ▸ ") and one.text_nl and one.text_en for one in ITEMS)
    assert [[one.theme for one in ITEMS].count(theme) for theme in dict.fromkeys(one.theme for one in ITEMS)] == [
        5, 4, 5, 1,
    ]  # fmt: skip


@given(st.dictionaries(st.sampled_from(ReadinessCode), st.sampled_from(ReadinessStatus)))
def test_done_and_open_are_together_the_whole_list(told: dict[ReadinessCode, ReadinessStatus]) -> None:
    """What was not told is open; another municipality's items do not count."""
    known = [item(code, status) for code, status in told.items()]
    others = [item(code, ReadinessStatus.DONE, of="0505") for code in ReadinessCode]
    found = checklist("0484", [*known, *others], TODAY)
    assert found.done == list(told.values()).count(ReadinessStatus.DONE)
    assert found.done + found.open == len(found.lines) == 15


def test_only_what_is_not_done_is_overdue() -> None:
    """Due yesterday and open: overdue; done, or due today: not."""
    past = date(2025, 12, 31)
    codes = list(ReadinessCode)
    known = [
        item(codes[0], ReadinessStatus.OPEN, past),
        item(codes[1], ReadinessStatus.DONE, past),
        item(codes[2], ReadinessStatus.OPEN, TODAY),
    ]
    assert [one.code for one in checklist("0484", known, TODAY).lines if one.overdue] == [codes[0]]

"""Who may take an access decision on a day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.access.mandates.rules import Mandate, MandateMissing, find_mandate
from shared.values import new_id
from shared.values.terms import Law

OWNER = "00000099000000000484"


def mandate(
    law: Law = Law.WMO_2015, valid_from: date = date(2025, 1, 1), valid_until: date | None = None
) -> Mandate:
    """A consultant's mandate."""
    return Mandate(new_id(), 1, OWNER, "j.jansen", "consultant", law, valid_from, valid_until)


def codes(refused: MandateMissing) -> list[str]:
    """Why each mandate does not do."""
    return [error.code for error in refused.errors]


@pytest.mark.rule("R-A03")
def test_a_mandate_until_31_december_does_not_carry_a_decision_of_5_january() -> None:
    """Consultant mandate until 31-12, decision 5-1: refused, and the reader learns since when it is over."""
    with pytest.raises(MandateMissing) as refused:
        find_mandate([mandate(valid_until=date(2025, 12, 31))], Law.WMO_2015, date(2026, 1, 5))
    assert codes(refused.value) == ["mandate-expired"]
    assert "2025-12-31" in refused.value.errors[0].detail.render("nl", refused.value.facts)
    assert "2026-01-05" in refused.value.detail.render("nl", refused.value.facts)


@pytest.mark.rule("R-A03")
def test_a_mandate_carries_its_last_day() -> None:
    """The last day still belongs to the mandate."""
    held = mandate(valid_until=date(2025, 12, 31))
    assert find_mandate([held], Law.WMO_2015, date(2025, 12, 31)) is held


@pytest.mark.rule("R-A03")
def test_a_person_without_any_mandate_is_told_so() -> None:
    """No mandate at all is a reason of its own."""
    with pytest.raises(MandateMissing) as refused:
        find_mandate([], Law.JEUGDWET, date(2026, 1, 5))
    assert codes(refused.value) == ["mandate-none"]
    assert "Jeugdwet" in refused.value.detail.render("en", refused.value.facts)


@pytest.mark.rule("R-A03")
def test_every_mandate_that_does_not_do_gets_its_reason() -> None:
    """Another law, over, and not begun: each in the order of the mandates."""
    held = [
        mandate(law=Law.JEUGDWET),
        mandate(valid_until=date(2025, 6, 30)),
        mandate(valid_from=date(2026, 2, 1)),
    ]
    with pytest.raises(MandateMissing) as refused:
        find_mandate(held, Law.WMO_2015, date(2026, 1, 5))
    assert codes(refused.value) == ["mandate-other-law", "mandate-expired", "mandate-not-yet-valid"]


@pytest.mark.rule("R-A03")
@given(
    first=st.dates(date(2024, 1, 1), date(2028, 1, 1)),
    length=st.none() | st.integers(0, 800),
    day=st.integers(-900, 900),
)
def test_a_mandate_holds_exactly_from_its_first_to_its_last_day(
    first: date, length: int | None, day: int
) -> None:
    """Found when the day lies in the period, both ends included; refused on every other day."""
    last = None if length is None else first + timedelta(days=length)
    on = first + timedelta(days=day)
    held = mandate(valid_from=first, valid_until=last)
    if day >= 0 and (length is None or day <= length):
        assert find_mandate([held], Law.WMO_2015, on) is held
    else:
        with pytest.raises(MandateMissing):
            find_mandate([held], Law.WMO_2015, on)
